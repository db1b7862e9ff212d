package org.fangpin110.screening;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
    private static final int LONG = 12;
    /** Bits a character; plain Chinese has six and more, any tale above three. */
    private static final double HARDLY_ANYTHING_NEW = 1.8;

    private GarbageSigns() {}

    /** @param content letters and digits of the text, lower case */
    static Set<Sign> in(String text, String content) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        if (content.codePoints().noneMatch(Character::isLetter)) {
            signs.add(Sign.NO_WORDS);
        }
        if (TRIALS.contains(content)) {
            signs.add(Sign.TRIAL);
        }
        if (isOneCharacterOrTwo(content) || REPETITION.matcher(content).matches()) {
            signs.add(Sign.REPEATED);
        } else if (content.length() >= LONG && entropy(content) < HARDLY_ANYTHING_NEW) {
            signs.add(Sign.MONOTONOUS);
        }
        if (isKeyboardRun(content)) {
            signs.add(Sign.KEYBOARD);
        }
        if (isWordWithoutVowel(text.strip().toLowerCase(Locale.ROOT))) {
            signs.add(Sign.NO_VOWEL);
        }
        return signs;
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

    private static double entropy(String content) {
        Map<Integer, Integer> counts = new HashMap<>();
        content.codePoints().forEach(c -> counts.merge(c, 1, Integer::sum));
        double all = content.codePointCount(0, content.length());
        return counts.values().stream()
                .mapToDouble(count -> -(count / all) * Math.log(count / all) / Math.log(2))
                .sum();
    }
}
