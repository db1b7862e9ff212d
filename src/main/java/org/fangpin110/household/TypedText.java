package org.fangpin110.household;

import java.text.Normalizer;

/** What phones and input methods add to digits: full-width forms, spaces of all kinds, invisible characters. */
final class TypedText {
    private TypedText() {}

    /** Plain characters without any space, in capitals. */
    static String compact(String raw) {
        String plain = isAscii(raw) ? raw : Normalizer.normalize(raw, Normalizer.Form.NFKC);
        StringBuilder kept = new StringBuilder(plain.length());
        plain.codePoints()
                .filter(c -> !isInvisible(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(c -> kept.appendCodePoint(Character.toUpperCase(c)));
        return kept.toString();
    }

    /** Controls and format characters: they show nothing and come along with copied text. */
    static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT -> !Character.isWhitespace(codePoint);
            default -> false;
        };
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
