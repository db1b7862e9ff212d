package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fangpin110.routing.PlaceIndex.Name;
import org.fangpin110.routing.PlaceIndex.Township;

/** Finds the served township an address names: by name and any type, else by sound, spelling or one wrong character. */
final class TownshipReader {
    /** A township named, and the span that named it. */
    record Mention(Township township, int from, int to, boolean exact) {}

    /** {@code unknown}: something is called 镇, 乡 or 苏木 that we do not have. */
    record Reading(List<Mention> typed, List<Mention> bare, AddressText rest, String unknown) {
        Set<Township> townships() {
            Set<Township> named = new LinkedHashSet<>();
            typed.forEach(mention -> named.add(mention.township()));
            return named;
        }
    }

    private static final double FURTHEST = 1.0;
    /** A rival must be this much further away. */
    private static final double CLEAR = 0.3;
    /** A province has about a hundred counties; over a nation everything sounds like something. */
    private static final int SEARCHED_BY_SOUND = 200;

    private final PlaceIndex places;
    private final RoutingTables tables;
    private final NameDistance distance;

    TownshipReader(PlaceIndex places, RoutingTables tables) {
        this.places = places;
        this.tables = tables;
        this.distance = new NameDistance(tables);
    }

    /** Looks inside the banners given. */
    Reading read(AddressText text, Collection<String> banners) {
        List<Mention> typed = new ArrayList<>();
        List<Mention> bare = new ArrayList<>();
        AddressText rest = text;
        NameTable<Township> names = places.townshipNames();
        for (int start = 0; start < rest.length(); start++) {
            for (int length = names.longestAt(rest.text(), start); length >= 2; length--) {
                int end = start + length;
                List<Township> named = inBanners(names.named(rest.text().substring(start, end)), banners);
                if (named.isEmpty()
                        || PlaceWords.villageSuffixAt(rest.text(), end).length() > 0) {
                    continue;
                }
                int suffix = PlaceWords.townshipSuffixAt(rest.text(), end);
                boolean reachesType = suffix > 0
                        && !villageNamed(rest.text(), start, end + suffix)
                        && !villageBegins(rest.text(), end, suffix);
                for (Township township : named) {
                    if (township.whole() && (length > 2 || PlaceWords.nameMayBeginAt(rest, start))) {
                        typed.add(new Mention(township, start, end + PlaceWords.companyAt(rest.text(), end), true));
                    } else if (!township.whole() && reachesType) {
                        typed.add(new Mention(township, start, end + suffix, true));
                    } else if (!township.whole() && endsInType(rest.text(), start, end)) {
                        typed.add(new Mention(township, start, end, true)); // 好腰苏木 of 好腰苏木镇
                    } else {
                        bare.add(new Mention(township, start, end, true));
                    }
                }
                break;
            }
        }
        typed = withoutNamesakes(withoutCovered(typed), text.text());
        for (Mention mention : typed) {
            rest = rest.masked(mention.from(), mention.to());
        }
        String unknown = "";
        if (typed.isEmpty()) {
            Misspelt misspelt = misspelt(rest, banners);
            unknown = misspelt.unknown();
            if (misspelt.mention() != null) {
                typed.add(misspelt.mention());
                rest = rest.masked(misspelt.mention().from(), misspelt.mention().to());
            }
        }
        AddressText left = rest;
        bare.removeIf(mention -> left.isMasked(mention.from()));
        return new Reading(typed, bare, rest, unknown);
    }

    /** 双龙镇嘎查 is a village; 音德尔镇村里 is not. */
    private boolean villageNamed(String text, int start, int end) {
        return PlaceWords.villageSuffixAt(text, end).length() > 0
                && !places.villageNames().named(text, start, end).isEmpty();
    }

    /** 额尔格图，苏木吐嘎查: the type belongs to the village that begins with it. */
    private boolean villageBegins(String text, int start, int type) {
        NameTable<PlaceIndex.Village> villages = places.villageNames();
        for (int length = villages.longestAt(text, start); length > type; length--) {
            if (PlaceWords.villageSuffixAt(text, start + length).length() > 0
                    && !villages.named(text, start, start + length).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsInType(String text, int start, int end) {
        return end - start > 3 && text.startsWith("苏木", end - 2);
    }

    /** 巴达尔胡农场 over the 巴达尔胡 inside it. */
    private static List<Mention> withoutCovered(List<Mention> mentions) {
        List<Mention> kept = new ArrayList<>();
        for (Mention mention : mentions) {
            boolean covered = mentions.stream()
                    .anyMatch(other -> other.from() <= mention.from()
                            && other.to() >= mention.to()
                            && other.to() - other.from() > mention.to() - mention.from());
            if (!covered) {
                kept.add(mention);
            }
        }
        return kept;
    }

    /** 新华镇 written out is not 新华街道, though the types are often mixed up. */
    private static List<Mention> withoutNamesakes(List<Mention> mentions, String text) {
        Predicate<Mention> official = mention -> text.substring(mention.from(), mention.to())
                .equals(mention.township().unit().name());
        return mentions.stream()
                .filter(mention -> official.test(mention)
                        || mentions.stream().noneMatch(other -> other.from() == mention.from() && official.test(other)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private record Misspelt(Mention mention, String unknown) {}

    private Misspelt misspelt(AddressText text, Collection<String> banners) {
        String unknown = "";
        for (int end = 2; end < text.length(); end++) {
            int suffix = PlaceWords.townshipSuffixAt(text.text(), end);
            if (suffix == 0
                    || text.isMasked(end - 1)
                    || text.isMasked(end - 2)
                    || PlaceWords.villageSuffixAt(text.text(), end + suffix).length() > 0) {
                continue;
            }
            Mention found = banners.size() > SEARCHED_BY_SOUND ? null : nearest(text, end, end + suffix, banners);
            if (found != null) {
                return new Misspelt(found, "");
            }
            if (unknown.isEmpty() && looksLikeTownship(text, end)) {
                unknown = text.text().substring(Math.max(0, nameStart(text, end)), end + suffix);
            }
        }
        return new Misspelt(null, unknown);
    }

    /** 村上镇 or 住在镇上 name no township. */
    private static boolean looksLikeTownship(AddressText text, int end) {
        return end - nameStart(text, end) >= 2 && "这那本该全住在到去的".indexOf(text.charAt(end - 1)) < 0;
    }

    private static int nameStart(AddressText text, int end) {
        int start = end;
        while (start > 0 && !text.isMasked(start - 1) && end - start < 8) {
            start--;
            if (text.breakAt(start)) {
                break;
            }
        }
        return start;
    }

    private Mention nearest(AddressText text, int end, int mentionEnd, Collection<String> banners) {
        Map<Township, Double> costs = new LinkedHashMap<>();
        Map<Township, Integer> starts = new LinkedHashMap<>();
        WrittenNames written = new WrittenNames(text, end, tables);
        for (String banner : banners) {
            for (Township township : places.townshipsOf(banner)) {
                if (!township.whole()) {
                    for (Name name : township.names()) {
                        measure(written, township, name, costs, starts);
                    }
                }
            }
        }
        List<Township> order = new ArrayList<>(costs.keySet());
        order.sort(Comparator.comparing((Township township) -> costs.get(township))
                .thenComparing(township -> township.unit().code()));
        if (order.isEmpty()) {
            return null;
        }
        String type = text.text().substring(end, mentionEnd);
        double least = costs.get(order.get(0));
        List<Township> near = order.stream()
                .filter(township -> costs.get(township) - least < CLEAR)
                .toList();
        List<Township> clear = near.stream()
                .filter(township -> near.stream()
                        .allMatch(rival -> rival == township
                                || costs.get(township) <= costs.get(rival)
                                        && (closerByType(township, rival, type)
                                                || covers(text, starts.get(township), starts.get(rival)))))
                .toList();
        if (clear.size() != 1) {
            return null;
        }
        return new Mention(clear.get(0), starts.get(clear.get(0)), mentionEnd, false);
    }

    /** Of 大沁他拉镇 and 大沁他拉街道 the one whose type is written. */
    private static boolean closerByType(Township township, Township rival, String type) {
        return township.names().get(0).text().equals(rival.names().get(0).text())
                && township.unit().suffix().startsWith(type)
                && !rival.unit().suffix().startsWith(type);
    }

    /** 小伍家 is 小五家, not 五家: the longer one begins where a name may begin, the shorter inside it. */
    private static boolean covers(AddressText text, int start, int rivalStart) {
        return start < rivalStart
                && PlaceWords.nameMayBeginAt(text, start)
                && !PlaceWords.nameMayBeginAt(text, rivalStart);
    }

    private void measure(
            WrittenNames names,
            Township township,
            Name name,
            Map<Township, Double> costs,
            Map<Township, Integer> starts) {
        int length = name.text().length();
        int end = names.end();
        double limit = length == 2 ? 0.55 : FURTHEST;
        for (int start = Math.max(0, end - length - 1); start <= end - length + 1 && start <= end - 2; start++) {
            String written = names.from(start);
            if (written == null) {
                continue;
            }
            double cost = distance.between(written, names.foldedFrom(start), name.text(), name.folded(), limit);
            if (cost > limit) {
                continue;
            }
            double known = costs.getOrDefault(township, 9.0);
            boolean begins = names.mayBegin(start);
            if (cost < known || (cost == known && begins)) {
                costs.put(township, cost);
                starts.put(township, start);
            }
        }
    }

    private static List<Township> inBanners(List<Township> townships, Collection<String> banners) {
        return townships.isEmpty()
                ? townships
                : townships.stream()
                        .filter(township -> banners.contains(township.banner()))
                        .toList();
    }
}
