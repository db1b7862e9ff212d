package org.fangpin110;

/** A command that could not do its work, with the sentence that tells why. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
