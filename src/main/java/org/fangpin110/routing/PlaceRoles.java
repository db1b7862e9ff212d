package org.fangpin110.routing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of several places in a sentence is the one asked: the household's registered village of today. A place that is
 * denied, that was merged away, where somebody lives while registered elsewhere, or where somebody only works, is masked.
 * Decided by the small words around places, before any place is looked up; in doubt nothing is masked, and people see two.
 */
final class PlaceRoles {
    /** {@code setAside}: something was masked. {@code undecided}: the sentence tells of two homes. */
    record Reading(AddressText text, boolean setAside, boolean undecided) {}

    private static final Pattern DENIED = Pattern.compile("(?:可|并|但|也)?(?:不是|并非|不属于|不归|不在)");
    private static final Pattern FORMER =
            Pattern.compile("(?:原来|原先|以前|曾经)(?:的|是|叫|属于|属|归)?|(?:过去|从前|早先)(?:的|是|叫|属于)|原名|旧称|曾用名|原叫|原属|原是|原");
    private static final Pattern MERGED =
            Pattern.compile("(?:现在|现|后来|已|已经|都)?(?:合并到|合并入|合并成|并到|并入|并进|划归|划到|划入|改为|改成|改叫|改名)(?:了)?");
    private static final Pattern REGISTERED = Pattern.compile("(?:户口本?|户籍)(?:所在地|地址|地)?(?:还|都|仍|一直|是|在|落)*");
    private static final Pattern LIVES = Pattern.compile(
            "(?:现在|目前|平时|现|人|常年|一直)(?:租房|居)?(?:住址?|居住地?|在)(?:是|在)?|租房(?:住)?在|租住(?:在)?|现居住?地?(?:在|是)?|现住址?(?:在|是)?|居住地?(?:是|在)|常住(?:在)?");
    private static final Pattern WORKS =
            Pattern.compile("^(?:那边|那儿|那|里)?(?:包地|包了|种地|看病|干活|打工|上班|上学|念书|放羊|放牧|做买卖|开店|承包|租地|养羊|养牛|做工|务工|当老师|教书)");
    /** 我妈户口: whose registration that is, only a person can tell. */
    private static final Pattern SOMEBODY_ELSE =
            Pattern.compile("(?:[妈爸父母儿女婆公妻夫姐哥弟妹爷奶姥舅姑叔她他]|老伴|媳妇|对象|孩子|亲戚)(?:的|家)?$");

    /** Whether the registration moved too, nobody says. */
    private static final Pattern MOVED = Pattern.compile("从.{2,20}(?:搬|迁|嫁)(?:到|去|来|至|往)");

    private static final Pattern TWO_FAMILIES = Pattern.compile("娘家.{2,20}(?:婆家|夫家)|(?:婆家|夫家).{2,20}娘家");
    private static final Pattern BETWEEN = Pattern.compile("(?:村|嘎查|社区|委会|生活区|队)[和与跟同].{2,20}(?:之间|中间|当中|交界)");

    private static final int FURTHEST = 24;

    private final PlaceIndex places;

    PlaceRoles(PlaceIndex places) {
        this.places = places;
    }

    /** Nearly every address holds none of these characters, and needs no pattern to be tried. */
    Reading read(AddressText text) {
        AddressText left = text;
        if (holds(text, "户籍")) {
            left = registeredOnly(left);
        }
        if (holds(text, "不非")) {
            left = withoutDenied(left);
        }
        if (holds(text, "原前经去先旧曾")) {
            left = withoutFormer(left);
        }
        if (holds(text, "并合划改")) {
            left = withoutMerged(left);
        }
        left = withoutWorkplaces(left);
        boolean moved =
                left == text && holds(text, "从") && MOVED.matcher(text.text()).find();
        boolean twoFamilies =
                holds(text, "娘") && TWO_FAMILIES.matcher(text.text()).find();
        boolean between = holds(text, "间中界") && BETWEEN.matcher(text.text()).find();
        return new Reading(left, left != text, moved || twoFamilies || between);
    }

    private static boolean holds(AddressText text, String anyOf) {
        for (int i = 0; i < anyOf.length(); i++) {
            if (text.text().indexOf(anyOf.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** 户口在甲村，现住乙村: the registered one counts, wherever the other lies. */
    private static AddressText registeredOnly(AddressText text) {
        Matcher registered = REGISTERED.matcher(text.text());
        Matcher lives = LIVES.matcher(text.text());
        if (!registered.find()
                || !lives.find()
                || SOMEBODY_ELSE.matcher(before(text, registered.start())).find()) {
            return text;
        }
        boolean registeredFirst = registered.start() < lives.start();
        int from = lives.start();
        int to = registeredFirst ? text.length() : registered.start();
        int keptFrom = registered.end();
        int keptTo = registeredFirst ? lives.start() : text.length();
        boolean more = registered.find() || lives.find(); // a longer story than this
        return more || !namesPlace(text, keptFrom, keptTo) ? text : text.masked(from, to);
    }

    /** 不是甲村是乙村, 乙村，不是甲村. */
    private static AddressText withoutDenied(AddressText text) {
        AddressText left = text;
        Matcher denied = DENIED.matcher(text.text());
        while (denied.find()) {
            int end = endOfVillage(left, denied.end());
            if (end > 0) {
                left = left.masked(denied.start(), end);
            }
        }
        return left;
    }

    /** 乙村（原甲村）: masked only where another village is left. */
    private AddressText withoutFormer(AddressText text) {
        AddressText left = text;
        Matcher former = FORMER.matcher(text.text());
        while (former.find()) {
            int end = endOfVillage(left, former.end());
            boolean partOfName = former.group().equals("原")
                    && (places.villageNames().longestAt(text.text(), former.start()) > 0
                            || !text.breakAt(former.start()) && !behindPlace(text, former.start()));
            if (end > 0 && !partOfName && namesVillage(left, 0, former.start(), end)) {
                left = left.masked(former.start(), end);
            }
        }
        return left;
    }

    /** 甲村并入乙村. */
    private AddressText withoutMerged(AddressText text) {
        Matcher merged = MERGED.matcher(text.text());
        if (!merged.find() || endOfVillage(text, merged.end()) < 0) {
            return text;
        }
        for (int index = merged.start() - 1; index > 1; index--) {
            int suffix = PlaceWords.villageSuffixAt(text.text(), index).length();
            if (suffix > 0 && index + suffix <= merged.start()) {
                for (int start = Math.max(0, index - 10); start <= index - 2; start++) {
                    if (!places.villageNames().named(text.text(), start, index).isEmpty()) {
                        return text.masked(start, merged.end());
                    }
                }
            }
        }
        return text;
    }

    /** 我是甲村的，在乙村包地. */
    private static AddressText withoutWorkplaces(AddressText text) {
        AddressText left = text;
        for (int at = text.text().indexOf('在', 2); at >= 0; at = text.text().indexOf('在', at + 1)) {
            int end = endOfVillage(left, at + 1);
            if (end > 0
                    && WORKS.matcher(text.text()).region(end, text.length()).find()
                    && namesVillage(left, 0, at, at)) {
                left = left.masked(at, end);
            }
        }
        return left;
    }

    /** Where the village ends whose name, or whose township's name, begins here; below 0 when none does. */
    private static int endOfVillage(AddressText text, int from) {
        for (int index = from + 1; index < Math.min(text.length(), from + FURTHEST); index++) {
            if (text.isMasked(index)) {
                return -1;
            }
            int suffix = PlaceWords.villageSuffixAt(text.text(), index).length();
            if (suffix > 0 && index - from >= 2) {
                return index + suffix;
            }
        }
        return -1;
    }

    private static boolean behindPlace(AddressText text, int at) {
        String before = before(text, at);
        return before.endsWith("镇") || before.endsWith("乡") || before.endsWith("苏木") || before.endsWith("街道");
    }

    private static String before(AddressText text, int at) {
        return text.text().substring(Math.max(0, at - 4), at);
    }

    /** A village is called so before the one place or behind the other. */
    private static boolean namesVillage(AddressText text, int from, int before, int behind) {
        for (int index = Math.max(2, from + 2); index < text.length(); index++) {
            if ((index < before || index >= behind + 2)
                    && !text.isMasked(index - 1)
                    && PlaceWords.villageSuffixAt(text.text(), index).length() > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean namesPlace(AddressText text, int from, int to) {
        for (int index = from + 2; index < to; index++) {
            if (PlaceWords.villageSuffixAt(text.text(), index).length() > 0
                    || PlaceWords.townshipSuffixAt(text.text(), index) > 0
                    || "旗县市".indexOf(text.charAt(index)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
