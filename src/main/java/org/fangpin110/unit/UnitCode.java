package org.fangpin110.unit;

/** The 12 digits of a unit code: 2 province, 2 prefecture, 2 county, 3 township, 3 village. Text, never a number. */
public final class UnitCode {
    private static final int[] PREFIX_LENGTH = {0, 2, 4, 6, 9, 12};

    private UnitCode() {}

    public static boolean isWellFormed(String text) {
        if (text == null || text.length() != 12) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The level the trailing zeros speak of. The four codes on two levels answer with the upper one. */
    public static int level(String code) {
        for (int level = 1; level < 5; level++) {
            if (code.regionMatches(PREFIX_LENGTH[level], "000000000000", 0, 12 - PREFIX_LENGTH[level])) {
                return level;
            }
        }
        return 5;
    }

    /** How many digits name a unit of this level: 2, 4, 6, 9 or 12. */
    public static int prefixLength(int level) {
        return PREFIX_LENGTH[level];
    }

    /** The code of the unit of that level above (or equal to) this code. */
    public static String atLevel(String code, int level) {
        return padded(code.substring(0, PREFIX_LENGTH[level]));
    }

    /** Six digits: the partition key of every growing table. */
    public static String countyPrefix(String code) {
        return code.substring(0, 6);
    }

    public static String county(String code) {
        return atLevel(code, 3);
    }

    public static String township(String code) {
        return atLevel(code, 4);
    }

    static String padded(String prefix) {
        return prefix + "000000000000".substring(prefix.length());
    }
}
