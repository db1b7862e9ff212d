package org.fangpin110.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;

/** The auditor's window on the trail; looking through it leaves a trace in it. */
public final class AuditHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Pool pool;
    private final AuditRepository events;
    private final AuditTrail trail;

    record Entry(UUID auditId, Instant at, String action, String actor, String unitCode, UUID caseId, String detail) {
        static Entry of(AuditEvent event) {
            return new Entry(
                    event.id(),
                    event.at(),
                    event.action(),
                    event.actorName(),
                    event.unitCode(),
                    event.caseId(),
                    event.detail());
        }
    }

    record Page(List<Entry> items, String nextAfter) {}

    public AuditHandler(Pool pool, AuditRepository events, AuditTrail trail) {
        this.pool = pool;
        this.events = events;
        this.trail = trail;
    }

    public void bind(Api api) {
        api.bind("listAuditEvents", this::listAuditEvents);
    }

    private Future<Reply> listAuditEvents(Request request) {
        StaffMember auditor = request.caller(StaffMember.class);
        UUID caseId = request.optional("caseId").map(UUID::fromString).orElse(null);
        UUID before = request.optional("after").map(PageToken::uuid).orElse(NEWEST);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        List<UnitRange> banners = auditor.scope(Set.of(Role.AUDITOR));
        return pool.withTransaction(tx -> events.page(tx, banners, caseId, before, limit + 1)
                        .compose(found -> recordReading(tx, auditor, caseId).map(found)))
                .map(found -> Reply.ok(page(found, limit)).header("Cache-Control", "no-store"));
    }

    private Future<Void> recordReading(SqlClient tx, StaffMember auditor, UUID caseId) {
        String unit = auditor.posts().stream()
                .filter(post -> post.role() == Role.AUDITOR)
                .map(post -> post.unitCode())
                .findFirst()
                .orElse(null);
        return trail.staff(tx, auditor.staffId(), "audit-read", unit, caseId, null);
    }

    private static Page page(List<AuditEvent> found, int limit) {
        List<Entry> items = found.stream().limit(limit).map(Entry::of).toList();
        Optional<UUID> last =
                found.size() > limit ? Optional.of(items.get(limit - 1).auditId()) : Optional.empty();
        return new Page(items, last.map(PageToken::of).orElse(null));
    }
}
