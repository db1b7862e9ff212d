package org.fangpin110.escalation;

import java.util.Set;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;

/** Whose rosters and posts somebody looks after: a township its own and its villages', banner desk and administrator the banner's. */
final class DutyScope {
    private static final Set<Role> KEEPERS = Set.of(Role.TOWNSHIP, Role.BANNER_DESK, Role.BANNER_ADMIN);

    private DutyScope() {}

    /** 404 for a unit of somebody else's. */
    static String kept(StaffMember staff, String unitCode) {
        return required(within(staff, KEEPERS, unitCode), unitCode);
    }

    /** 404 for a unit of another banner. */
    static String administered(StaffMember staff, String unitCode) {
        return required(administers(staff, unitCode), unitCode);
    }

    static boolean administers(StaffMember staff, String unitCode) {
        return within(staff, Set.of(Role.BANNER_ADMIN), unitCode);
    }

    private static boolean within(StaffMember staff, Set<Role> roles, String unitCode) {
        return staff.scope(roles).stream().anyMatch(range -> range.contains(unitCode));
    }

    private static String required(boolean theirs, String unitCode) {
        if (!theirs) {
            throw AppException.notFound();
        }
        return unitCode;
    }
}
