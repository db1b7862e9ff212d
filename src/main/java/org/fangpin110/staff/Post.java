package org.fangpin110.staff;

/** A role at a unit. */
public record Post(Role role, String unitCode) {}
