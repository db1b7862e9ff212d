package org.fangpin110.unit;

/** Another way people write a unit. It suggests, it does not identify. */
public record UnitAlias(String unitCode, String alias, String kind) {}
