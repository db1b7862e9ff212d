package org.fangpin110.casework;

import io.vertx.core.Future;
import java.util.List;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.casefile.QueueSelection;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.workflow.State;

/** Queues over HTTP: pages, counts and the stream of changes. */
public final class QueueHandler {
    private static final int DEFAULT_LIMIT = 50;

    private final CaseReader reader;
    private final CaseView view;
    private final QueueEvents events;

    public QueueHandler(CaseReader reader, CaseView view, QueueEvents events) {
        this.reader = reader;
        this.view = view;
        this.events = events;
    }

    public void bind(Api api) {
        api.bind("listQueue", this::listQueue);
        api.bind("countQueue", this::countQueue);
        api.bind("findCase", this::findCase);
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
        return reader.page(selected, after, limit + 1)
                .map(rows -> Reply.ok(page(rows, limit, staff, view.words(request.language())))
                        .header("Cache-Control", "no-store"));
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
