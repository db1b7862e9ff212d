package org.fangpin110.escalation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.escalation.DutyRosters.Roster;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Duty;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** Duty rosters over HTTP. */
public final class DutyHandler {
    private final DutyRosters rosters;
    private final Supplier<UnitTable> units;

    public DutyHandler(DutyRosters rosters, Supplier<UnitTable> units) {
        this.rosters = rosters;
        this.units = units;
    }

    public void bind(Api api) {
        api.bind("getDutyRoster", this::get)
                .bind("replaceDutyRoster", this::replace)
                .bind("revealDutyPhone", this::reveal);
    }

    private record NamedUnit(String unitCode, String name) {}

    /** A line with its number masked; no number at all when it cannot be opened. */
    private record Line(
            UUID dutyId, UUID staffId, String staffName, String phone, Instant from, Instant until, boolean onDuty) {
        @Override
        public String toString() {
            return "Line[" + dutyId + "]";
        }
    }

    private record OnDuty(NamedUnit unit, String staffName, String phone) {
        @Override
        public String toString() {
            return "OnDuty[" + unit + "]";
        }
    }

    private record View(NamedUnit unit, int version, List<Line> duties, OnDuty onDuty) {}

    private record NewRoster(List<DutyRosters.Line> duties) {}

    private record Phone(String phone) {
        @Override
        public String toString() {
            return "Phone[…]";
        }
    }

    private Future<Reply> get(Request request) {
        String unit = unit(request);
        return rosters.read(unit).map(roster -> reply(unit, roster));
    }

    private Future<Reply> replace(Request request) {
        String unit = unit(request);
        StaffMember by = request.caller(StaffMember.class);
        List<DutyRosters.Line> wanted = request.body(NewRoster.class).duties();
        return rosters.replace(by.staffId(), unit, request.seenVersion(), wanted)
                .map(roster -> reply(unit, roster));
    }

    private Future<Reply> reveal(Request request) {
        StaffMember reader = request.caller(StaffMember.class);
        return rosters.reveal(reader.staffId(), unit(request), request.uuid("dutyId"))
                .map(phone -> Reply.ok(new Phone(phone)).header("Cache-Control", "no-store"));
    }

    private String unit(Request request) {
        String code = DutyScope.kept(request.caller(StaffMember.class), request.parameter("unitCode"));
        if (units.get().find(code).isEmpty()) {
            throw AppException.notFound();
        }
        return code;
    }

    private Reply reply(String unit, Roster roster) {
        List<Line> lines =
                roster.duties().stream().map(duty -> line(duty, roster)).toList();
        OnDuty now = roster.onDuty()
                .map(duty -> new OnDuty(named(duty.unitCode()), roster.names().get(duty.staffId()), masked(duty)))
                .orElse(null);
        return Reply.ok(new View(named(unit), roster.version(), lines, now))
                .header("ETag", '"' + Integer.toString(roster.version()) + '"')
                .header("Cache-Control", "no-store");
    }

    private Line line(Duty duty, Roster roster) {
        boolean isNow = !duty.from().isAfter(roster.at())
                && (duty.until() == null || duty.until().isAfter(roster.at()));
        return new Line(
                duty.dutyId(),
                duty.staffId(),
                duty.staffId() == null ? null : roster.names().get(duty.staffId()),
                masked(duty),
                duty.from(),
                duty.until(),
                isNow);
    }

    private String masked(Duty duty) {
        return rosters.phone(duty).map(DutyPhone::masked).orElse(null);
    }

    private NamedUnit named(String code) {
        UnitTable table = units.get();
        return new NamedUnit(
                code,
                table.find(code)
                        .or(() -> table.findRetired(code))
                        .map(Unit::name)
                        .orElse(code));
    }
}
