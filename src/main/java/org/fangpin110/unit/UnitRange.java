package org.fangpin110.unit;

/** A unit and everything below it as a range of codes, for {@code unit_code >= from and unit_code < before}. */
public record UnitRange(String from, String before) {
    /** Every unit there is; ':' sorts after '9'. */
    public static final UnitRange ALL = new UnitRange("", ":");

    /** By trailing zeros: 152223100000 is the township, 152223100001 the village alone. */
    public static UnitRange of(String code) {
        return ofPrefix(code.substring(0, UnitCode.prefixLength(UnitCode.level(code))));
    }

    /** That unit and none below it. */
    public static UnitRange only(String code) {
        return ofPrefix(code);
    }

    public static UnitRange of(Unit unit) {
        return ofPrefix(unit.code().substring(0, UnitCode.prefixLength(unit.level())));
    }

    static UnitRange ofPrefix(String prefix) {
        if (prefix.isEmpty()) {
            return ALL;
        }
        char after = (char) (prefix.charAt(prefix.length() - 1) + 1);
        return new UnitRange(UnitCode.padded(prefix), prefix.substring(0, prefix.length() - 1) + after);
    }

    public boolean contains(String code) {
        return code.compareTo(from) >= 0 && code.compareTo(before) < 0;
    }
}
