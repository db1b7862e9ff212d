package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fangpin110.routing.AddressReading.State;
import org.fangpin110.routing.PlaceIndex.Township;
import org.fangpin110.routing.PlaceIndex.Village;
import org.fangpin110.routing.TownshipReader.Mention;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** Reads an address from the top: region, township, village. What is understood is masked before the next level. */
final class AddressReader {
    /** From here on a match needs no apology. */
    private static final double PLAIN = 0.85;
    /** A misspelt village without its township must be this good. */
    private static final double ALONE = 0.78;

    private final RoutingTables tables;
    private final PlaceIndex places;
    private final RegionReader regions;
    private final TownshipReader townships;
    private final VillageReader villages;
    private final PlaceRoles roles;
    /** Official name to code; to the name itself where several counties have it. */
    private final Map<String, String> otherTownships = new HashMap<>();

    AddressReader(UnitTable units, Set<String> served, PlaceIndex places, RoutingTables tables) {
        this.tables = tables;
        this.places = places;
        regions = new RegionReader(units, served, places, tables);
        townships = new TownshipReader(places, tables);
        villages = new VillageReader(places, tables);
        roles = new PlaceRoles(places);
        for (Unit unit : units.within(UnitRange.ALL, 4)) {
            if (unit.isTownship()
                    && places.township(unit.code()) == null
                    && !unit.suffix().isEmpty()) {
                otherTownships.merge(unit.name(), unit.code(), (one, another) -> unit.name());
            }
        }
    }

    /** The hint is a township or banner that other evidence names; it helps only where the text is silent. */
    AddressReading read(String raw, Optional<Unit> hint) {
        AddressText text = AddressText.of(raw, tables);
        if (text.length() == 0) {
            return AddressReading.of(State.NOTHING, Reason.of(ReasonCode.TEXT_EMPTY));
        }
        PlaceRoles.Reading asked = roles.read(text);
        AddressReading reading = read(asked.text(), hint);
        if (asked.undecided() && reading.state() == State.VILLAGE) {
            return undecided(reading);
        }
        return asked.setAside() ? reading.with(Reason.of(ReasonCode.TEXT_OTHER_PLACE_SET_ASIDE)) : reading;
    }

    /** Two homes in one sentence: the township if it is one, else the desk. */
    private static AddressReading undecided(AddressReading reading) {
        AddressReading open = AddressReading.of(State.TOWNSHIP, Reason.of(ReasonCode.TEXT_SEVERAL_HOMES))
                .withCandidates(reading.candidates())
                .withBanner(reading.banner());
        return reading.township().map(open::withTownship).orElse(open);
    }

    private AddressReading read(AddressText text, Optional<Unit> hint) {
        RegionReader.Reading region = regions.read(text);
        if (!region.foreign().isEmpty()) {
            return foreign(region);
        }
        if (region.unknownCounty()) {
            return AddressReading.of(State.MISMATCH, Reason.of(ReasonCode.COUNTY_UNKNOWN));
        }
        Collection<String> banners = !region.banners().isEmpty()
                ? region.banners()
                : hint.filter(unit -> unit.level() >= 3)
                        .<Collection<String>>map(unit -> Set.of(UnitCode.county(unit.code())))
                        .orElse(places.banners());
        AddressReading reading = local(text, region, banners, hint);
        Optional<String> banner =
                region.banners().size() == 1 ? region.banners().stream().findFirst() : Optional.empty();
        if (reading.state() == State.NOTHING && !region.banners().isEmpty()) {
            reading = AddressReading.of(State.BANNER);
        }
        return banner.isEmpty()
                ? reading
                : reading.withBanner(banner).with(Reason.of(ReasonCode.TEXT_BANNER, banner.get()));
    }

    /** The text with everything known masked; nothing where another county is named. */
    Optional<AddressText> unread(String raw) {
        RegionReader.Reading region = regions.read(AddressText.of(raw, tables));
        if (!region.foreign().isEmpty() || region.unknownCounty()) {
            return Optional.empty();
        }
        Collection<String> banners = region.banners().isEmpty() ? places.banners() : region.banners();
        AddressText rest = townships.read(region.rest(), banners).rest();
        for (Match match : villages.inBanners(rest, banners)) {
            if (match.score() >= VillageReader.ACCEPTED) {
                rest = rest.masked(match.from(), match.to());
            }
        }
        return Optional.of(rest);
    }

    private AddressReading foreign(RegionReader.Reading region) {
        RegionReader.Foreign place = region.foreign().stream()
                .max(Comparator.comparingInt(RegionReader.Foreign::level))
                .orElseThrow();
        boolean localFirst = townships.read(region.rest(), places.banners()).typed().stream()
                .anyMatch(mention -> mention.exact() && mention.from() < place.at());
        return !region.banners().isEmpty() || localFirst
                ? AddressReading.of(
                                State.FOREIGN_BESIDE_LOCAL,
                                Reason.of(ReasonCode.OTHER_COUNTY_BESIDE_LOCAL, place.name()))
                        .withForeign(place)
                : AddressReading.of(State.FOREIGN, Reason.of(ReasonCode.OTHER_COUNTY_NAMED, place.name()))
                        .withForeign(place);
    }

    private AddressReading local(
            AddressText text, RegionReader.Reading region, Collection<String> banners, Optional<Unit> hint) {
        TownshipReader.Reading read = townships.read(region.rest(), banners);
        if (region.banners().isEmpty() && misspeltNameOfAnother(region.rest(), read)) {
            return notOurTownship(
                    region.rest(), read.rest(), banners, read.typed().get(0));
        }
        if (!read.typed().isEmpty()) {
            return underTownships(read, List.copyOf(read.townships()), banners);
        }
        if (!read.unknown().isEmpty()) {
            return underUnknownTownship(read, banners);
        }
        Optional<AddressReading> hinted = hint.map(unit -> places.township(unit.code()))
                .flatMap(township -> clear(villages.inTownship(read.rest(), township)))
                .map(match -> village(match));
        return hinted.or(() -> underBareTownship(read, banners)).orElseGet(() -> withoutTownship(read, banners));
    }

    /** 成吉思汗镇 is near nothing of ours by accident only: an exact township of another county is meant. */
    private boolean misspeltNameOfAnother(AddressText text, TownshipReader.Reading read) {
        return read.typed().size() == 1
                && !read.typed().get(0).exact()
                && otherTownships.containsKey(text.text()
                        .substring(
                                read.typed().get(0).from(), read.typed().get(0).to()));
    }

    private AddressReading notOurTownship(
            AddressText text, AddressText rest, Collection<String> banners, Mention mention) {
        String code = otherTownships.get(text.text().substring(mention.from(), mention.to()));
        return AddressReading.of(State.MISMATCH, Reason.of(ReasonCode.TOWNSHIP_OF_OTHER_COUNTY, code))
                .withCandidates(villages.inBanners(rest, banners));
    }

    private AddressReading underTownships(
            TownshipReader.Reading read, List<Township> named, Collection<String> banners) {
        Reason[] how = read.typed().stream()
                .map(mention -> Reason.of(
                        mention.exact() ? ReasonCode.TEXT_TOWNSHIP : ReasonCode.TEXT_TOWNSHIP_SPELLING,
                        mention.township().unit().code()))
                .distinct()
                .limit(3)
                .toArray(Reason[]::new);
        List<Match> inside = named.stream()
                .flatMap(township -> villages.inTownship(read.rest(), township).stream())
                .sorted(Match.BEST_FIRST)
                .toList();
        Optional<Match> clear = clear(inside).filter(match -> named.size() == 1 || match.exact());
        List<Match> elsewhere = elsewhere(read.rest(), named, banners);
        Township first = named.get(0);
        if (clear.isPresent() && (clear.get().exact() || elsewhere.isEmpty())) {
            return villageFrom(inside)
                    .withTownship(clear.get().village().township().unit())
                    .with(how);
        }
        if (!elsewhere.isEmpty()) {
            List<Match> both = Stream.concat(inside.stream(), elsewhere.stream())
                    .sorted(Match.BEST_FIRST)
                    .toList();
            return AddressReading.of(
                            State.MISMATCH,
                            Reason.of(
                                    ReasonCode.TOWNSHIP_VILLAGE_MISMATCH,
                                    first.unit().code(),
                                    elsewhere.get(0).code()))
                    .withCandidates(both)
                    .with(how);
        }
        if (named.size() > 1) {
            return AddressReading.of(State.AMBIGUOUS, Reason.of(ReasonCode.TOWNSHIP_MISSING))
                    .withCandidates(inside)
                    .with(how);
        }
        return openInTownship(inside, first).with(how);
    }

    /** The township is sure, the village is not. */
    private static AddressReading openInTownship(List<Match> inside, Township township) {
        List<Match> likely =
                inside.stream().filter(match -> match.score() > 0.4).toList();
        Reason reason = likely.isEmpty()
                ? Reason.of(ReasonCode.VILLAGE_MISSING)
                : likely.stream().allMatch(match -> sameName(match, likely.get(0)))
                        ? Reason.of(ReasonCode.COMMUNITY_OR_VILLAGE)
                        : Reason.of(ReasonCode.VILLAGE_AMBIGUOUS, villages(likely));
        return AddressReading.of(State.TOWNSHIP, reason)
                .withTownship(township.unit())
                .withCandidates(likely);
    }

    private static boolean sameName(Match left, Match right) {
        return left.village()
                .names()
                .get(0)
                .text()
                .equals(right.village().names().get(0).text());
    }

    private List<Match> elsewhere(AddressText rest, List<Township> named, Collection<String> banners) {
        Set<String> own = new LinkedHashSet<>();
        named.forEach(township -> own.add(township.banner()));
        return villages.inBanners(rest, own.isEmpty() ? banners : own).stream()
                .filter(match -> match.score() >= PLAIN
                        && !named.contains(match.village().township()))
                .toList();
    }

    private AddressReading underUnknownTownship(TownshipReader.Reading read, Collection<String> banners) {
        for (int start = 0; start < read.unknown().length() - 2; start++) {
            String code = otherTownships.get(read.unknown().substring(start));
            if (code != null) {
                return AddressReading.of(State.MISMATCH, Reason.of(ReasonCode.TOWNSHIP_OF_OTHER_COUNTY, code))
                        .withCandidates(villages.inBanners(read.rest(), banners));
            }
        }
        List<Match> found = plain(villages.inBanners(read.rest(), banners));
        return found.isEmpty()
                ? AddressReading.of(State.NOTHING, Reason.of(ReasonCode.TEXT_TOWNSHIP_UNKNOWN))
                : AddressReading.of(State.MISMATCH, Reason.of(ReasonCode.TEXT_TOWNSHIP_UNKNOWN))
                        .withCandidates(found);
    }

    /** 好力保先锋村 and a bare 好力保: the name of a township without its type, unless a longer village name covers it. */
    private Optional<AddressReading> underBareTownship(TownshipReader.Reading read, Collection<String> banners) {
        List<Match> alone = plain(villages.inBanners(read.rest(), banners));
        for (Mention mention : read.bare()) {
            boolean covered = alone.stream()
                    .anyMatch(match -> match.from() <= mention.from()
                            && match.to() >= mention.to()
                            && match.to() - match.from() > mention.to() - mention.from());
            if (covered || !PlaceWords.nameMayBeginAt(read.rest(), mention.from())) {
                continue;
            }
            AddressText rest = read.rest().masked(mention.from(), mention.to());
            List<Match> inside = villages.inTownship(rest, mention.township());
            Reason how = Reason.of(
                    ReasonCode.TEXT_TOWNSHIP, mention.township().unit().code());
            Optional<Match> sure = clear(inside);
            if (sure.isPresent()
                    && elsewhere(rest, List.of(mention.township()), Set.of()).stream()
                            .allMatch(match -> namesake(match, sure.get()))) {
                return Optional.of(villageFrom(inside)
                        .withTownship(mention.township().unit())
                        .with(how));
            }
            boolean nothingElse =
                    alone.stream().allMatch(match -> match.from() >= mention.from() && match.to() <= mention.to());
            if (nothingElse && PlaceWords.tailAt(read.rest(), mention.to())) {
                return Optional.of(openInTownship(alone, mention.township()).with(how));
            }
        }
        return Optional.empty();
    }

    /** The same words, understood as a village of another township: the township written beside them decides. */
    private static boolean namesake(Match other, Match sure) {
        return sure.exact() && other.from() == sure.from() && other.to() <= sure.to();
    }

    private AddressReading withoutTownship(TownshipReader.Reading read, Collection<String> banners) {
        List<Match> found = plain(villages.inBanners(read.rest(), banners));
        if (found.isEmpty()) {
            return banners.size() == 1 ? misspeltAlone(read, banners.iterator().next()) : nothing();
        }
        if (banners.size() > 1) {
            return ambiguous(found); // a region-wide installation asks the banner first
        }
        Match best = found.get(0);
        List<Match> rivals = found.stream()
                .filter(match -> best.score() - match.score() < CLOSE)
                .toList();
        List<Village> twins = villages.twins(best.village());
        if (rivals.size() > 1 || !twins.isEmpty()) {
            List<Match> all = new ArrayList<>(rivals);
            twins.forEach(twin -> all.add(new Match(
                    twin, best.score() - 0.2, ReasonCode.TEXT_VILLAGE_SPELLING, false, best.from(), best.to())));
            return ambiguous(all);
        }
        return village(best.lowered(0.05)).with(Reason.of(ReasonCode.TEXT_VILLAGE_ONLY, best.code()));
    }

    private static final double CLOSE = 0.1;

    private AddressReading misspeltAlone(TownshipReader.Reading read, String banner) {
        List<Match> found = villages.misspeltInBanner(read.rest(), banner).stream()
                .filter(match -> match.score() > 0.5)
                .toList();
        if (found.isEmpty()) {
            return nothing();
        }
        Match best = found.get(0);
        boolean clear = found.size() == 1 || best.score() - found.get(1).score() >= 2 * VillageReader.CLEAR;
        return best.score() >= ALONE && clear && villages.twins(best.village()).isEmpty()
                ? village(best.lowered(0.05)).with(Reason.of(ReasonCode.TEXT_VILLAGE_ONLY, best.code()))
                : ambiguous(found);
    }

    private static AddressReading nothing() {
        return AddressReading.of(State.NOTHING, Reason.of(ReasonCode.TEXT_WITHOUT_PLACE));
    }

    private static AddressReading ambiguous(List<Match> found) {
        return AddressReading.of(State.AMBIGUOUS, Reason.of(ReasonCode.VILLAGE_AMBIGUOUS, villages(found)))
                .withCandidates(found);
    }

    /** How many there are; one village may be found in two ways. */
    private static String villages(List<Match> found) {
        return Long.toString(found.stream().map(Match::code).distinct().count());
    }

    private static AddressReading village(Match match) {
        return AddressReading.of(State.VILLAGE, Reason.of(match.why(), match.code()))
                .withCandidates(List.of(match))
                .withTownship(match.village().township().unit());
    }

    private static AddressReading villageFrom(List<Match> inside) {
        return village(inside.get(0)).withCandidates(inside);
    }

    private static List<Match> plain(List<Match> matches) {
        return matches.stream().filter(match -> match.score() >= PLAIN).toList();
    }

    /** The first, when it is good enough and nobody is close behind. */
    private static Optional<Match> clear(List<Match> matches) {
        if (matches.isEmpty() || matches.get(0).score() < VillageReader.ACCEPTED) {
            return Optional.empty();
        }
        Match best = matches.get(0);
        for (Match rival : matches.subList(1, matches.size())) {
            // 旦扎拉格 may be 乙旦扎拉格 as well as 扎拉格
            boolean covers = rival.from() < best.from() && rival.to() >= best.to();
            if (best.score() - rival.score() < (covers ? VillageReader.CLEAR_OF_LONGER : VillageReader.CLEAR)) {
                return Optional.empty();
            }
        }
        return Optional.of(best);
    }
}
