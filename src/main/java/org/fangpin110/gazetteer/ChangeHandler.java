package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.routing.Router;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitChangeRecord;
import org.fangpin110.unit.UnitChangeRecord.Status;
import org.fangpin110.unit.UnitTable;

/** Changes of units over HTTP: look first, then make it with the version that was looked at. */
public final class ChangeHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final UUID NEWEST = new UUID(-1, -1);

    private final ChangeService service;
    private final ChangePreview preview;
    private final Supplier<Router> router;
    private final Messages messages;

    ChangeHandler(ChangeService service, ChangePreview preview, Supplier<Router> router, Messages messages) {
        this.service = service;
        this.preview = preview;
        this.router = router;
        this.messages = messages;
    }

    public void bind(Api api) {
        api.bind("previewUnitChange", this::preview)
                .bind("makeUnitChange", this::make)
                .bind("listUnitChanges", this::list)
                .bind("cancelUnitChange", this::cancel);
    }

    private record View(
            UUID changeId,
            String changeKind,
            Map<String, Object> change,
            LocalDate effectiveFrom,
            Status changeStatus,
            String madeBy,
            Instant madeAt,
            Instant settledAt,
            Long appliedVersion,
            String failure,
            int version) {
        static View of(UnitChangeRecord change) {
            return new View(
                    change.id(),
                    change.kind(),
                    change.content().getMap(),
                    change.effectiveFrom(),
                    change.status(),
                    change.madeBy(),
                    change.madeAt(),
                    change.settledAt(),
                    change.appliedVersion(),
                    change.failure(),
                    change.version());
        }
    }

    private record Page(List<View> items, String nextAfter) {}

    private Future<Reply> preview(Request request) {
        AdminScope admin = AdminScope.administrator(request.caller(StaffMember.class));
        UnitTable table = service.edit.table();
        ChangePlan plan = service.plan(table, admin.bannerCode(), request.body(UnitChange.class));
        UUID after = request.optional("after").map(PageToken::uuid).orElse(null);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Warnings warnings = new Warnings(messages, request.language());
        return preview.of(plan, table, router.get(), warnings, after, limit)
                .map(view -> Reply.ok(view).header("ETag", '"' + Long.toString(view.version()) + '"'));
    }

    private Future<Reply> make(Request request) {
        AdminScope admin = AdminScope.administrator(request.caller(StaffMember.class));
        return service.make(admin, request.body(UnitChange.class), request.seenVersion())
                .map(made -> tagged(made, Reply.created(View.of(made))));
    }

    private Future<Reply> list(Request request) {
        AdminScope reader = AdminScope.reader(request.caller(StaffMember.class));
        Status status = request.optional("changeStatus").map(Status::valueOf).orElse(null);
        UUID before = request.optional("after").map(PageToken::uuid).orElse(NEWEST);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        return service.page(reader, status, before, limit + 1)
                .map(found -> Reply.ok(new Page(
                        found.stream().limit(limit).map(View::of).toList(),
                        found.size() > limit ? PageToken.of(found.get(limit - 1).id()) : null)));
    }

    private Future<Reply> cancel(Request request) {
        AdminScope admin = AdminScope.administrator(request.caller(StaffMember.class));
        return service.cancel(admin, request.uuid("changeId"), request.seenVersion())
                .map(cancelled -> tagged(cancelled, Reply.ok(View.of(cancelled))));
    }

    private static Reply tagged(UnitChangeRecord change, Reply reply) {
        return reply.header("ETag", '"' + Integer.toString(change.version()) + '"');
    }
}
