package org.fangpin110.casework;

import java.util.Set;

/** What staff may still see of a report whose sender took consents back. */
record Shown(boolean contact, boolean sensitive, boolean photos) {
    private static final Shown ALL = new Shown(true, true, true);

    /** @param withdrawn codes of consents; null for none */
    static Shown of(Set<String> withdrawn) {
        if (withdrawn == null) {
            return ALL;
        }
        boolean basic = !withdrawn.contains("PRIVACY");
        boolean sensitive = basic && !withdrawn.contains("SENSITIVE");
        return new Shown(basic, sensitive, sensitive && !withdrawn.contains("PHOTOS"));
    }
}
