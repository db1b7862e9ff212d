package org.fangpin110.form;

import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import org.fangpin110.platform.paper.Ink;
import org.fangpin110.platform.paper.Typeface;

/** The last line of every page: receipt number, page of how many, when it was printed. */
final class FormFoot extends PdfPageEventHelper {
    private static final float SIZE = 9;
    private static final float BASE = 30;
    /** Room below the base line: a template cuts off what lies outside it. */
    private static final float DESCENT = 4;

    private final Typeface type;
    private final FormWords words;
    private final String receiptNo;
    private final String printed;
    private PdfTemplate total;

    FormFoot(Typeface type, FormWords words, String receiptNo, String printed) {
        this.type = type;
        this.words = words;
        this.receiptNo = receiptNo;
        this.printed = printed;
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
        total = writer.getDirectContent().createTemplate(60, 14);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        Ink ink = new Ink(writer.getDirectContent(), type);
        ink.left(receiptNo, type.regular, SIZE, Ink.GREY, document.left(), BASE);
        ink.right(printed, type.regular, SIZE, Ink.GREY, document.right(), BASE);
        String page = words.text("form.print.page", writer.getPageNumber());
        float middle = (document.left() + document.right()) / 2;
        ink.right(page, type.regular, SIZE, Ink.GREY, middle, BASE);
        writer.getDirectContent().addTemplate(total, middle, BASE - DESCENT);
    }

    /** Only now is known how many pages there are. */
    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        total.beginText();
        total.setFontAndSize(type.regular, SIZE);
        total.setColorFill(Ink.GREY);
        total.showTextAligned(
                PdfContentByte.ALIGN_LEFT, words.text("form.print.pages", writer.getPageNumber() - 1), 0, DESCENT, 0);
        total.endText();
    }
}
