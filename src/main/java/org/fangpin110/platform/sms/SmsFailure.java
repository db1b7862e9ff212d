package org.fangpin110.platform.sms;

/** The provider did not take a message, or did not say so. Its message holds no phone and no text. */
public final class SmsFailure extends RuntimeException {
    public enum Kind {
        /** A clear no: repeating it changes nothing. */
        REJECTED,
        /** Nothing was taken: later. */
        RETRYABLE,
        /** The request left, no answer came: a receipt will tell, repeating might tell twice. */
        UNKNOWN
    }

    private final Kind kind;
    private final String code;

    /**
     * Says what became of the message.
     *
     * @param code the provider's own, short and without anything of the message
     */
    public SmsFailure(Kind kind, String code) {
        super(kind + " " + code, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
