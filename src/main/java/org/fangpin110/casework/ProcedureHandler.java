package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casefile.ProcedureRepository.Debt;
import org.fangpin110.casefile.QueueSelection;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;

/** The steps of the procedure, and the list of papers owed, over HTTP. */
public final class ProcedureHandler {
    private static final int DEFAULT_LIMIT = 50;

    private final Pool pool;
    private final ProcedureService service;
    private final ProcedureRepository procedure;
    private final CaseView view;

    public ProcedureHandler(Pool pool, ProcedureService service, ProcedureRepository procedure, CaseView view) {
        this.pool = pool;
        this.service = service;
        this.procedure = procedure;
        this.view = view;
    }

    public void bind(Api api) {
        api.bind("takeStep", this::takeStep);
        api.bind("listPaperworkDebts", this::listPaperworkDebts);
    }

    private Future<Reply> takeStep(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        StepWish wish = request.body(StepWish.class);
        return service.take(staff, request.uuid("caseId"), request.seenVersion(), wish)
                .map(file -> Reply.ok(CaseStep.of(file, view.words(request.language())))
                        .header("ETag", '"' + Integer.toString(file.version()) + '"'));
    }

    private Future<Reply> listPaperworkDebts(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        QueueSelection selected = CaseReader.select(staff, request.optional("unit"), true, null);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Place after = request.optional("after").map(Place::of).orElse(Place.FIRST);
        Words words = view.words(request.language());
        return procedure
                .debts(pool, UnitRange.of(selected.unit()), after.due(), after.caseId(), after.form(), limit + 1)
                .map(found -> Reply.ok(page(found, limit, words)).header("Cache-Control", "no-store"));
    }

    private static Map<String, Object> page(List<Debt> found, int limit, Words words) {
        List<Map<String, Object>> items = found.stream()
                .limit(limit)
                .map(debt -> Map.<String, Object>of(
                        "caseId", debt.caseId(),
                        "form", words.coded("form", debt.formCode()),
                        "unit", words.unit(debt.unitCode()),
                        "openedAt", debt.openedAt(),
                        "dueAt", debt.dueAt()))
                .toList();
        return found.size() <= limit
                ? Map.of("items", items)
                : Map.of(
                        "items",
                        items,
                        "nextAfter",
                        Place.of(found.get(limit - 1)).token());
    }

    /** Where a page ended. */
    private record Place(Instant due, UUID caseId, String form) {
        static final Place FIRST = new Place(Instant.EPOCH, new UUID(0, 0), "");

        static Place of(Debt debt) {
            return new Place(debt.dueAt(), debt.caseId(), debt.formCode());
        }

        /** Whatever we did not write ourselves is a 400. */
        static Place of(String token) {
            String[] parts = PageToken.parts(token, 3);
            try {
                return new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), UUID.fromString(parts[1]), parts[2]);
            } catch (IllegalArgumentException e) {
                throw PageToken.unknown();
            }
        }

        String token() {
            return PageToken.of(due.toEpochMilli(), caseId, form);
        }
    }
}
