package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitAlias;
import org.fangpin110.unit.UnitKind;
import org.fangpin110.unit.UnitName;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** The served townships and villages, ready to be looked for in a text. */
final class PlaceIndex {
    /** Whether 村 or 社区 fits: a village that became a community is written both ways. */
    enum VillageClass {
        VILLAGE,
        COMMUNITY,
        EITHER
    }

    /** One way to write a place, with the parts every comparison needs. */
    record Name(String text, String folded, boolean alias) {}

    record Village(Unit unit, VillageClass kind, List<Name> names, Township township) {
        /** One object for each unit: township and village know each other, so comparing parts would never end. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return unit.code().hashCode();
        }

        @Override
        public String toString() {
            return unit.code();
        }

        boolean accepts(PlaceWords.Suffix suffix) {
            return switch (suffix) {
                case VILLAGE, GACHA -> kind != VillageClass.COMMUNITY;
                case COMMUNITY -> kind != VillageClass.VILLAGE;
                case LIVING_AREA, NONE -> true;
            };
        }
    }

    /** {@code whole}: farms and parks are written with their whole name, not with a type that may be swapped. */
    record Township(Unit unit, String banner, boolean whole, List<Name> names, List<Village> villages) {
        /** One object for each unit: township and villages know each other, so comparing parts would never end. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return unit.code().hashCode();
        }

        @Override
        public String toString() {
            return unit.code();
        }
    }

    private final Map<String, List<Township>> townshipsByBanner = new HashMap<>();
    private final NameTable<Township> townshipsByName = new NameTable<>();
    private final Map<String, Township> townships = new HashMap<>();
    private final NameTable<Village> villagesByName = new NameTable<>();
    private final RoutingTables tables;

    PlaceIndex(UnitTable units, Set<String> served, RoutingTables tables) {
        this.tables = tables;
        for (String code : served) {
            for (Unit unit : units.within(UnitRange.of(code), 4)) {
                if (unit.isTownship()) {
                    addTownship(units, unit);
                }
            }
        }
    }

    List<Township> townshipsOf(String banner) {
        return townshipsByBanner.getOrDefault(banner, List.of());
    }

    NameTable<Township> townshipNames() {
        return townshipsByName;
    }

    NameTable<Village> villageNames() {
        return villagesByName;
    }

    Township township(String code) {
        return townships.get(code);
    }

    Set<String> banners() {
        return townshipsByBanner.keySet();
    }

    private void addTownship(UnitTable units, Unit unit) {
        if (townships.containsKey(unit.code())) {
            return;
        }
        boolean whole = unit.kind() == UnitKind.TOWNSHIP_LIKE
                || unit.suffix().isEmpty()
                || unit.shortName().length() < 2; // 新镇, 辉苏木
        Set<String> texts = new LinkedHashSet<>();
        texts.add(clean(whole ? unit.name() : unit.shortName()));
        if (whole) {
            texts.add(clean(withoutOwner(units, unit)));
            if (unit.shortName().length() == 1) {
                texts.add(clean(unit.shortName() + "公社")); // 新镇 was 新公社
            }
        } else {
            texts.add(clean(withoutAncestors(units, unit))); // 敖汉旗惠州街道 of 敖汉旗
        }
        Township township = new Township(
                unit, units.parent(unit).map(Unit::code).orElse(""), whole, new ArrayList<>(), new ArrayList<>());
        addNames(township.names(), texts, units.aliases(unit.code()), 4);
        for (Unit child : units.children(unit)) {
            township.villages().add(village(units, child, township));
        }
        townships.put(unit.code(), township);
        townshipsByBanner
                .computeIfAbsent(township.banner(), ignored -> new ArrayList<>())
                .add(township);
        for (Name name : township.names()) {
            townshipsByName.put(name.text(), township);
        }
    }

    private Village village(UnitTable units, Unit unit, Township township) {
        Set<String> texts = new LinkedHashSet<>();
        String bare = clean(unit.shortName());
        texts.add(withoutLivingArea(bare));
        texts.add(withoutLivingArea(clean(withoutAncestors(units, unit))));
        Village village = new Village(unit, classOf(unit), new ArrayList<>(), township);
        if (unit.kind() == UnitKind.VIRTUAL) {
            return village; // a statistical shell has no name anybody would write
        }
        addNames(village.names(), texts, units.aliases(unit.code()), 5);
        for (Name name : village.names()) {
            villagesByName.put(name.text(), village);
        }
        return village;
    }

    private static String withoutLivingArea(String name) {
        return name.endsWith("生活区") && name.length() > 4 ? name.substring(0, name.length() - 3) : name;
    }

    /** A few official names begin with all that stands above: 内蒙古自治区鄂尔多斯市伊金霍洛旗阿勒腾席热镇西苑社区. */
    private static String withoutAncestors(UnitTable units, Unit unit) {
        String name = unit.shortName();
        for (Unit above : units.path(unit)) {
            if (above.level() < unit.level()
                    && name.length() - above.name().length() >= 2
                    && name.startsWith(above.name())) {
                name = name.substring(above.name().length());
            }
        }
        String bare = name.replaceFirst("^(?:国有|国营)", "");
        return bare.length() >= 2 ? bare : name;
    }

    /** Aliases that only differ in the suffix or in a spelling class add nothing: both are read anyway. */
    private void addNames(List<Name> names, Set<String> texts, List<UnitAlias> aliases, int level) {
        texts.forEach(text -> names.add(new Name(text, tables.folded(text), false)));
        Set<String> seen = new LinkedHashSet<>(texts);
        for (UnitAlias alias : aliases) {
            String bare = clean(withoutType(alias.alias(), level));
            boolean derived =
                    alias.kind().equals("SPELLING_FOLD") || alias.kind().equals("COMMUNE_ERA");
            if (!derived && bare.length() >= 2 && seen.add(bare)) {
                names.add(new Name(bare, tables.folded(bare), true));
            }
        }
    }

    private static String withoutType(String alias, int level) {
        return UnitName.shortName(alias, level);
    }

    /** 陈巴尔虎旗哈达图国营农牧场 is called 哈达图农牧场 there. */
    private static String withoutOwner(UnitTable units, Unit unit) {
        String name = unit.name();
        for (Unit above : units.path(unit)) {
            if (above.level() < 4 && name.startsWith(above.name())) {
                name = name.substring(above.name().length());
            }
        }
        name = name.replaceFirst("^(?:国有|国营)", "").replaceFirst("(?:农牧业发展)?(?:有限责任公司|有限公司)$", "");
        return name.length() >= 3 ? name : unit.name();
    }

    private static VillageClass classOf(Unit unit) {
        if (unit.kind() == UnitKind.VILLAGE_LIKE) {
            return VillageClass.EITHER;
        }
        boolean says = unit.suffix().contains("社区") || unit.suffix().contains("居");
        boolean villageWord = unit.suffix().contains("嘎查") || unit.suffix().startsWith("村");
        if (says && (villageWord || !unit.kind().isCommunity())) {
            return VillageClass.EITHER;
        }
        return unit.kind().isCommunity() ? VillageClass.COMMUNITY : VillageClass.VILLAGE;
    }

    private String clean(String name) {
        return AddressText.of(name, tables).text();
    }
}
