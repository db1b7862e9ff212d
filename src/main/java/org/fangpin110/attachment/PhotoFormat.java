package org.fangpin110.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.fangpin110.attachment.PhotoRefusal.Reason;

/** What a file is by its first bytes. Names and declared media types are claims. */
enum PhotoFormat {
    JPEG("jpeg"),
    PNG("png");

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    private final String reader;

    PhotoFormat(String reader) {
        this.reader = reader;
    }

    /** The name under which the JDK knows it. */
    String reader() {
        return reader;
    }

    /**
     * One of the two that are taken.
     *
     * @throws PhotoRefusal names what it is instead
     */
    static PhotoFormat of(byte[] file) {
        if (starts(file, 0, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (starts(file, 0, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        throw new PhotoRefusal(otherwise(file));
    }

    private static Reason otherwise(byte[] file) {
        if (starts(file, 4, "ftyp")) {
            return file.length >= 12 && HEIC_BRANDS.contains(new String(file, 8, 4, StandardCharsets.ISO_8859_1))
                    ? Reason.HEIC
                    : Reason.OTHER_FORMAT;
        }
        if (starts(file, 0, "GIF8")) {
            return Reason.GIF;
        }
        if (starts(file, 0, "RIFF") && starts(file, 8, "WEBP")) {
            return Reason.WEBP;
        }
        if (starts(file, 0, "%PDF")) {
            return Reason.PDF;
        }
        boolean otherImage = starts(file, 0, "BM") || starts(file, 0, "II*\0") || starts(file, 0, "MM\0*");
        return otherImage ? Reason.OTHER_FORMAT : Reason.NOT_AN_IMAGE;
    }

    private static boolean starts(byte[] file, int at, String latin1) {
        if (file.length < at + latin1.length()) {
            return false;
        }
        for (int i = 0; i < latin1.length(); i++) {
            if ((file[at + i] & 0xff) != latin1.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
