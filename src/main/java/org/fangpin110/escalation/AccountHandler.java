package org.fangpin110.escalation;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffAccounts;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitTable;

/** Accounts over HTTP: an administrator makes one for a person and hands the first password over. */
public final class AccountHandler {
    private final StaffAccounts accounts;
    private final AuditTrail trail;
    private final Supplier<UnitTable> units;

    public AccountHandler(StaffAccounts accounts, AuditTrail trail, Supplier<UnitTable> units) {
        this.accounts = accounts;
        this.trail = trail;
        this.units = units;
    }

    public void bind(Api api) {
        api.bind("createStaff", this::create);
    }

    private record NewStaff(String account, String displayName, Role role) {}

    private record Created(UUID staffId, String account, String password) {
        @Override
        public String toString() {
            return "Created[" + staffId + "]";
        }
    }

    private Future<Reply> create(Request request) {
        StaffMember by = request.caller(StaffMember.class);
        String unit = DutyScope.administered(by, request.parameter("unitCode"));
        NewStaff wish = request.body(NewStaff.class);
        return accounts.add(
                        wish.account(),
                        wish.displayName().strip(),
                        List.of(new Post(wish.role(), unit)),
                        units.get(),
                        (tx, staffId) -> trail.staff(
                                tx, by.staffId(), "staff-created", unit, null, wish.account() + " " + wish.role()))
                .map(added -> Reply.created(new Created(added.staffId(), added.account(), added.password()))
                        .header("Cache-Control", "no-store"));
    }
}
