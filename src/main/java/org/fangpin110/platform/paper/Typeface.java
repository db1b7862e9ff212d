package org.fangpin110.platform.paper;

import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The two weights of one document, embedded with the characters it shows and no others. Read anew for each document: a font
 * of the library is not for two threads.
 */
public final class Typeface {
    /** 〓, printers' mark for a character to be filled in by hand. */
    public static final int MISSING = 0x3013;

    private static final byte[] REGULAR = bytes("NotoSansCJKsc-Regular-subset.otf");
    private static final byte[] BOLD = bytes("NotoSansCJKsc-Bold-subset.otf");

    public final BaseFont regular = font("regular.otf", REGULAR);
    public final BaseFont bold = font("bold.otf", BOLD);

    /** The text with a mark in place of what the fonts lack. */
    public String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> printable.appendCodePoint(bold.charExists(c) || c == 0x3000 ? c : MISSING));
        return printable.toString();
    }

    private static BaseFont font(String name, byte[] bytes) {
        try {
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Typeface.class.getResourceAsStream("/leaflet/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
