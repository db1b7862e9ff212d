package org.fangpin110.unit;

import java.util.stream.Stream;

/** What a unit is. The order is the order of levels; the names are stored. */
public enum UnitKind {
    PROVINCE(1),
    LEAGUE(2),
    CITY(2),
    BANNER(3),
    COUNTY(3),
    SUBDISTRICT(4),
    TOWN(4),
    TOWNSHIP(4),
    SUMU(4),
    TOWNSHIP_LIKE(4),
    VILLAGE(5),
    GACHA(5),
    COMMUNITY(5),
    VILLAGE_LIKE(5),
    COMMUNITY_LIKE(5),
    VIRTUAL(5);

    private final int level;

    UnitKind(int level) {
        this.level = level;
    }

    public int level() {
        return level;
    }

    /** 社区 and 居委会: never interchangeable with 村 or 嘎查 of the same bare name. */
    public boolean isCommunity() {
        return this == COMMUNITY || this == COMMUNITY_LIKE;
    }

    /**
     * The kind a file states, in its own words or in ours; by code and name where it states none or an unknown one. A
     * village that calls itself 社区 is believed: 34 villages became communities and kept their code.
     */
    public static UnitKind stated(String text, String code, int level, String name) {
        UnitKind derived = of(code, level, name);
        UnitKind stated =
                switch (text) {
                    case "street" -> SUBDISTRICT;
                    case "town" -> TOWN;
                    case "xiang" -> TOWNSHIP;
                    case "sumu" -> SUMU;
                    case "township_like" -> TOWNSHIP_LIKE;
                    case "village" -> derived.isCommunity() ? derived : VILLAGE;
                    case "gacha" -> GACHA;
                    case "community" -> COMMUNITY;
                    case "village_like" -> VILLAGE_LIKE;
                    case "community_like" -> COMMUNITY_LIKE;
                    case "virtual" -> VIRTUAL;
                    default ->
                        Stream.of(values())
                                .filter(kind -> kind.name().equals(text))
                                .findFirst()
                                .orElse(derived);
                };
        return stated.level == level ? stated : derived;
    }

    /**
     * The kind by code range, corrected by the name where the two differ (domain.md section 6: code classes mislead).
     * Digits 7-9 tell townships apart, digits 10-12 villages.
     */
    public static UnitKind of(String code, int level, String name) {
        return switch (level) {
            case 1 -> PROVINCE;
            case 2 -> name.endsWith("盟") ? LEAGUE : CITY;
            case 3 -> name.endsWith("旗") ? BANNER : COUNTY;
            case 4 -> ofTownship(Integer.parseInt(code.substring(6, 9)), name);
            default -> ofVillage(Integer.parseInt(code.substring(9)), name);
        };
    }

    private static UnitKind ofTownship(int digits, String name) {
        if (name.endsWith("街道") || name.endsWith("街道办事处")) {
            return SUBDISTRICT;
        }
        if (name.endsWith("苏木")) {
            return SUMU;
        }
        if (name.endsWith("镇")) {
            return TOWN;
        }
        if (name.endsWith("乡")) {
            return TOWNSHIP;
        }
        if (digits >= 400) {
            return TOWNSHIP_LIKE;
        }
        return digits < 100 ? SUBDISTRICT : digits < 200 ? TOWN : TOWNSHIP;
    }

    private static UnitKind ofVillage(int digits, String name) {
        if (digits == 498 || digits == 598 || name.contains("虚拟")) {
            return VIRTUAL;
        }
        if (digits >= 500 && digits < 600) {
            return VILLAGE_LIKE;
        }
        if (digits >= 400 && digits < 500) {
            return COMMUNITY_LIKE;
        }
        if (name.contains("嘎查")) {
            return GACHA;
        }
        if (name.endsWith("居委会") || name.endsWith("居民委员会") || name.endsWith("社区")) {
            return COMMUNITY;
        }
        return digits < 200 ? COMMUNITY : VILLAGE;
    }
}
