package org.fangpin110.unit;

/** Which state of the unit table this is; the number is stamped on decisions, the whole goes into ETags. */
public record UnitTableVersion(long version, String source, String checksum, int unitCount) {
    public static final UnitTableVersion NONE = new UnitTableVersion(0, "", "", 0);
}
