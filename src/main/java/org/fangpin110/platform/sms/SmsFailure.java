package org.fangpin110.platform.sms;

/** The provider did not take a message, or did not say so. Its message holds no phone and no text. */
public final class SmsFailure extends RuntimeException {
    public enum Kind {
        /** A clear no: repeating it changes nothing. */
        REJECTED,
        /** Nothing was taken: later. */
        RETRYABLE,
        /** A clear no that concerns us, not the phone: account, signature, template, balance. Somebody has to mend it. */
        OUR_FAULT,
        /** The request left, no answer came: a receipt will tell, repeating might tell twice. */
        UNKNOWN
    }

    private final Kind kind;
    private final String code;
    private String provider;

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

    /** The same, when one provider of several was asked. */
    SmsFailure by(String provider) {
        SmsFailure named = new SmsFailure(kind, code);
        named.provider = provider;
        return named;
    }

    /** Null when it is the one that was asked. */
    public String provider() {
        return provider;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
