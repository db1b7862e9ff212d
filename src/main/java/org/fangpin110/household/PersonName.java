package org.fangpin110.household;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person's name as typed, but for invisible characters, doubled spaces and the many dots of Mongolian names, which all become ·.
 * Letters of every script pass: whoever has a name in them has it on paper too.
 */
public record PersonName(String value) {
    public enum Fault {
        MISSING,
        TOO_SHORT,
        TOO_LONG,
        /** Digits, signs or pictures. */
        CHARACTERS
    }

    public record Checked(String normalised, Optional<Fault> fault) {
        public Optional<PersonName> name() {
            return fault.isEmpty() ? Optional.of(new PersonName(normalised)) : Optional.empty();
        }

        @Override
        public String toString() {
            return "Checked[" + fault + "]";
        }
    }

    private static final int SHORTEST = 2;
    private static final int LONGEST = 30;

    /** · • ‧ ∙ ⋅ ・ ･ ㆍ ⸱ ᛫ · ． and the full stop: what keyboards offer for the one dot of a name. */
    private static final Pattern DOT =
            Pattern.compile("\\s*[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u318d\u2e31\u16eb\u0387\uff0e.]\\s*");

    private static final Pattern SPACES = Pattern.compile("[\\s\u00a0\u2000-\u200a\u3000]+");
    private static final Pattern SLIPS_AT_ENDS = Pattern.compile("^[ \u00b7]+|[ \u00b7\u3002\uff0c,\u3001]+$");

    /** Also private-use characters and the newest planes: old systems write rare characters of names there. */
    private static final String LETTER = "[\\p{L}\\p{M}\\p{Co}\u3007\\x{20000}-\\x{3fffd}]";
    /** Space, dot, apostrophe, hyphen; and what joins Mongolian letters. */
    private static final String BETWEEN = "[ \u00b7'\u2019\\-\u180e\u200c\u200d\u202f]";

    private static final Pattern NAME = Pattern.compile(LETTER + "(?:" + BETWEEN + "?" + LETTER + ")*");
    private static final Pattern NOT_A_LETTER = Pattern.compile(BETWEEN);

    public static Checked check(String raw) {
        String name = raw == null ? "" : normalise(raw);
        return new Checked(name, fault(name));
    }

    private static Optional<Fault> fault(String name) {
        int length = name.codePointCount(0, name.length());
        if (length == 0) {
            return Optional.of(Fault.MISSING);
        }
        if (length > LONGEST) {
            return Optional.of(Fault.TOO_LONG); // before the pattern, whose matcher goes as deep as the name is long
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.of(Fault.CHARACTERS);
        }
        return length < SHORTEST ? Optional.of(Fault.TOO_SHORT) : Optional.empty();
    }

    private static String normalise(String raw) {
        StringBuilder kept = new StringBuilder(raw.length());
        raw.codePoints()
                .filter(c -> !TypedText.isInvisible(c) || joinsMongolian(c))
                .map(PersonName::halfWidth)
                .forEach(kept::appendCodePoint);
        String spaced = SPACES.matcher(kept).replaceAll(" ");
        String dotted = DOT.matcher(spaced).replaceAll("\u00b7");
        return SLIPS_AT_ENDS.matcher(dotted).replaceAll("");
    }

    private static boolean joinsMongolian(int codePoint) {
        return codePoint == 0x180e || codePoint == 0x200c || codePoint == 0x200d;
    }

    private static int halfWidth(int codePoint) {
        return codePoint >= 0xff01 && codePoint <= 0xff5e ? codePoint - 0xfee0 : codePoint;
    }

    /** For comparing only: without dots, spaces and case, so that 乌云 其木格, 乌云·其木格 and 乌云其木格 are one name. */
    public String comparable() {
        String folded = Normalizer.normalize(value, Normalizer.Form.NFKC);
        return NOT_A_LETTER.matcher(folded).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** 张**: neither the given name nor its length. */
    public String masked() {
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "**";
    }

    @Override
    public String toString() {
        return "PersonName[" + masked() + "]";
    }
}
