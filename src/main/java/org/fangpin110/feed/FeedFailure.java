package org.fangpin110.feed;

/** Nothing can be played there, with the sentence that tells why. */
public final class FeedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
