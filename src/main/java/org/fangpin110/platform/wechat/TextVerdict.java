package org.fangpin110.platform.wechat;

/**
 * What WeChat thinks of a text. It never blocks a report: a person in distress writes words that look risky.
 *
 * @param label WeChat's number for the kind of trouble, 100 when there is none; null when unchecked
 * @param traceId WeChat's own number for this check; null when unchecked
 */
public record TextVerdict(Suggestion suggestion, String label, String traceId) {
    public enum Suggestion {
        PASS,
        REVIEW,
        RISKY,
        /** WeChat does not check the words of somebody who has not used the mini-program for two hours. */
        UNCHECKED
    }

    static final TextVerdict NOT_CHECKED = new TextVerdict(Suggestion.UNCHECKED, null, null);
}
