package org.fangpin110.casework;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.casefile.QueueSelection;
import org.fangpin110.casefile.QueueView;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.workflow.State;

/** Queues over HTTP: pages, counts and the stream of changes. */
public final class QueueHandler {
    private static final int DEFAULT_LIMIT = 50;

    private final CaseReader reader;
    private final CaseSearch search;
    private final CaseView view;
    private final QueueEvents events;

    public QueueHandler(CaseReader reader, CaseSearch search, CaseView view, QueueEvents events) {
        this.search = search;
        this.reader = reader;
        this.view = view;
        this.events = events;
    }

    public void bind(Api api) {
        api.bind("listQueue", this::listQueue);
        api.bind("countQueue", this::countQueue);
        api.bind("findCase", this::findCase);
        api.bind("searchCases", this::searchCases);
        api.bind("streamQueueEvents", this::streamQueueEvents);
    }

    private Future<Reply> listQueue(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        boolean withBelow = !request.optional("scope").orElse("ALL").equals("OWN");
        State state = request.optional("state").map(State::valueOf).orElse(null);
        QueueSelection selected = CaseReader.select(staff, request.optional("unit"), withBelow, state)
                .only(asked(request, "bounced"), asked(request, "toCheck"))
                .at(request.optional("riskLevel").map(RiskLevel::valueOf).orElse(null));
        QueuePlace after = request.optional("after").map(QueuePlaceToken::read).orElse(QueuePlace.START);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Optional<QueueView> wanted = request.optional("view").map(name -> view(name, staff, selected));
        Future<List<QueueRow>> found = wanted.isPresent()
                ? reader.page(selected, wanted.get(), after, limit + 1)
                : reader.page(selected, after, limit + 1);
        return found.map(rows -> Reply.ok(page(rows, limit, staff, view.words(request.language())))
                .header("Cache-Control", "no-store"));
    }

    private QueueView view(String name, StaffMember staff, QueueSelection selected) {
        if (selected.isMarked()) {
            throw AppException.malformed(
                    "parameters-malformed", List.of(new FieldError("#view", "view-not-with-marks")));
        }
        Instant now = reader.now();
        return switch (name) {
            case "MINE" -> QueueView.heldBy(staff.staffId());
            case "URGENT" -> QueueView.urgent();
            case "LATE" -> QueueView.dueBefore(now);
            case "DUE_TODAY" -> QueueView.due(now, endOfDay(now));
            default -> QueueView.pool();
        };
    }

    /** Midnight, at which a limit may end, still belongs to the day before. */
    private static Instant endOfDay(Instant now) {
        return LocalDate.ofInstant(now, WorkCalendar.ZONE)
                .plusDays(1)
                .atStartOfDay(WorkCalendar.ZONE)
                .toInstant()
                .plusMillis(1);
    }

    private static boolean asked(Request request, String filter) {
        return request.optional(filter).filter("true"::equals).isPresent();
    }

    private CaseSummary.Page page(List<QueueRow> rows, int limit, StaffMember staff, Words words) {
        List<CaseSummary> items = rows.stream()
                .limit(limit)
                .map(row -> view.summary(row, staff, words))
                .toList();
        String next =
                rows.size() > limit ? QueuePlaceToken.of(rows.get(limit - 1).place()) : null;
        return new CaseSummary.Page(items, next);
    }

    private Future<Reply> countQueue(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        QueueSelection selected = CaseReader.select(staff, request.optional("unit"), true, null);
        Words words = view.words(request.language());
        return reader.counts(selected).map(counts -> Reply.ok(QueueCounts.of(words.unit(selected.unit()), counts))
                .header("Cache-Control", "no-store"));
    }

    private Future<Reply> findCase(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        return reader.find(staff, request.parameter("receiptNo"))
                .map(row -> Reply.ok(view.summary(row, staff, view.words(request.language())))
                        .header("Cache-Control", "no-store"));
    }

    private record Wish(String text) {
        @Override
        public String toString() {
            return "Wish[…]";
        }
    }

    /** The contract's FoundCases. */
    private record FoundCases(String searchedAs, List<CaseSummary> items, boolean more) {}

    private Future<Reply> searchCases(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        Words words = view.words(request.language());
        return search.find(staff, request.body(Wish.class).text().strip()).map(found -> Reply.ok(new FoundCases(
                        found.searchedAs(),
                        found.rows().stream()
                                .limit(CaseSearch.LIMIT)
                                .map(row -> view.summary(row, staff, words))
                                .toList(),
                        found.rows().size() > CaseSearch.LIMIT))
                .header("Cache-Control", "no-store"));
    }

    private Future<Reply> streamQueueEvents(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        QueueStream stream = new QueueStream(events, staff, () -> request.callerNow(StaffMember.class));
        events.admit(stream);
        request.atEnd(stream::gone);
        String lastSeen = request.optional("Last-Event-ID").orElse(null);
        return Future.succeededFuture(Reply.stream("text/event-stream", response -> stream.open(response, lastSeen))
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no"));
    }
}
