package org.fangpin110.screening;

import java.util.Arrays;
import java.util.EnumSet;
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
        } else if (content.length() >= LONG && isMonotonous(content)) {
            signs.add(Sign.MONOTONOUS);
        }
        if (isKeyboardRun(content)) {
            signs.add(Sign.KEYBOARD);
        }
        if (content.length() <= FEW && isWordWithoutVowel(text.strip().toLowerCase(Locale.ROOT))) {
            signs.add(Sign.NO_VOWEL);
        }
        return signs;
    }

    private static boolean isOneCharacterOrTwo(String content) {
        if (content.isEmpty()) {
            return false;
        }
        char first = content.charAt(0);
        char second = first;
        for (int i = 1; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c != first && c != second) {
                if (second != first) {
                    return false;
                }
                second = c;
            }
        }
        return content.length() >= (second == first ? 3 : 4);
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

    private static boolean isMonotonous(String content) {
        char[] sorted = content.toCharArray();
        Arrays.sort(sorted);
        double all = sorted.length;
        double entropy = 0;
        for (int i = 0, count = 1; i < sorted.length && entropy < HARDLY_ANYTHING_NEW; i++, count++) {
            if (i + 1 == sorted.length || sorted[i + 1] != sorted[i]) {
                entropy -= count / all * Math.log(count / all) / Math.log(2);
                count = 0;
            }
        }
        return entropy < HARDLY_ANYTHING_NEW;
    }
}
