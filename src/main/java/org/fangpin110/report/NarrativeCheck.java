package org.fangpin110.report;

import java.util.Optional;

/** Looks at the text of a hardship. Only blank and too long are faults; whatever merely looks odd is {@code screening}'s affair and read by people. */
public final class NarrativeCheck {
    public enum Fault {
        BLANK,
        TOO_LONG
    }

    /** The limit of the form (domain guide, section 4). */
    public static final int FORM_LIMIT = 2_000;

    private final int maxCodePoints;

    public NarrativeCheck(int maxCodePoints) {
        this.maxCodePoints = maxCodePoints;
    }

    public Optional<Fault> fault(String text) {
        if (text == null || text.codePoints().noneMatch(NarrativeCheck::says)) {
            return Optional.of(Fault.BLANK);
        }
        return text.codePointCount(0, text.length()) > maxCodePoints ? Optional.of(Fault.TOO_LONG) : Optional.empty();
    }

    /** Letters, digits and pictures say something; spaces, controls and punctuation do not. */
    private static boolean says(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.NON_SPACING_MARK,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
