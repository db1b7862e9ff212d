package org.fangpin110.score;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitKind;
import org.fangpin110.unit.UnitTable;

/** One village with all above it, in one installation, and the ways to say each. Knows by the unit table alone what is unique. */
final class Spot {
    final UnitTable units;
    final Unit province;
    final Unit league;
    final Unit banner;
    final Unit township;
    final Unit village;
    final Set<String> served;
    final Random random;
    private final List<Unit> inBanner;

    Spot(UnitTable units, Unit village, Set<String> served, List<Unit> villagesOfBanner, Random random) {
        this.units = units;
        this.village = village;
        this.served = served;
        this.random = random;
        inBanner = villagesOfBanner;
        List<Unit> path = units.path(village);
        province = path.get(0);
        league = path.get(1);
        banner = path.get(2);
        township = path.get(3);
    }

    String any(String... forms) {
        return forms[random.nextInt(forms.length)];
    }

    boolean bannerAlone() {
        return served.size() == 1 && served.contains(banner.code());
    }

    /** What stands before the township: at least the banner where several are served. */
    String head() {
        return bannerAlone() && random.nextInt(3) == 0
                ? ""
                : any("", "", province.name() + league.name(), league.name(), league.shortName()) + banner.name();
    }

    String town() {
        return township.name();
    }

    boolean community() {
        return village.kind().isCommunity();
    }

    /** The bare name with a word for it, or the official name. */
    String said() {
        if (community() || village.kind() == UnitKind.VILLAGE_LIKE || random.nextInt(3) == 0) {
            return official();
        }
        return village.shortName() + (village.suffix().contains("嘎查") ? "嘎查" : "村");
    }

    String official() {
        return village.name();
    }

    /** Bare name and a short word for what it is. */
    String plain(String bareName) {
        return bareName + (community() ? "社区" : village.suffix().contains("嘎查") ? "嘎查" : "村");
    }

    /** No other unit of the township is written nearly like this. */
    boolean clearIn(String bareName) {
        return inBanner.stream()
                .filter(other -> other.parentCode().equals(township.code())
                        && !other.code().equals(village.code()))
                .allMatch(other -> apart(other.shortName(), bareName));
    }

    /** 北井子屯 is what people call 北井子村. */
    boolean isHamletOfVillage(String hamlet) {
        return units.children(township).stream().anyMatch(other -> !apart(other.shortName(), hamlet));
    }

    /** 牙克石农场场部生活区, 明水河镇好森沟: more than a name, it says where. */
    boolean isPhrase(Unit other) {
        return other.shortName().length() > 5;
    }

    boolean isVillageThere(String bareName) {
        return units.children(township).stream()
                .anyMatch(other ->
                        other.shortName().equals(bareName) && !other.code().equals(village.code()));
    }

    /** The other township has a village of nearly this name. */
    boolean isNameIn(Unit other) {
        return units.children(other).stream().anyMatch(unit -> !apart(unit.shortName(), village.shortName()));
    }

    /** Nor is it a name elsewhere in the banner. */
    boolean clearInBanner(String bareName) {
        return clearIn(bareName)
                && inBanner.stream()
                        .filter(other -> !other.code().equals(village.code()))
                        .noneMatch(other -> other.shortName().equals(bareName));
    }

    /** No other unit of the banner, and no township, is written nearly like the village. */
    boolean uniqueInBanner() {
        String name = village.shortName();
        return inBanner.stream()
                        .filter(other -> !other.code().equals(village.code()))
                        .allMatch(other -> apart(other.shortName(), name))
                && units.children(banner).stream()
                        .allMatch(other -> !other.shortName().contains(name) && !name.contains(other.shortName()));
    }

    private static boolean apart(String left, String right) {
        return !left.contains(right) && !right.contains(left) && Spelling.edits(left, right) > 1;
    }

    Unit otherInTownship() {
        return random(inBanner.stream()
                .filter(other -> other.parentCode().equals(township.code())
                        && apart(other.shortName(), village.shortName())
                        && other.kind() == village.kind()
                        && other.routable())
                .toList());
    }

    Unit otherInBanner() {
        return random(inBanner.stream()
                .filter(other -> !other.parentCode().equals(township.code())
                        && apart(other.shortName(), village.shortName())
                        && !other.kind().isCommunity()
                        && other.routable())
                .toList());
    }

    Unit otherTownship() {
        return random(units.children(banner).stream()
                .filter(other -> !other.code().equals(township.code())
                        && other.routable()
                        && !other.suffix().isEmpty()
                        && other.shortName().length() >= 2
                        && apart(other.shortName(), village.shortName())
                        && apart(other.shortName(), township.shortName()))
                .toList());
    }

    private Unit random(List<Unit> from) {
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }
}
