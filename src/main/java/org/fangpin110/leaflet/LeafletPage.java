package org.fangpin110.leaflet;

import com.lowagie.text.Image;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.paper.Ink;
import org.fangpin110.platform.paper.QrCode;
import org.fangpin110.platform.paper.Typeface;

/** One village's page, A4: what it is, whose it is, the code, what for, three steps, phones. Read from two metres away. */
final class LeafletPage {
    static final float WIDTH = 595;
    static final float HEIGHT = 842;
    private static final float MARGIN = 34;
    private static final float ROOM = WIDTH - 2 * MARGIN;
    private static final float MIDDLE = WIDTH / 2;
    /** 8 cm with its quiet zone, more than 6 without. */
    private static final float CODE = 226;

    private static final int PURPOSES = 8;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    private final Leaflet leaflet;
    private final Messages messages;
    private final Ink ink;
    private final BaseFont bold;
    private final BaseFont regular;

    LeafletPage(Leaflet leaflet, Messages messages, PdfContentByte page, Typeface type) {
        this.leaflet = leaflet;
        this.messages = messages;
        this.ink = new Ink(page, type);
        this.bold = type.bold;
        this.regular = type.regular;
    }

    void draw() {
        head();
        village();
        code();
        purposes();
        steps();
        phones();
        foot();
    }

    private void head() {
        ink.box(0, HEIGHT - 124, WIDTH, 124, 0, Ink.DEEP);
        String title = text("title") + "　" + text("title.second");
        ink.centreWithin(ROOM, title, bold, 50, Color.WHITE, MIDDLE, HEIGHT - 66);
        ink.centreWithin(ROOM, text("lead"), regular, 24, Color.WHITE, MIDDLE, HEIGHT - 106);
    }

    private void village() {
        ink.centreWithin(ROOM, printable(leaflet.above()), regular, 22, Ink.TEXT, MIDDLE, 687);
        ink.centreWithin(ROOM, printable(leaflet.village()), bold, 44, Ink.WARM, MIDDLE, 642);
    }

    private void code() {
        float x = MARGIN;
        float top = 624;
        float side = CODE + 16;
        ink.box(x, top - side - 38, side, side + 38, 10, Ink.DEEP);
        ink.box(x + 5, top - side + 3, side - 10, side - 8, 6, Color.WHITE);
        float left = x + 8;
        float bottom = top - side + 6;
        boolean program = leaflet.programCode().isPresent();
        if (program) {
            picture(leaflet.programCode().get(), left, bottom);
        } else {
            ink.code(new QrCode(leaflet.address()), left, bottom, CODE);
        }
        String caption = text(program ? "scan" : "scan.plain");
        ink.centreWithin(side - 16, caption, bold, 25, Color.WHITE, x + side / 2, top - side - 26);
    }

    private void picture(byte[] bytes, float x, float y) {
        try {
            Image image = Image.getInstance(bytes);
            image.scaleAbsolute(CODE, CODE);
            image.setAbsolutePosition(x, y);
            ink.page.addImage(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void purposes() {
        float x = MARGIN + CODE + 34;
        float width = WIDTH - MARGIN - x;
        float y = 598;
        ink.leftWithin(width, text("for.title"), bold, 24, Ink.DEEP, x, y);
        for (int i = 1; i <= PURPOSES; i++) {
            y -= 30.5f;
            ink.disc(x + 6, y + 7.5f, 4, Ink.WARM);
            ink.leftWithin(width - 20, text("for." + i), regular, 21, Ink.TEXT, x + 20, y);
        }
    }

    private void steps() {
        Pictogram[] pictures = Pictogram.values();
        float width = ROOM / pictures.length;
        ink.box(MARGIN, 186, ROOM, 146, 10, Ink.PALE);
        for (int i = 0; i < pictures.length; i++) {
            float x = MARGIN + width * i + width / 2;
            pictures[i].draw(ink, x + 16, 288);
            ink.disc(x - 54, 304, 15, Ink.WARM);
            ink.centre(String.valueOf(i + 1), bold, 22, Color.WHITE, x - 54, 296);
            ink.centre(text("step." + (i + 1) + ".title"), bold, 25, Ink.DEEP, x, 226);
            ink.centreWithin(width - 8, text("step." + (i + 1) + ".text"), regular, 17, Ink.TEXT, x, 201);
        }
    }

    private void phones() {
        ink.centreWithin(ROOM, text("phone.title"), bold, 21, Ink.DEEP, MIDDLE, 158);
        float y = 114;
        ink.left(text("phone.hotline"), regular, 19, Ink.TEXT, MARGIN, y + 4);
        ink.left("12317", bold, 42, Ink.WARM, MARGIN + 82, y);
        float x = MIDDLE - 28;
        ink.left(text("phone.village"), regular, 19, Ink.TEXT, x, y + 4);
        ink.line(x + 84, y - 1, WIDTH - MARGIN, y - 1, 1.2f, Ink.GREY);
    }

    private void foot() {
        ink.centreWithin(ROOM, text("privacy"), regular, 14, Ink.TEXT, MIDDLE, 82);
        String mongolian = text("mongolian");
        if (!mongolian.isEmpty()) {
            ink.centreWithin(ROOM - 60, mongolian, regular, 14, Ink.TEXT, MIDDLE, 60);
        }
        String fine = messages.text(
                Language.ZH,
                "leaflet.fine",
                printable(leaflet.village()),
                leaflet.code().unitCode(),
                leaflet.code().text(),
                leaflet.unitTable(),
                Leaflet.EDITION,
                leaflet.printed().format(DAY));
        boolean program = leaflet.programCode().isPresent();
        float room = program ? ROOM - 66 : ROOM;
        ink.leftWithin(room, program ? fine : fine + text("fine.plain"), regular, 9.5f, Ink.GREY, MARGIN, 30);
        if (program) {
            ink.code(new QrCode(leaflet.address()), WIDTH - MARGIN - 56, 17, 56);
            ink.right(text("small-code"), regular, 9.5f, Ink.GREY, WIDTH - MARGIN - 58, 44);
        }
    }

    private String printable(String text) {
        return ink.type.printable(text);
    }

    private String text(String key) {
        return messages.text(Language.ZH, "leaflet." + key);
    }
}
