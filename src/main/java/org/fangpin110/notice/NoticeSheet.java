package org.fangpin110.notice;

import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.paper.Ink;
import org.fangpin110.platform.paper.QrCode;
import org.fangpin110.platform.paper.Typeface;

/** One notice on A4, black on white, read from two metres away. Blocks while it writes; for one document. */
final class NoticeSheet {
    private static final float WIDTH = 595;
    private static final float MARGIN = 46;
    private static final float ROOM = WIDTH - 2 * MARGIN;
    private static final float LABEL = 150;
    private static final float CODE = 118;
    private static final float TABLE_END = 276;
    private static final float LARGEST = 26;
    private static final float SMALLEST = 9;
    private static final float LEADING = 1.5f;
    /** Rows, in sizes of their letters. */
    private static final float BETWEEN = 0.1f;
    /** Not at the beginning of a line. */
    private static final String CLOSING = "，。、；：？！）》”";

    private final Messages messages;
    private final String publicUrl;
    private final Typeface type = new Typeface();

    NoticeSheet(Messages messages, String publicUrl) {
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    byte[] pdf(NoticeKind kind, NoticeNumber number, NoticeText text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, 0, 0, 0, 0);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setFullCompression();
        document.addTitle(text.title() + " " + number.value());
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("zh-CN"));
        document.open();
        writer.setPageEmpty(false);
        draw(new Ink(writer.getDirectContent(), type), kind, number, text);
        document.close();
        return out.toByteArray();
    }

    private void draw(Ink ink, NoticeKind kind, NoticeNumber number, NoticeText text) {
        ink.centreWithin(ROOM, text.title(), type.bold, 68, Ink.WARM, WIDTH / 2, 748);
        ink.centreWithin(
                ROOM, messages.text(Language.ZH, "notice.kind." + kind), type.regular, 22, Ink.TEXT, WIDTH / 2, 704);
        ink.line(MARGIN, 690, WIDTH - MARGIN, 690, 1.5f, Ink.WARM);
        float y = paragraph(ink, "　　" + text.opening(), type.regular, 21, MARGIN, ROOM, 656);
        y = table(ink, text.lines(), y - 14);
        paragraph(ink, "　　" + text.objection(), type.regular, 18, MARGIN, ROOM, Math.min(y - 12, TABLE_END - 22));
        foot(ink, kind, number, text);
    }

    /** Rows as large as the room lets them be. */
    private float table(Ink ink, List<NoticeText.Line> lines, float top) {
        float size = LARGEST;
        while (size > SMALLEST && height(lines, size) > top - TABLE_END) {
            size -= 0.5f;
        }
        float y = top;
        for (NoticeText.Line line : lines) {
            ink.left(line.label(), type.regular, size * 0.9f, Ink.TEXT, MARGIN, y - size);
            y = paragraph(ink, line.value(), type.bold, size, MARGIN + LABEL, ROOM - LABEL, y - size)
                    + size * (1 - BETWEEN);
            ink.line(MARGIN, y + size * 0.2f, WIDTH - MARGIN, y + size * 0.2f, 0.5f, Ink.GREY);
        }
        return y;
    }

    private float height(List<NoticeText.Line> lines, float size) {
        int rows = lines.stream()
                .mapToInt(line -> rows(type.printable(line.value()), type.bold, size, ROOM - LABEL)
                        .size())
                .sum();
        return size * (rows * LEADING + lines.size() * BETWEEN);
    }

    private void foot(Ink ink, NoticeKind kind, NoticeNumber number, NoticeText text) {
        ink.code(new QrCode(number.address(publicUrl)), MARGIN, 74, CODE);
        String scan = messages.text(
                Language.ZH, kind.takesObjections() ? "notice.scan" : "notice.scan." + NoticeKind.ANNOUNCEMENT);
        ink.centreWithin(CODE, scan, type.bold, 15, Ink.TEXT, MARGIN + CODE / 2, 58);
        ink.right(type.printable(text.issuer()), type.bold, 24, Ink.TEXT, WIDTH - MARGIN, 158);
        ink.right(text.date(), type.regular, 22, Ink.TEXT, WIDTH - MARGIN, 124);
        ink.right(text.number(), type.bold, 18, Ink.TEXT, WIDTH - MARGIN, 88);
        ink.right(text.privacy(), type.regular, 13, Ink.GREY, WIDTH - MARGIN, 62);
    }

    /** @return the base line after the last one */
    private float paragraph(Ink ink, String text, BaseFont font, float size, float x, float width, float y) {
        float line = y;
        for (String row : rows(type.printable(text), font, size, width)) {
            ink.left(row, font, size, Ink.TEXT, x, line);
            line -= size * LEADING;
        }
        return line;
    }

    private static List<String> rows(String text, BaseFont font, float size, float width) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            String one = Character.toString(c);
            boolean full = font.getWidthPoint(row + one, size) > width;
            if (full && CLOSING.indexOf(c) < 0 && !row.isEmpty()) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(one);
        }
        rows.add(row.toString());
        return rows;
    }
}
