package org.fangpin110.staff;

/** What a post lets its holder do; the names are those of x-roles in the contract. */
public enum Role {
    GRID_WORKER(5),
    VILLAGE(5),
    TOWNSHIP(4),
    BANNER_DESK(3),
    /** An office of the banner that is asked about households; which one, the post says. */
    DEPARTMENT(3),
    BANNER_ADMIN(3),
    AUDITOR(3);

    private final int level;

    Role(int level) {
        this.level = level;
    }

    /** The unit level such a post sits at: 5 village, 4 township, 3 banner. */
    public int level() {
        return level;
    }
}
