package org.fangpin110.report;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Looks at the text of a hardship. Only blank and too long are faults; whatever merely looks odd gets a flag and is read by people. */
public final class NarrativeCheck {
    public enum Fault {
        BLANK,
        TOO_LONG
    }

    public enum Flag {
        /** Keyboard noise, one character again and again, a test. */
        GARBAGE,
        /** Reads like an advertisement. */
        SPAM
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

    public Set<Flag> flags(String text) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (GarbageSigns.in(text)) {
            flags.add(Flag.GARBAGE);
        }
        if (SpamSigns.in(text)) {
            flags.add(Flag.SPAM);
        }
        return flags;
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
