package org.fangpin110.notification;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.notification.MessageDeskRepository.Place;
import org.fangpin110.notification.MessageDeskRepository.Stored;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.ReportContent;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitTable;

/** The fate of messages and the calls that are owed, over HTTP. */
public final class MessageDeskHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LONGEST_DAYS = 31;
    private static final int DEFAULT_DAYS = 6;

    private final MessageDesk desk;
    private final MessageView view;
    private final InstantSource clock;
    private final ZoneId zone;

    record Given(String callResult, String note) {
        @Override
        public String toString() {
            return "Given[" + callResult + "]";
        }
    }

    record Resend(String resendReason) {}

    MessageDeskHandler(MessageDesk desk, MessageView view, InstantSource clock, ZoneId zone) {
        this.desk = desk;
        this.view = view;
        this.clock = clock;
        this.zone = zone;
    }

    public static MessageDeskHandler of(
            io.vertx.sqlclient.Pool pool,
            FieldCipher cipher,
            AuditTrail trail,
            Messages texts,
            Supplier<UnitTable> units,
            Supplier<UUID> ids,
            InstantSource clock,
            ZoneId zone) {
        Phones phones = new Phones(new ReportContent(cipher), new CorrectionContent(cipher), cipher);
        MessageDesk desk = new MessageDesk(new MessageDesk.Needs(pool, cipher, trail, ids, clock, zone, phones));
        return new MessageDeskHandler(
                desk, new MessageView(texts, new Wording(texts, units, zone), units), clock, zone);
    }

    public void bind(Api api) {
        api.bind("listCaseMessages", this::listCaseMessages);
        api.bind("listMessages", this::listMessages);
        api.bind("countMessages", this::countMessages);
        api.bind("resendMessage", this::resendMessage);
        api.bind("listCallTasks", this::listCallTasks);
        api.bind("getCallTask", this::getCallTask);
        api.bind("recordCall", this::recordCall);
    }

    private Future<Reply> listCaseMessages(Request request) {
        return desk.ofCase(request.caller(StaffMember.class), request.uuid("caseId"))
                .map(all -> noStore(Reply.ok(new MessageView.All(all.stream()
                        .map(one -> view.message(one, request.language()))
                        .toList()))));
    }

    private Future<Reply> listMessages(Request request) {
        int limit = request.integer("limit", DEFAULT_LIMIT);
        return desk.page(
                        request.caller(StaffMember.class),
                        request.optional("messageStatus").map(MessageStatus::valueOf),
                        request.optional("channel").map(MessageChannel::valueOf),
                        request.optional("after").map(MessageDeskHandler::place).orElse(Place.NEWEST),
                        limit + 1)
                .map(found -> noStore(Reply.ok(new MessageView.Page(
                        found.stream()
                                .limit(limit)
                                .map(one -> view.message(one, request.language()))
                                .toList(),
                        next(found, limit)))));
    }

    private Future<Reply> countMessages(Request request) {
        LocalDate to = request.optional("to")
                .map(text -> day("to", text))
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
        LocalDate from =
                request.optional("from").map(text -> day("from", text)).orElseGet(() -> to.minusDays(DEFAULT_DAYS));
        if (from.isAfter(to) || from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw AppException.malformed("parameters-malformed", List.of(new FieldError("#from", "counts-too-long")));
        }
        return desk.counts(request.caller(StaffMember.class), from, to)
                .map(found -> noStore(Reply.ok(view.counts(found, request.language()))));
    }

    private Future<Reply> resendMessage(Request request) {
        return desk.resend(
                        request.caller(StaffMember.class),
                        request.uuid("messageId"),
                        ResendReason.valueOf(request.body(Resend.class).resendReason()))
                .map(sent -> noStore(Reply.ok(view.message(sent, request.language()))));
    }

    private Future<Reply> listCallTasks(Request request) {
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Place after = request.optional("after").map(MessageDeskHandler::place).orElse(Place.OLDEST);
        return desk.toCall(request.caller(StaffMember.class), after, limit + 1)
                .map(found -> noStore(Reply.ok(new MessageView.TaskPage(
                        found.stream()
                                .limit(limit)
                                .map(one -> view.task(one, request.language()))
                                .toList(),
                        next(found, limit)))));
    }

    private Future<Reply> getCallTask(Request request) {
        return desk.open(request.caller(StaffMember.class), request.uuid("messageId"))
                .map(opened -> noStore(Reply.ok(view.opened(opened, request.language()))));
    }

    private Future<Reply> recordCall(Request request) {
        Given given = request.body(Given.class);
        return desk.record(
                        request.caller(StaffMember.class),
                        request.uuid("messageId"),
                        UUID.fromString(request.parameter("Idempotency-Key")),
                        CallResult.valueOf(given.callResult()),
                        Optional.ofNullable(given.note())
                                .map(String::strip)
                                .filter(note -> !note.isEmpty())
                                .orElse(null))
                .map(opened -> noStore(Reply.ok(view.opened(opened, request.language()))));
    }

    private static String next(List<Stored> found, int limit) {
        if (found.size() <= limit) {
            return null;
        }
        Stored last = found.get(limit - 1);
        return PageToken.of(last.createdAt(), last.messageId());
    }

    private static Place place(String token) {
        String[] parts = PageToken.parts(token, 2);
        try {
            return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw PageToken.unknown();
        }
    }

    private static LocalDate day(String parameter, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw AppException.malformed(
                    "parameters-malformed", List.of(new FieldError("#" + parameter, "wrong-format")));
        }
    }

    private static Reply noStore(Reply reply) {
        return reply.header("Cache-Control", "no-store");
    }
}
