package org.fangpin110.routing;

import java.text.Normalizer;
import java.util.BitSet;

/**
 * An address in one form: simplified characters and ASCII digits, nothing between them. Where something stood between
 * them is remembered, because people put spaces inside names as well as around them. What has been understood is masked,
 * so that it is not read twice.
 */
final class AddressText {
    static final char MASK = '|';
    /** Enough for any address; what follows is story. Keeps the work bounded. */
    private static final int LONGEST = 160;

    private final String text;
    private final BitSet breaks;

    private AddressText(String text, BitSet breaks) {
        this.text = text;
        this.breaks = breaks;
    }

    static AddressText of(String raw, RoutingTables tables) {
        String unified = Normalizer.normalize(
                raw.length() > 4 * LONGEST ? raw.substring(0, 4 * LONGEST) : raw, Normalizer.Form.NFKC);
        StringBuilder kept = new StringBuilder(Math.min(unified.length(), LONGEST));
        BitSet breaks = new BitSet();
        breaks.set(0);
        for (int i = 0; i < unified.length() && kept.length() < LONGEST; i++) {
            char c = unified.charAt(i);
            if ((c >= '0' && c <= '9') || Character.isIdeographic(c)) {
                kept.append(c == '〇' ? '零' : tables.simplified(c));
            } else if (isLetter(c)) {
                int end = endOfLetters(unified, i);
                char sound = inName(unified, i, end) ? tables.soundOf(unified.substring(i, end)) : 0;
                if (sound != 0) {
                    kept.append(sound);
                } else {
                    breaks.set(kept.length());
                }
                i = end - 1;
            } else if (Character.getType(c) != Character.FORMAT) {
                breaks.set(kept.length());
            }
        }
        breaks.set(kept.length());
        return new AddressText(kept.toString(), breaks);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static int endOfLetters(String text, int from) {
        int end = from;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** hao力保: the input method left a syllable of a name in letters, without a space. */
    private static boolean inName(String text, int from, int to) {
        return to - from <= 6
                && (from > 0 && Character.isIdeographic(text.charAt(from - 1))
                        || to < text.length() && Character.isIdeographic(text.charAt(to)));
    }

    AddressText masked(int from, int to) {
        return new AddressText(
                text.substring(0, from) + String.valueOf(MASK).repeat(to - from) + text.substring(to), breaks);
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    /** Something ends before this index: the start, a separator, a masked place. */
    boolean breakAt(int index) {
        return index <= 0
                || index >= text.length()
                || breaks.get(index)
                || text.charAt(index - 1) == MASK
                || text.charAt(index) == MASK;
    }

    boolean isMasked(int index) {
        return text.charAt(index) == MASK;
    }

    /** No character left that has not been understood. */
    boolean isUsedUp() {
        return text.chars().allMatch(c -> c == MASK);
    }
}
