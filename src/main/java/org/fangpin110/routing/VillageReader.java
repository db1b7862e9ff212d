package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.fangpin110.routing.PlaceIndex.Name;
import org.fangpin110.routing.PlaceIndex.Township;
import org.fangpin110.routing.PlaceIndex.Village;
import org.fangpin110.routing.PlaceWords.Found;
import org.fangpin110.routing.PlaceWords.Suffix;

/** Finds villages in what is left of an address: as written first, then by spelling, sound and shape. */
final class VillageReader {
    /** Below this a match is a candidate for people to look at, never a route. */
    static final double ACCEPTED = 0.58;
    /** The best must lead by this much. */
    static final double CLEAR = 0.08;
    /** By this much when the other explains more of what is written. */
    static final double CLEAR_OF_LONGER = 0.2;

    private static final double SWAPPED_SUFFIX = 0.03;
    private static final double NO_SUFFIX = 0.07;
    private static final double WRONG_CLASS = 0.5;
    private static final double PART = 0.5;
    private static final double ALIAS = 0.05;
    /** 青龙背 may be a slip for 青龙山 and may be a hamlet nobody listed: for people to see. */
    private static final double OTHER_CHARACTER = 0.05;

    private static final double MISSPELT = 0.9;

    private final PlaceIndex places;
    private final RoutingTables tables;
    private final NameDistance distance;

    VillageReader(PlaceIndex places, RoutingTables tables) {
        this.places = places;
        this.tables = tables;
        this.distance = new NameDistance(tables);
    }

    /** Best first, one match for each village of the township. */
    List<Match> inTownship(AddressText text, Township township) {
        List<Match> exact = exact(text, village -> village.township().equals(township), village -> village.township()
                .banner()
                .equals(township.banner()));
        Map<String, Match> best = new LinkedHashMap<>();
        exact.forEach(match -> best.merge(match.code(), match, VillageReader::better));
        if (best.values().stream().noneMatch(match -> match.score() >= 0.85)) {
            for (Match match : misspelt(text, List.of(township), true)) {
                best.merge(match.code(), match, VillageReader::better);
            }
        }
        return sorted(best.values());
    }

    /** Villages written exactly, with a clean beginning and end, in any township of the banners. */
    List<Match> inBanners(AddressText text, Collection<String> banners) {
        Predicate<Village> inside =
                village -> banners.contains(village.township().banner());
        Map<String, Match> best = new LinkedHashMap<>();
        exact(text, inside, inside).forEach(match -> best.merge(match.code(), match, VillageReader::better));
        return sorted(best.values());
    }

    /** The same for one banner, by spelling and sound. */
    List<Match> misspeltInBanner(AddressText text, String banner) {
        Map<String, Match> best = new LinkedHashMap<>();
        misspelt(text, places.townshipsOf(banner), false)
                .forEach(match -> best.merge(match.code(), match, VillageReader::better));
        return sorted(best.values());
    }

    /** Villages whose name sounds or is spelt like this one's, elsewhere in its banner. */
    List<Village> twins(Village village) {
        List<Village> twins = new ArrayList<>();
        Name own = village.names().get(0);
        for (Township township : places.townshipsOf(village.township().banner())) {
            for (Village other : township.villages()) {
                if (other != village && !other.names().isEmpty() && other.kind() == village.kind()) {
                    Name name = other.names().get(0);
                    if (name.folded().equals(own.folded()) || sameSound(name.text(), own.text())) {
                        twins.add(other);
                    }
                }
            }
        }
        return twins;
    }

    private boolean sameSound(String left, String right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (int i = 0; i < left.length(); i++) {
            if (left.charAt(i) != right.charAt(i) && !tables.soundsAlike(left.charAt(i), right.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The names the caller asks for, the longest at each place; not those inside a longer name of the same banner. */
    private List<Match> exact(AddressText text, Predicate<Village> wanted, Predicate<Village> around) {
        List<Match> found = new ArrayList<>();
        int covered = 0;
        int behindVillage = -1;
        NameTable<Village> names = places.villageNames();
        for (int start = 0; start < text.length(); start++) {
            for (int length = names.longestAt(text.text(), start); length >= 2; length--) {
                int end = start + length;
                if (end <= covered) {
                    break; // inside a longer name
                }
                List<Village> named = names.named(text.text().substring(start, end));
                if (named.stream().noneMatch(around)) {
                    continue;
                }
                Found suffix = PlaceWords.villageSuffixAt(text.text(), end);
                List<Village> asked = named.stream().filter(wanted).toList();
                for (Village village : asked) {
                    found.add(exactMatch(text, village, start, end, suffix, behindVillage));
                }
                boolean stands =
                        PlaceWords.nameMayBeginAt(text, start) && (suffix.length() > 0 || PlaceWords.tailAt(text, end));
                if (!asked.isEmpty() || stands) {
                    covered = Math.max(covered, end);
                    if (suffix.length() > 0) {
                        behindVillage = end + suffix.length();
                    }
                    break;
                }
            }
        }
        return found;
    }

    private static Match exactMatch(
            AddressText text, Village village, int start, int end, Found suffix, int behindVillage) {
        double score = 1;
        ReasonCode why = ReasonCode.TEXT_VILLAGE;
        String written = text.text().substring(start, end);
        if (village.names().get(0).text().equals(written)) {
            if (suffix.suffix() == Suffix.NONE) {
                score -= NO_SUFFIX;
            } else if (suffix.suffix()
                            == Suffix.GACHA
                            != village.unit().suffix().contains("嘎查")
                    && suffix.suffix() != Suffix.COMMUNITY) {
                score -= SWAPPED_SUFFIX;
                why = ReasonCode.TEXT_VILLAGE_OTHER_SUFFIX;
            }
        } else {
            score -= ALIAS + (suffix.suffix() == Suffix.NONE ? NO_SUFFIX : 0);
            why = ReasonCode.TEXT_VILLAGE_ALIAS;
        }
        if (!village.accepts(suffix.suffix())) {
            score -= WRONG_CLASS;
        }
        int length = end - start;
        boolean next = suffix.suffix() != Suffix.NONE && secondBegins(text, behindVillage, start);
        if (!next && !PlaceWords.nameMayBeginAt(text, start)) {
            score -= length == 2 ? 0.36 : length == 3 ? 0.2 : 0.08;
        }
        if (suffix.suffix() == Suffix.NONE && (!PlaceWords.tailAt(text, end) || numberGoesOn(text, end))) {
            score -= partOfLongerName(text, end) ? PART : length == 2 ? 0.4 : length == 3 ? 0.3 : 0.15;
        }
        return new Match(village, score, why, true, start, end + suffix.length());
    }

    /** 甲村和乙村, 甲村乙村: the second begins as surely as the first. */
    private static boolean secondBegins(AddressText text, int behindVillage, int start) {
        return behindVillage >= 0
                && (start == behindVillage
                        || start == behindVillage + 1 && "和与跟及同或".indexOf(text.charAt(behindVillage)) >= 0);
    }

    /** 红旗 in 红旗六六连社区, 少先二十 in 少先二十二街坊社区: the tail is none. */
    private static boolean numberGoesOn(AddressText text, int end) {
        return !text.breakAt(end)
                && PlaceWords.isNumeral(text.charAt(end))
                && (PlaceWords.isNumeral(text.charAt(end - 1)) || partOfLongerName(text, end));
    }

    /** 莫力庙 in 莫力庙林场生活区: the suffix that follows belongs to more than this name. */
    private static boolean partOfLongerName(AddressText text, int end) {
        for (int index = end + 1; index <= Math.min(end + 6, text.length() - 1) && !text.breakAt(index); index++) {
            if (PlaceWords.villageSuffixAt(text.text(), index).length() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Names before a suffix, or the whole of what is left when there is no suffix. */
    private List<Match> misspelt(AddressText text, List<Township> townships, boolean whole) {
        List<Match> found = new ArrayList<>();
        boolean anySuffix = false;
        for (int end = 1; end < text.length(); end++) {
            Found suffix = PlaceWords.villageSuffixAt(text.text(), end);
            if (suffix.length() > 0 && !text.isMasked(end - 1)) {
                WrittenNames written = new WrittenNames(text, end, tables);
                for (Township township : townships) {
                    township.villages().forEach(village -> measure(written, village, suffix, found));
                }
                anySuffix = true;
                end += suffix.length() - 1;
            }
        }
        if (!anySuffix && whole) {
            for (int[] part : parts(text)) {
                WrittenNames written = new WrittenNames(text, part[1], tables);
                for (Township township : townships) {
                    township.villages().forEach(village -> measurePart(written, part[0], village, found));
                }
            }
        }
        return found;
    }

    private void measure(WrittenNames written, Village village, Found suffix, List<Match> found) {
        for (Name name : village.names()) {
            int length = name.text().length();
            int end = written.end();
            for (int start = Math.max(0, end - length - 1); start <= end - Math.max(2, length - 1); start++) {
                Match match = misspeltMatch(written, start, village, name, suffix);
                if (match != null) {
                    found.add(match);
                }
            }
        }
    }

    private void measurePart(WrittenNames written, int start, Village village, List<Match> found) {
        boolean hamlet = written.endsInHamlet();
        for (Name name : village.names()) {
            if (!hamlet && Math.abs(written.end() - start - name.text().length()) <= 1) {
                Match match = misspeltMatch(written, start, village, name, Found.NOTHING);
                if (match != null) {
                    found.add(match);
                }
            }
        }
    }

    private Match misspeltMatch(WrittenNames names, int start, Village village, Name name, Found suffix) {
        String written = names.from(start);
        if (written == null) {
            return null;
        }
        int length = name.text().length();
        boolean noSuffix = suffix.suffix() == Suffix.NONE;
        double limit = length == 2 ? 0.6 : noSuffix && length < 4 ? 0.6 : length < 4 ? 1.0 : length < 6 ? 1.35 : 2.0;
        double cost = distance.between(written, names.foldedFrom(start), name.text(), name.folded(), limit);
        if (cost > limit) {
            return null;
        }
        double score =
                MISSPELT - cost * 0.9 / Math.max(length, 2) - (name.alias() ? ALIAS : 0) - (noSuffix ? NO_SUFFIX : 0);
        if (length == 3 && written.length() == 3 && cost > 0.9) {
            score -= OTHER_CHARACTER;
        }
        if (!village.accepts(suffix.suffix())) {
            score -= WRONG_CLASS;
        }
        if (!names.mayBegin(start)) {
            score -= length == 2 ? 0.3 : length == 3 ? 0.15 : 0.06;
        }
        return new Match(village, score, ReasonCode.TEXT_VILLAGE_SPELLING, false, start, names.end() + suffix.length());
    }

    /** Runs of characters that nothing has explained, without groups, hamlets and landmarks behind them. */
    private static List<int[]> parts(AddressText text) {
        List<int[]> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            while (start < text.length() && text.isMasked(start)) {
                start++;
            }
            int end = start;
            while (end < text.length() && !text.isMasked(end) && (end == start || !stops(text, end))) {
                end++;
            }
            if (end - start >= 2) {
                parts.add(new int[] {start, end});
            }
            while (end < text.length() && !text.isMasked(end)) {
                end++;
            }
            start = Math.max(end, start + 1);
        }
        return parts;
    }

    private static boolean stops(AddressText text, int index) {
        return !text.breakAt(index) && PlaceWords.tailAt(text, index);
    }

    private static Match better(Match left, Match right) {
        return Match.BEST_FIRST.compare(left, right) <= 0 ? left : right;
    }

    private static List<Match> sorted(Collection<Match> matches) {
        return matches.stream().sorted(Match.BEST_FIRST).toList();
    }
}
