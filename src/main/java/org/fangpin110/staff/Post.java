package org.fangpin110.staff;

/**
 * A role at a unit.
 *
 * @param department code of the office; only of the role DEPARTMENT, null for every other
 */
public record Post(Role role, String unitCode, String department) {
    public Post(Role role, String unitCode) {
        this(role, unitCode, null);
    }
}
