package org.fangpin110.platform.paper;

import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import java.awt.Color;

/** Draws on one page: points from the lower left corner, text by its base line. */
public final class Ink {
    public static final Color DEEP = new Color(0x14, 0x53, 0x3f);
    public static final Color WARM = new Color(0xb4, 0x2b, 0x1e);
    public static final Color PALE = new Color(0xea, 0xf3, 0xee);
    public static final Color TEXT = new Color(0x1c, 0x1c, 0x1c);
    public static final Color GREY = new Color(0x55, 0x55, 0x55);

    public final PdfContentByte page;
    public final Typeface type;

    public Ink(PdfContentByte page, Typeface type) {
        this.page = page;
        this.type = type;
    }

    public void left(String text, BaseFont font, float size, Color colour, float x, float y) {
        write(PdfContentByte.ALIGN_LEFT, text, font, size, colour, x, y);
    }

    public void right(String text, BaseFont font, float size, Color colour, float x, float y) {
        write(PdfContentByte.ALIGN_RIGHT, text, font, size, colour, x, y);
    }

    public void centre(String text, BaseFont font, float size, Color colour, float x, float y) {
        write(PdfContentByte.ALIGN_CENTER, text, font, size, colour, x, y);
    }

    /** At this size, or smaller where the text would be wider than the room. */
    public void centreWithin(float width, String text, BaseFont font, float size, Color colour, float x, float y) {
        centre(text, font, fitting(width, text, font, size), colour, x, y);
    }

    public void leftWithin(float width, String text, BaseFont font, float size, Color colour, float x, float y) {
        left(text, font, fitting(width, text, font, size), colour, x, y);
    }

    public float fitting(float width, String text, BaseFont font, float size) {
        float wanted = font.getWidthPoint(text, size);
        return wanted <= width ? size : size * width / wanted;
    }

    private void write(int align, String text, BaseFont font, float size, Color colour, float x, float y) {
        page.beginText();
        page.setFontAndSize(font, size);
        page.setColorFill(colour);
        page.showTextAligned(align, text, x, y, 0);
        page.endText();
    }

    public void box(float x, float y, float width, float height, float radius, Color fill) {
        page.setColorFill(fill);
        page.roundRectangle(x, y, width, height, radius);
        page.fill();
    }

    public void frame(float x, float y, float width, float height, float radius, float line, Color colour) {
        page.setColorStroke(colour);
        page.setLineWidth(line);
        page.roundRectangle(x, y, width, height, radius);
        page.stroke();
    }

    public void line(float x1, float y1, float x2, float y2, float width, Color colour) {
        page.setColorStroke(colour);
        page.setLineWidth(width);
        page.setLineCap(PdfContentByte.LINE_CAP_ROUND);
        page.moveTo(x1, y1);
        page.lineTo(x2, y2);
        page.stroke();
    }

    public void disc(float x, float y, float radius, Color fill) {
        page.setColorFill(fill);
        page.circle(x, y, radius);
        page.fill();
    }

    /** A closed shape of straight sides: x1, y1, x2, y2 … */
    public void shape(Color fill, float... corners) {
        page.setColorFill(fill);
        page.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            page.lineTo(corners[i], corners[i + 1]);
        }
        page.closePath();
        page.fill();
    }

    /** The code with its quiet zone in a square of this side. */
    public void code(QrCode code, float x, float y, float side) {
        float module = side / code.size();
        page.setColorFill(Color.BLACK);
        code.eachRun((column, row, length) ->
                page.rectangle(x + column * module, y + side - (row + 1) * module, length * module, module));
        page.fill();
    }
}
