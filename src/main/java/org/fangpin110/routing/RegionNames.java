package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** What provinces, prefectures and counties are called: officially, for short, and how far each form may be believed. */
final class RegionNames {
    enum Strength {
        /** An official name with its type: 突泉县. */
        FULL,
        /** 青山区 is also a common word: believed only under its own city. */
        DISTRICT,
        /** 科右前旗. */
        SHORT,
        /** 扎兰屯: believed only at the beginning. */
        BARE
    }

    record Region(String code, String name, int level, Strength strength) {}

    final NameTable<Region> byName = new NameTable<>();
    final List<Region> fuzzy = new ArrayList<>();
    final Set<String> served = new LinkedHashSet<>();
    final Set<String> ours = new LinkedHashSet<>();
    /** County prefix and official name. */
    final Set<String> townships = new HashSet<>();

    private final RoutingTables tables;

    RegionNames(UnitTable units, Set<String> servedUnits, RoutingTables tables) {
        this.tables = tables;
        Map<String, RoutingTables.Place> known = new LinkedHashMap<>();
        tables.places().forEach(place -> known.put(place.code() + place.level(), place));
        for (Unit unit : units.within(UnitRange.ALL, 4)) {
            if (unit.isTownship()) {
                townships.add(UnitCode.countyPrefix(unit.code()) + unit.name());
            } else if (unit.level() <= 3) {
                known.put(unit.code() + unit.level(), new RoutingTables.Place(unit.code(), unit.name(), unit.level()));
            }
        }
        for (RoutingTables.Place place : known.values()) {
            boolean mine =
                    servedUnits.stream().anyMatch(code -> UnitRange.of(code).contains(place.code()));
            boolean above = servedUnits.stream()
                    .anyMatch(code -> UnitRange.of(place.code()).contains(code));
            if (mine && place.level() == 3) {
                served.add(place.code());
            }
            if (mine || above) {
                ours.add(place.code());
            }
        }
        Set<String> provinces = new LinkedHashSet<>();
        servedUnits.forEach(code -> provinces.add(code.substring(0, 2)));
        known.values()
                .forEach(place -> add(place, provinces.contains(place.code().substring(0, 2))));
        for (String code : served) {
            units.aliases(code)
                    .forEach(alias -> put(clean(alias.alias()), new Region(code, alias.alias(), 3, Strength.SHORT)));
        }
    }

    private void add(RoutingTables.Place place, boolean sameProvince) {
        String name = clean(place.name());
        if (name.length() < 2
                || name.equals("市辖区")
                || name.equals("县")
                || name.startsWith("省直辖")
                || name.startsWith("自治区直辖")) {
            return;
        }
        boolean district = place.level() == 3 && name.endsWith("区");
        put(name, new Region(place.code(), place.name(), place.level(), district ? Strength.DISTRICT : Strength.FULL));
        if (place.level() == 1) {
            put(
                    name.startsWith("内蒙古") || name.startsWith("黑龙江") ? name.substring(0, 3) : name.substring(0, 2),
                    bare(place));
            if (name.startsWith("内蒙古")) {
                put("内蒙", bare(place));
            }
            return;
        }
        if (!sameProvince && !ours.contains(place.code())) {
            return;
        }
        String type = name.substring(name.length() - 1);
        if (!district && name.length() >= 3) {
            put(name.substring(0, name.length() - 1), bare(place));
        }
        if (place.level() == 3 && (type.equals("旗") || type.equals("县") || type.equals("市"))) {
            fuzzy.add(new Region(place.code(), name, 3, Strength.FULL));
        }
        if (place.level() == 3 && type.equals("旗")) {
            addShortForms(place, name);
        }
    }

    /** 科尔沁右翼前旗 is 科右前旗, 扎赉特旗 is 扎旗 (and so is 扎鲁特旗), 鄂伦春自治旗 is 鄂伦春旗. */
    private void addShortForms(RoutingTables.Place place, String name) {
        Matcher wings = Pattern.compile("^(.)(.*?)(左翼|右翼|东|西|左|右|前|中|后)(前|中|后)?(?:.{3})?旗$")
                .matcher(name);
        Region shortForm = new Region(place.code(), place.name(), 3, Strength.SHORT);
        if (wings.find() && !wings.group(2).isEmpty()) {
            String side = wings.group(3).substring(0, 1);
            String part = wings.group(4) == null ? "" : wings.group(4);
            put(wings.group(1) + side + part + "旗", shortForm);
            put(wings.group(1) + wings.group(2) + side + part + "旗", shortForm);
        }
        put(name.charAt(0) + "旗", shortForm);
        if (name.endsWith("自治旗")) {
            put(name.replaceFirst("(?:达斡尔族|族)?自治旗$", "旗"), shortForm);
        }
    }

    private static Region bare(RoutingTables.Place place) {
        return new Region(place.code(), place.name(), place.level(), Strength.BARE);
    }

    private void put(String name, Region region) {
        if (byName.named(name).stream()
                .noneMatch(known -> known.code().equals(region.code()) && known.level() == region.level())) {
            byName.put(name, region);
        }
    }

    private String clean(String name) {
        return AddressText.of(name, tables).text();
    }
}
