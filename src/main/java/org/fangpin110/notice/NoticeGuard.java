package org.fangpin110.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.problem.FieldError;

/**
 * Reads what a cadre writes by hand onto a notice, and refuses numbers that could be somebody's, words of illness, and children.
 * The second guard: the first is that there is no field for any of it.
 */
public final class NoticeGuard {
    public static final int LONGEST = 60;

    /** As many digits as no house, group or hour needs. */
    private static final int DIGITS_ENOUGH = 7;

    private static final Set<String> ILLNESS = words("illness-words.txt");
    /** Where words are set off by spaces, a word is whole: no archive speaks of HIV. */
    private static final Pattern LATIN_ILLNESS = Pattern.compile(ILLNESS.stream()
            .filter(NoticeGuard::isLatin)
            .collect(Collectors.joining("|", "(?<![a-z])(?:", ")(?![a-z])")));
    /** A syllable that makes a word of illness with any other; a family may bear it as a name. */
    private static final Pattern ILLNESS_SYLLABLE = Pattern.compile("[病癌瘤瘫痨痹疯癫聋哑盲]");

    private static final Pattern CHILD = Pattern.compile("儿子|女儿|孙子|孙女|外孙|小孩|孩子|孩童|儿童|婴儿|幼儿(?!园)|幼童|未成年|孤儿|学龄"
            + "|\\b(child|children|son|daughter|grandson|granddaughter|infant|orphan|minor)\\b");
    private static final Pattern HOUR =
            Pattern.compile("(?<![0-9])(?:[01]?[0-9]|2[0-3])\\s?:\\s?[0-5][0-9](?![0-9:]|\\s?:)");
    private static final Pattern DIGIT_RUN =
            Pattern.compile("[0-9](?:[^\\p{L}0-9]{0,4}[0-9x]){" + (DIGITS_ENOUGH - 1) + ",}");
    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final String MORE_DIGITS = "洞幺两叁肆伍陆柒捌玖";
    private static final String FORMAL_DIGITS = "〇壹贰三四五六七八九";

    private final Set<String> unspeakable;

    /** @param unspeakable names of the household's members, reporter and relatives, which are not for the wall */
    public NoticeGuard(Collection<PersonName> unspeakable) {
        this.unspeakable = unspeakable.stream().map(PersonName::comparable).collect(Collectors.toUnmodifiableSet());
    }

    /** @param pointer where the text stands in the caller's request */
    public FreeText.Checked check(String pointer, String text) {
        String told = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        List<FieldError> faults = new ArrayList<>();
        if (told.isEmpty()) {
            faults.add(new FieldError(pointer, "required"));
        }
        if (told.codePointCount(0, told.length()) > LONGEST) {
            faults.add(new FieldError(pointer, "notice-text-long", LONGEST));
        }
        if (told.codePoints().anyMatch(NoticeGuard::isHidden)) {
            faults.add(new FieldError(pointer, "notice-hidden-characters"));
        }
        if (holdsNumber(told)) {
            faults.add(new FieldError(pointer, "notice-number-in-text"));
        }
        if (speaksOfIllness(told) || ILLNESS_SYLLABLE.matcher(told).find()) {
            faults.add(new FieldError(pointer, "notice-illness-in-text"));
        }
        if (CHILD.matcher(told.toLowerCase(Locale.ROOT)).find()) {
            faults.add(new FieldError(pointer, "notice-child-in-text"));
        }
        if (namesSomebody(told)) {
            faults.add(new FieldError(pointer, "notice-name-in-text"));
        }
        return faults.isEmpty()
                ? new FreeText.Checked(new FreeText(told), List.of())
                : new FreeText.Checked(null, List.copyOf(faults));
    }

    /** Lower case, without spaces. */
    static Set<String> illnessWords() {
        return ILLNESS;
    }

    static boolean speaksOfIllness(String text) {
        String plain = letters(text);
        return ILLNESS.stream().anyMatch(word -> !isLatin(word) && plain.contains(word))
                || LATIN_ILLNESS.matcher(text.toLowerCase(Locale.ROOT)).find();
    }

    private boolean namesSomebody(String text) {
        String plain = letters(text);
        return unspeakable.stream().anyMatch(plain::contains);
    }

    /** Also in Chinese numerals, in the digits of other scripts, and with signs strewn between. */
    static boolean holdsNumber(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints().map(NoticeGuard::asDigit).forEach(digits::appendCodePoint);
        String plain = HOUR.matcher(digits.toString().toLowerCase(Locale.ROOT)).replaceAll("时");
        return DIGIT_RUN.matcher(plain).find();
    }

    private static int asDigit(int codePoint) {
        int value = Character.digit(codePoint, 10);
        for (String row : List.of(CHINESE_DIGITS, MORE_DIGITS, FORMAL_DIGITS)) {
            if (value < 0) {
                value = row.indexOf(codePoint);
            }
        }
        return value < 0 ? codePoint : '0' + value;
    }

    private static boolean isHidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.FORMAT && !joinsLetters(codePoint)
                || type == Character.CONTROL
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Within words of Mongolian. */
    private static boolean joinsLetters(int codePoint) {
        return codePoint == 0x180e || codePoint == 0x200c || codePoint == 0x200d;
    }

    private static boolean isLatin(String word) {
        return word.charAt(0) < 0x80;
    }

    /** Letters and digits alone, in lower case: neither spaces nor signs hide a word. */
    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static Set<String> words(String resource) {
        try (InputStream in = NoticeGuard.class.getResourceAsStream("/notice/" + resource);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Pattern.compile("\\s+").splitAsStream(line))
                    .filter(word -> !word.isEmpty())
                    .map(NoticeGuard::letters)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
