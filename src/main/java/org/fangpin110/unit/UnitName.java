package org.fangpin110.unit;

import java.util.List;
import java.util.regex.Pattern;

/** Official names and what is left of them without the organisation: 兴盛村村民委员会 is 兴盛, 好力保镇 is 好力保. */
public final class UnitName {
    private static final List<String> TOWNSHIP_SUFFIXES = List.of("街道办事处", "民族乡", "街道", "苏木", "镇", "乡");
    private static final Pattern VILLAGE_SUFFIX = Pattern.compile("(?:"
            + "嘎查村民委员会|嘎查人民委员会|嘎查委员会|嘎查村委员会|嘎查村委会|嘎查委会|嘎查居委会|嘎查社区|嘎查村|嘎查"
            + "|社区居民委员会|社区居民委会|社区委员会|社区居委会|社区"
            + "|村民委员会|居民委员会|村委员会|村民委会|民委员会|居委会|村委会|村委|委会|村)$");
    private static final Pattern VIRTUAL_SUFFIX = Pattern.compile("虚拟(?:生活区|社区)$");
    /** Closed institutions have townships of their own in the statistics; nobody there may own a queue. */
    private static final Pattern CLOSED_INSTITUTION = Pattern.compile("监狱|戒毒|看守所|拘留所|劳教|劳动教养|劳管");

    private UnitName() {}

    /** Never strips down to one character: 新村村委会 stays 新村. */
    public static String shortName(String name, int level) {
        return switch (level) {
            case 1 -> name;
            case 2 -> name.length() > 2 && (name.endsWith("市") || name.endsWith("盟")) ? dropped(name, 1) : name;
            case 3 -> county(name);
            case 4 -> township(name);
            default -> village(name);
        };
    }

    static boolean isClosedInstitution(String name) {
        return CLOSED_INSTITUTION.matcher(name).find();
    }

    private static String county(String name) {
        if (name.endsWith("自治旗") || name.endsWith("自治县")) {
            return name.length() > 4 ? dropped(name, 3) : name;
        }
        return name.length() > 2 && "旗县市区".indexOf(name.charAt(name.length() - 1)) >= 0 ? dropped(name, 1) : name;
    }

    private static String township(String name) {
        for (String suffix : TOWNSHIP_SUFFIXES) {
            if (name.endsWith(suffix) && name.length() - suffix.length() >= 2) {
                return dropped(name, suffix.length());
            }
        }
        return name;
    }

    private static String village(String name) {
        String bare = strippedOnce(name, VIRTUAL_SUFFIX);
        for (int times = 0; times < 2; times++) {
            bare = strippedOnce(bare, VILLAGE_SUFFIX);
        }
        return bare;
    }

    private static String strippedOnce(String name, Pattern suffix) {
        var found = suffix.matcher(name);
        return found.find() && found.start() >= 2 ? name.substring(0, found.start()) : name;
    }

    private static String dropped(String name, int count) {
        return name.substring(0, name.length() - count);
    }
}
