package org.fangpin110.routing;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hamlet or settlement of an address that no reader understood: what is left of it when region, township and known
 * villages are taken out. Two to eight characters that end like a place, or nothing: neither a sentence, nor a number, nor
 * a person's name may be learned.
 */
final class UnreadPlace {
    static final int SHORTEST = 2;
    static final int LONGEST = 8;

    /** Ends a place wherever it stands. */
    private static final Pattern SETTLEMENT = Pattern.compile("屯|艾里|艾勒|爱里|营子|窝堡|窝棚|围子|堡子|甸子|坨子|独贵龙|浩特");
    /** Ends a place only where the word ends too: 井旁边 is a well. */
    private static final Pattern LANDFORM = Pattern.compile("沟|洼|岗|泡子|窑|井|庄|寨|铺|店|圈|坡|湾|台|梁|堡|营");
    /** 东屯, 后艾里: every village has one. */
    private static final Pattern GENERIC = Pattern.compile(
            "[东西南北前后中上下老新大小腰里外头二三四五六七八九十一两]{0,3}(?:" + SETTLEMENT.pattern() + "|" + LANDFORM.pattern() + ")");

    private UnreadPlace() {}

    /**
     * The last such place of the text.
     *
     * @param rest what the readers left, with everything known masked
     * @param people names that must not be part of it
     */
    static Optional<String> in(AddressText rest, Collection<String> people) {
        Optional<String> found = Optional.empty();
        for (int end = SHORTEST; end <= rest.length(); end++) {
            if (endsPlace(rest, end)) {
                Optional<String> later = word(rest, end).filter(place -> isPlain(place, people));
                found = later.isPresent() ? later : found;
            }
        }
        return found;
    }

    private static boolean endsPlace(AddressText rest, int end) {
        if (rest.isMasked(end - 1)) {
            return false;
        }
        if (end < rest.length()
                && !rest.isMasked(end)
                && PlaceWords.villageSuffixAt(rest.text(), end).length() > 0) {
            return true; // 红星大队 where no 红星 is known
        }
        return endsWith(SETTLEMENT, rest, end)
                || endsWith(LANDFORM, rest, end) && (rest.breakAt(end) || PlaceWords.tailAt(rest, end));
    }

    private static boolean endsWith(Pattern ending, AddressText rest, int end) {
        for (int length = 1; length <= Math.min(3, end); length++) {
            if (ending.matcher(rest.text()).region(end - length, end).matches()) {
                return true;
            }
        }
        return false;
    }

    /** From the nearest place where a name may begin; what stands before the ending must be a name of its own. */
    private static Optional<String> word(AddressText rest, int end) {
        int stem = end - endingLength(rest, end);
        for (int start = end - SHORTEST; start >= Math.max(0, end - LONGEST); start--) {
            if (rest.isMasked(start) || isDigit(rest.charAt(start))) {
                return Optional.empty();
            }
            boolean edge = rest.breakAt(start) || start > 0 && isDigit(rest.charAt(start - 1));
            if (edge || PlaceWords.nameMayBeginAt(rest, start) && stem - start >= 2) {
                return Optional.of(rest.text().substring(start, end));
            }
        }
        return Optional.empty();
    }

    private static int endingLength(AddressText rest, int end) {
        for (int length = Math.min(3, end); length >= 1; length--) {
            Matcher ending = SETTLEMENT.matcher(rest.text()).region(end - length, end);
            if (ending.matches()
                    || LANDFORM.matcher(rest.text()).region(end - length, end).matches()) {
                return length;
            }
        }
        return 0;
    }

    private static boolean isPlain(String place, Collection<String> people) {
        return place.length() >= SHORTEST
                && !GENERIC.matcher(place).matches()
                && people.stream().noneMatch(place::contains);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
