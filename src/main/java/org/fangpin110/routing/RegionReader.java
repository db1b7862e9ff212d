package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fangpin110.routing.RegionNames.Region;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** Takes province, prefecture and county out of an address and says whether they are names.ours. */
final class RegionReader {
    /** Codes of the served banners named; other places named; the text without them. */
    record Reading(AddressText rest, Set<String> banners, List<Foreign> foreign, boolean unknownCounty) {
        Optional<Foreign> otherCounty() {
            return foreign.stream().filter(place -> place.level() == 3).findFirst();
        }
    }

    /** A place that is not ours, and where in the text it stood. */
    record Foreign(String code, String name, int level, int at) {}

    private static final Pattern UNKNOWN_COUNTY = Pattern.compile("[\\p{IsHan}&&[^|全本外邻该各在]]{2,5}县(?![城里道级医内上])");
    private static final int FURTHEST_NAME = 14;

    private final RegionNames names;
    private final PlaceIndex places;
    private final NameDistance distance;

    RegionReader(UnitTable units, Set<String> servedUnits, PlaceIndex places, RoutingTables tables) {
        this.places = places;
        this.distance = new NameDistance(tables);
        this.names = new RegionNames(units, servedUnits, tables);
    }

    Reading read(AddressText text) {
        List<Foreign> foreign = new ArrayList<>();
        Set<String> banners = new LinkedHashSet<>();
        AddressText rest = text;
        Set<String> cities = new LinkedHashSet<>();
        int start = 0;
        while (start < rest.length()) {
            int length = 0;
            for (int candidate = names.byName.longestAt(rest.text(), start); candidate >= 2; candidate--) {
                List<Region> regions = believed(
                        names.byName.named(rest.text().substring(start, start + candidate)),
                        rest,
                        start,
                        candidate,
                        cities);
                if (!regions.isEmpty()) {
                    note(regions, start, banners, foreign, cities);
                    rest = rest.masked(start, start + candidate);
                    length = candidate;
                    break;
                }
            }
            start += Math.max(1, length);
        }
        if (banners.isEmpty() && foreign.stream().noneMatch(place -> place.level() == 3)) {
            rest = readMisspelt(rest, banners, foreign);
        }
        boolean unknown = banners.isEmpty() && foreign.isEmpty() && unknownCounty(rest);
        return new Reading(rest, banners, withoutOldMasters(foreign, banners, rest), unknown);
    }

    /** A wrong province or city before our banner is a slip or history: 扎赉特旗 once belonged to 呼伦贝尔 and to 白城. */
    private static List<Foreign> withoutOldMasters(List<Foreign> foreign, Set<String> banners, AddressText rest) {
        return banners.isEmpty()
                ? foreign
                : foreign.stream()
                        .filter(place -> place.level() == 3 || place.at() > firstUnread(rest))
                        .toList();
    }

    private static int firstUnread(AddressText rest) {
        int index = 0;
        while (index < rest.length() && rest.isMasked(index)) {
            index++;
        }
        return index;
    }

    private void note(List<Region> regions, int at, Set<String> banners, List<Foreign> foreign, Set<String> cities) {
        List<Region> underNamed = foreign.isEmpty()
                ? List.of()
                : regions.stream()
                        .filter(region -> foreign.stream()
                                .anyMatch(place -> UnitRange.of(place.code()).contains(region.code())))
                        .toList();
        List<Region> mine = underNamed.isEmpty()
                ? regions.stream()
                        .filter(region -> names.ours.contains(region.code()))
                        .toList()
                : List.of(); // 通辽市扎旗 is 扎鲁特旗
        if (mine.isEmpty()) {
            Region region = underNamed.isEmpty() ? regions.get(0) : underNamed.get(0);
            cities.add(region.code());
            foreign.add(new Foreign(region.code(), region.name(), region.level(), at));
            return;
        }
        List<Region> together = mine.stream()
                .filter(region -> cities.stream()
                        .anyMatch(code ->
                                UnitCode.level(code) == 2 && UnitRange.of(code).contains(region.code())))
                .toList();
        for (Region region : together.isEmpty() ? mine : together) { // 兴安盟扎旗 is not 扎鲁特旗
            cities.add(region.code());
            if (region.level() == 3) {
                banners.add(region.code());
            }
        }
    }

    private List<Region> believed(List<Region> regions, AddressText text, int start, int length, Set<String> cities) {
        if (regions.isEmpty()) {
            return List.of();
        }
        return regions.stream()
                .filter(region -> believes(region, text, start, length, cities))
                .toList();
    }

    private boolean believes(Region region, AddressText text, int start, int length, Set<String> cities) {
        int end = start + length;
        boolean begins = text.breakAt(start) || PlaceWords.nameMayBeginAt(text, start);
        boolean underItsCity = cities.stream()
                .anyMatch(
                        code -> UnitCode.level(code) <= 2 && UnitRange.of(code).contains(region.code()));
        if (end < text.length() && PlaceWords.villageSuffixAt(text.text(), end).length() > 0) {
            return false; // 红旗嘎查, 吉林村: a village that bears the name
        }
        if (longerLocalName(text, start, end)) {
            return false; // 祁县营村, 新城区街道
        }
        return switch (region.strength()) {
            case FULL -> length > 2 || begins;
            case SHORT -> length > 2 || begins;
            case DISTRICT ->
                underItsCity || begins && (names.served.contains(region.code()) || townshipFollows(region, text, end));
            case BARE ->
                begins
                        && PlaceWords.townshipSuffixAt(text.text(), end) == 0
                        && (length > 2
                                || underItsCity
                                || region.level() == 1
                                || countyFollows(region, text, end)
                                || townshipFollows(region, text, end))
                        && (countyFollows(region, text, end)
                                || townshipFollows(region, text, end)
                                || !localNameAt(text, start, length));
        };
    }

    /** 松山区岗子乡, 突泉学田乡: one of its own townships stands right behind. */
    private boolean townshipFollows(Region region, AddressText text, int start) {
        for (int end = start + 2; end <= Math.min(text.length(), start + FURTHEST_NAME); end++) {
            if (names.townships.contains(
                    region.code().substring(0, 6) + text.text().substring(start, end))) {
                return true;
            }
        }
        return false;
    }

    /** 兴安科右前旗: one of its own counties stands right behind. */
    private boolean countyFollows(Region region, AddressText text, int start) {
        if (region.level() != 2) {
            return false;
        }
        for (int length = names.byName.longestAt(text.text(), start); length >= 2; length--) {
            for (Region next : names.byName.named(text.text().substring(start, start + length))) {
                if (next.level() == 3
                        && next.strength() != RegionNames.Strength.BARE
                        && UnitRange.of(region.code()).contains(next.code())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A served village or township is called by these characters and more, and by what it is. */
    private boolean longerLocalName(AddressText text, int start, int end) {
        for (int longer = places.villageNames().longestAt(text.text(), start); longer > end - start; longer--) {
            if (PlaceWords.villageSuffixAt(text.text(), start + longer).length() > 0
                    && !places.villageNames()
                            .named(text.text(), start, start + longer)
                            .isEmpty()) {
                return true;
            }
        }
        for (int longer = places.townshipNames().longestAt(text.text(), start); longer >= end - start; longer--) {
            if (PlaceWords.townshipSuffixAt(text.text(), start + longer) > 0
                    && !places.townshipNames()
                            .named(text.text(), start, start + longer)
                            .isEmpty()
                    && isStreet(text, start + longer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStreet(AddressText text, int at) {
        return text.text().startsWith("街道", at) || text.text().startsWith("办事处", at);
    }

    /** A served township or village begins here and is at least as long. */
    private boolean localNameAt(AddressText text, int start, int length) {
        return named(places.townshipNames(), text.text(), start, length)
                || named(places.villageNames(), text.text(), start, length);
    }

    private static boolean named(NameTable<?> known, String text, int start, int length) {
        for (int longer = known.longestAt(text, start); longer >= length; longer--) {
            if (!known.named(text.substring(start, start + longer)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** 扎费特旗, 奈蔓旗: the nearest banner of the province; ours where two are equally near. */
    private AddressText readMisspelt(AddressText text, Set<String> banners, List<Foreign> foreign) {
        for (int end = 2; end < text.length(); end++) {
            char type = text.charAt(end);
            if ((type != '旗' && type != '县' && type != '市')
                    || PlaceWords.villageSuffixAt(text.text(), end + 1).length() > 0) {
                continue;
            }
            Region best = null;
            double least = 9;
            int bestStart = 0;
            for (Region region : names.fuzzy) {
                String name = region.name();
                boolean sameType = name.charAt(name.length() - 1) == type;
                String bare = name.substring(0, name.length() - 1);
                boolean mine = names.served.contains(region.code());
                double limit =
                        bare.length() < 3 ? 0.3 : mine ? 1 : type == '旗' ? Math.min(1, bare.length() / 4.0) : 0.5;
                for (int start = Math.max(0, end - bare.length() - 1);
                        start <= end - bare.length() + 1 && start < end;
                        start++) {
                    double cost = distance.between(text.text().substring(start, end), bare, limit)
                            + (sameType ? 0 : 0.1)
                            + (PlaceWords.nameMayBeginAt(text, start) ? 0 : 0.3);
                    if (cost <= limit + 0.1
                            && (cost < least
                                    || (cost == least
                                            && mine
                                            && best != null
                                            && !names.served.contains(best.code())))) {
                        least = cost;
                        best = region;
                        bestStart = start;
                    }
                }
            }
            if (best != null) {
                note(List.of(best), bestStart, banners, foreign, new LinkedHashSet<>());
                return text.masked(bestStart, end + 1);
            }
        }
        return readBareMisspelt(text, banners);
    }

    /** 扎来特音德尔镇: our banner by sound at the beginning, without its type. */
    private AddressText readBareMisspelt(AddressText text, Set<String> banners) {
        int start = firstUnread(text);
        for (Region region : names.fuzzy) {
            int length = region.name().length() - 1;
            if (names.served.contains(region.code())
                    && length >= 3
                    && start + length <= text.length()
                    && !localNameAt(text, start, length)
                    && distance.between(
                                    text.text().substring(start, start + length),
                                    region.name().substring(0, length),
                                    0.5)
                            <= 0.5) {
                banners.add(region.code());
                return text.masked(start, start + length);
            }
        }
        return text;
    }

    private boolean unknownCounty(AddressText rest) {
        Matcher found = UNKNOWN_COUNTY.matcher(rest.text());
        return found.find() && !villageCovers(rest, found.start(), found.end());
    }

    /** 潍县营子村 lies in no 潍县. */
    private boolean villageCovers(AddressText text, int from, int to) {
        for (int start = from; start < to; start++) {
            for (int length = places.villageNames().longestAt(text.text(), start); start + length > to; length--) {
                if (!places.villageNames()
                        .named(text.text(), start, start + length)
                        .isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }
}
