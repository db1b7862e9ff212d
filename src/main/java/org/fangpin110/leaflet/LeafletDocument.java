package org.fangpin110.leaflet;

import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import java.io.OutputStream;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.paper.Typeface;

/** A PDF written page by page: in memory are one page, the fonts, and which characters were used. Blocks while it writes. */
final class LeafletDocument implements AutoCloseable {
    private final Messages messages;
    private final Typeface type = new Typeface();
    private final Document document = new Document(PageSize.A4, 0, 0, 0, 0);
    private final PdfWriter writer;

    LeafletDocument(Messages messages, OutputStream out, String title) {
        this.messages = messages;
        writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        writer.setFullCompression();
        document.addTitle(title);
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("zh-CN"));
        document.open();
    }

    void add(Leaflet leaflet) {
        document.newPage();
        writer.setPageEmpty(false);
        new LeafletPage(leaflet, messages, writer.getDirectContent(), type).draw();
    }

    /** Finishes the file; needs one page at least. */
    @Override
    public void close() {
        document.close();
    }
}
