package org.fangpin110.screening;

import java.util.EnumSet;
import java.util.Set;

/**
 * What one narrative looks like. Each sign adds its weight to one of two scores of at most 100; at {@value #ENOUGH} a person
 * looks before anybody is sent out. A cry for help is never held, whatever else is in the text.
 *
 * @param garbage 0 to 100: tells nothing
 * @param spam 0 to 100: advertises
 */
public record Screening(int garbage, int spam, Set<Sign> signs, Set<Distress> distress, boolean pleads) {
    /** Stored with every screening; raised when a rule changes. */
    public static final int VERSION = 1;

    private static final int ENOUGH = 60;
    private static final int SPAM_ENOUGH = 100;
    private static final int CHEATED = 100;
    private static final int MANY_COPIES = 5;

    /**
     * What is known beside the text.
     *
     * @param copies how often the same account sent the same text in the last day, this one not counted
     * @param byCadre sent by somebody whose duty is to file for others
     */
    public record Context(int copies, boolean byCadre) {
        /** Nothing is known yet. */
        public static final Context NONE = new Context(0, false);
    }

    public static Screening of(String text, Context context) {
        String told = text == null ? "" : text;
        String content = content(told);
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        if (!content.isEmpty() || !told.isBlank()) {
            signs.addAll(GarbageSigns.in(told, content));
            signs.addAll(SpamSigns.in(told));
        }
        if (context.copies() >= MANY_COPIES) {
            signs.add(context.byCadre() ? Sign.COPIES_OF_CADRE : Sign.COPIES);
        }
        int garbage = signs.stream().mapToInt(sign -> sign.garbage).sum();
        int spam = signs.stream().mapToInt(sign -> sign.spam).sum() - (SpamSigns.quotesACheater(told) ? CHEATED : 0);
        return new Screening(
                Math.min(garbage, 100),
                Math.max(0, Math.min(spam, 100)),
                signs,
                UrgentWords.in(told),
                UrgentWords.plea(told));
    }

    /** Letters and digits in lower case: two texts with the same content are copies of each other. */
    public static String content(String text) {
        StringBuilder content = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                content.appendCodePoint(Character.toLowerCase(c));
            }
        }
        return content.toString();
    }

    public boolean looksLikeGarbage() {
        return garbage >= ENOUGH;
    }

    public boolean looksLikeSpam() {
        return spam >= SPAM_ENOUGH;
    }

    /** Somebody is in danger, or asks to be saved. */
    public boolean inDistress() {
        return !distress.isEmpty() || pleads;
    }

    /** To be looked at before it is treated as a report. */
    public boolean held() {
        return (looksLikeGarbage() || looksLikeSpam()) && !inDistress();
    }
}
