package org.fangpin110.notification;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What WeChat lets a field of a subscribe message hold, by the kind in its name (thing1 is a thing): domain.md 8. One bad
 * field fails the whole message with 47003.
 */
final class FieldLimits {
    static final int THING = 20;
    private static final String CLOCK = "([01]\\d|2[0-3]):[0-5]\\d";
    private static final Map<String, Pattern> ALLOWED = Map.of(
            "thing", Pattern.compile("[^\\p{Cntrl}]{1,20}"),
            "character_string", Pattern.compile("[\\x21-\\x7e]{1,32}"),
            "phrase", Pattern.compile("\\p{IsHan}{1,5}"),
            "time", Pattern.compile("\\d{4}年\\d{1,2}月\\d{1,2}日 " + CLOCK));

    private FieldLimits() {}

    /** @throws FieldFault at the first field that WeChat would refuse */
    static Map<String, String> checked(String template, Map<String, String> fields) {
        fields.forEach((field, text) -> {
            Pattern allowed = ALLOWED.get(field.replaceFirst("\\d+$", ""));
            if (allowed == null || text.isBlank() || !allowed.matcher(text).matches()) {
                throw new FieldFault(template, field);
            }
        });
        return fields;
    }

    /** At most so many characters, the last one then an ellipsis; never half a character. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
