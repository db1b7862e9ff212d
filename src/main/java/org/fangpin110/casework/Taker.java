package org.fangpin110.casework;

import java.util.List;
import java.util.UUID;
import org.fangpin110.casefile.Party;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.Standing;

/**
 * Who takes a step.
 *
 * @param scope the units whose cases they reach
 * @param staff how a staff member stands to the case; null for residents
 */
record Taker(Party party, UUID id, List<UnitRange> scope, List<Standing> standings, Standings staff) {
    static Taker of(Standings staff) {
        StaffMember person = staff.staff();
        return new Taker(Party.STAFF, person.staffId(), person.scope(Standings.CASE_ROLES), staff.standings(), staff);
    }

    /** For a case that was found to be theirs. */
    static Taker resident(UUID residentId) {
        return new Taker(Party.RESIDENT, residentId, List.of(UnitRange.ALL), List.of(Standing.RESIDENT), null);
    }
}
