package org.fangpin110.report;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Signs that nobody tells anything here. Foreign languages, dialect and bad spelling are none. */
final class GarbageSigns {
    private static final Set<String> TRIALS = Set.of("test", "测试", "hello", "abc", "你好", "asd", "qwe");
    private static final String[] KEYBOARD = {
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz", "abcdefghijklmnopqrstuvwxyz"
    };
    /** A unit of up to four characters and nothing but its repetitions. */
    private static final Pattern REPETITION = Pattern.compile("(.{1,4}?)\\1{2,}");

    private static final int FEW = 24;

    private GarbageSigns() {}

    static boolean in(String text) {
        StringBuilder told = new StringBuilder();
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> told.appendCodePoint(Character.toLowerCase(c)));
        String content = told.toString();
        return content.codePoints().noneMatch(Character::isLetter)
                || TRIALS.contains(content)
                || isOneCharacterOrTwo(content)
                || REPETITION.matcher(content).matches()
                || isKeyboardRun(content)
                || isWordWithoutVowel(text.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isOneCharacterOrTwo(String content) {
        long different = content.codePoints().distinct().limit(3).count();
        return (different == 1 && content.length() >= 3) || (different == 2 && content.length() >= 4);
    }

    private static boolean isKeyboardRun(String content) {
        if (content.length() < 4) {
            return false;
        }
        for (String row : KEYBOARD) {
            if (row.contains(content)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWordWithoutVowel(String word) {
        return word.length() >= 5
                && word.length() <= FEW
                && word.chars().allMatch(c -> c >= 'a' && c <= 'z')
                && word.chars().noneMatch(c -> "aeiou".indexOf(c) >= 0);
    }
}
