package org.fangpin110.gazetteer;

import java.util.List;
import java.util.Set;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitCode;

/** The banner a caller administers or audits; the first post counts where somebody has several. */
record AdminScope(StaffMember staff, String bannerCode) {
    private static final Set<Role> READERS = Set.of(Role.BANNER_ADMIN, Role.AUDITOR);

    static AdminScope reader(StaffMember staff) {
        return of(staff, READERS);
    }

    static AdminScope administrator(StaffMember staff) {
        return of(staff, Set.of(Role.BANNER_ADMIN));
    }

    private static AdminScope of(StaffMember staff, Set<Role> roles) {
        return staff.posts().stream()
                .filter(post -> roles.contains(post.role()))
                .map(Post::unitCode)
                .findFirst()
                .map(code -> new AdminScope(staff, code))
                .orElseThrow(AppException::notFound);
    }

    /** Six digits, as the tables keep it. */
    String prefix() {
        return UnitCode.countyPrefix(bannerCode);
    }

    List<String> prefixes() {
        return List.of(prefix());
    }

    /** 404 for a unit of somebody else's. */
    String own(String unitCode) {
        if (!UnitCode.countyPrefix(unitCode).equals(prefix())) {
            throw AppException.notFound();
        }
        return unitCode;
    }
}
