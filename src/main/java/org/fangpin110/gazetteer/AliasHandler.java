package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.AliasSuggestion;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** Suggested names and names added by hand, over HTTP. */
public final class AliasHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final UUID START = new UUID(0, 0);

    private final AliasService service;
    private final Supplier<UnitTable> table;

    AliasHandler(AliasService service, Supplier<UnitTable> table) {
        this.service = service;
        this.table = table;
    }

    public void bind(Api api) {
        api.bind("listAliasSuggestions", this::list)
                .bind("getAliasSuggestion", this::get)
                .bind("confirmAliasSuggestion", this::confirm)
                .bind("rejectAliasSuggestion", this::reject)
                .bind("addUnitAlias", this::add)
                .bind("withdrawUnitAlias", this::withdraw);
    }

    private record View(
            UUID suggestionId,
            NamedUnit unit,
            String placeText,
            AliasSuggestion.Status suggestionStatus,
            int caseCount,
            List<UUID> cases,
            Instant firstSeenAt,
            Instant lastSeenAt,
            String rejection,
            int version) {}

    private record NamedUnit(String unitCode, String name) {}

    private record Page(List<View> items, String nextAfter) {}

    private record AlikeUnit(NamedUnit unit, boolean same) {}

    private record Detail(View suggestion, List<AlikeUnit> alike, int recentReports) {}

    private record Rejection(String rejection) {}

    private record GivenAlias(String unitCode, String alias) {}

    private Future<Reply> list(Request request) {
        AdminScope reader = AdminScope.reader(request.caller(StaffMember.class));
        AliasSuggestion.Status status = request.optional("suggestionStatus")
                .map(AliasSuggestion.Status::valueOf)
                .orElse(AliasSuggestion.Status.OPEN);
        UUID after = request.optional("after").map(PageToken::uuid).orElse(START);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        return service.page(reader, status, after, limit + 1)
                .map(found -> Reply.ok(new Page(
                        found.stream().limit(limit).map(this::view).toList(),
                        found.size() > limit ? PageToken.of(found.get(limit - 1).id()) : null)));
    }

    private Future<Reply> get(Request request) {
        AdminScope reader = AdminScope.reader(request.caller(StaffMember.class));
        return service.preview(reader, request.uuid("suggestionId"))
                .map(found -> tagged(
                        found.suggestion(),
                        Reply.ok(new Detail(
                                view(found.suggestion()),
                                found.alike().stream()
                                        .map(alike ->
                                                new AlikeUnit(named(alike.unit().code()), alike.same()))
                                        .toList(),
                                found.recentReports()))));
    }

    private Future<Reply> confirm(Request request) {
        return service.confirm(administrator(request), request.uuid("suggestionId"), request.seenVersion())
                .map(done -> tagged(done, Reply.ok(view(done))));
    }

    private Future<Reply> reject(Request request) {
        String why = request.body(Rejection.class).rejection();
        return service.reject(administrator(request), request.uuid("suggestionId"), request.seenVersion(), why)
                .map(done -> tagged(done, Reply.ok(view(done))));
    }

    private Future<Reply> add(Request request) {
        GivenAlias given = request.body(GivenAlias.class);
        return service.add(administrator(request), given.unitCode(), given.alias())
                .map(done -> Reply.noContent());
    }

    private Future<Reply> withdraw(Request request) {
        GivenAlias given = request.body(GivenAlias.class);
        return service.withdraw(administrator(request), given.unitCode(), given.alias())
                .map(done -> Reply.noContent());
    }

    private static AdminScope administrator(Request request) {
        return AdminScope.administrator(request.caller(StaffMember.class));
    }

    private View view(AliasSuggestion found) {
        return new View(
                found.id(),
                named(found.unitCode()),
                found.placeText(),
                found.status(),
                found.caseCount(),
                found.cases(),
                found.firstSeenAt(),
                found.lastSeenAt(),
                found.rejection(),
                found.version());
    }

    private NamedUnit named(String code) {
        UnitTable now = table.get();
        return new NamedUnit(
                code,
                now.find(code).or(() -> now.findRetired(code)).map(Unit::name).orElse(code));
    }

    private static Reply tagged(AliasSuggestion found, Reply reply) {
        return reply.header("ETag", '"' + Integer.toString(found.version()) + '"');
    }
}
