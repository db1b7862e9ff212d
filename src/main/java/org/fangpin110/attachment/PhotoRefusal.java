package org.fangpin110.attachment;

/** A photo that is not stored, with the reason that the sender can act on. The report itself never fails for it. */
public final class PhotoRefusal extends RuntimeException {
    /** Each is a message of its own: {@code problem.<code>}. */
    public enum Reason {
        NOT_AN_IMAGE("photo-not-an-image"),
        /** iPhones send these unless told otherwise. */
        HEIC("photo-heic-not-supported"),
        GIF("photo-gif-not-supported"),
        WEBP("photo-webp-not-supported"),
        PDF("photo-pdf-not-supported"),
        /** BMP, TIFF, AVIF. */
        OTHER_FORMAT("photo-format-not-supported"),
        /** CMYK, as print shops use it. */
        COLOURS("photo-colours-not-supported"),
        /** Begins like a photo but does not end like one: an upload cut off, a damaged file. */
        BROKEN("photo-broken"),
        TOO_LARGE("photo-too-large"),
        TOO_MANY_PIXELS("photo-too-many-pixels");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;

    PhotoRefusal(Reason reason) {
        super(reason.code, null, false, false); // an answer, not a bug: no stack trace
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
