package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.notification.MessageDeskRepository.Call;
import org.fangpin110.notification.MessageDeskRepository.Count;
import org.fangpin110.notification.MessageDeskRepository.Place;
import org.fangpin110.notification.MessageDeskRepository.Stored;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;

/**
 * What became of messages, and the calls owed where none arrived. A call task belongs to whoever owns the case today; it ends when
 * somebody told the family, never by waiting.
 */
final class MessageDesk {
    /** Fewer tries than this, or all on one day, are no reason to give up. */
    static final int TRIES_BEFORE_UNREACHABLE = 3;

    private static final int DAYS_BEFORE_UNREACHABLE = 2;
    private static final Set<Role> CALLERS = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);
    private static final Set<Role> DESK = EnumSet.of(Role.BANNER_DESK);
    private static final Set<Role> READERS = EnumSet.of(Role.BANNER_DESK, Role.BANNER_ADMIN);

    /** @param ids of outbox rows */
    record Needs(
            Pool pool,
            FieldCipher cipher,
            AuditTrail trail,
            Supplier<UUID> ids,
            InstantSource clock,
            ZoneId zone,
            Phones phones) {}

    /**
     * A task with whom to call and what to say.
     *
     * @param callee empty where no number can be read any more: then somebody has to go there
     */
    record Opened(
            Stored task, Optional<Phones.Callee> callee, Optional<Recipient> recipient, Step step, List<Told> calls) {
        @Override
        public String toString() {
            return "Opened[" + task.messageId() + "]";
        }
    }

    /** A call with its note in plain. */
    record Told(Call call, String note) {
        @Override
        public String toString() {
            return "Told[" + call.callId() + "]";
        }
    }

    private final Needs needs;
    private final Pool pool;
    private final MessageDeskRepository messages = new MessageDeskRepository();
    private final RecipientRepository recipients = new RecipientRepository();
    private final CaseRepository cases = new CaseRepository();
    private final Outbox outbox = new Outbox();

    MessageDesk(Needs needs) {
        this.needs = needs;
        this.pool = needs.pool();
    }

    Future<List<Stored>> ofCase(StaffMember staff, UUID caseId) {
        return cases.find(pool, caseId, staff.scope(CALLERS))
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(file -> messages.ofCase(pool, caseId));
    }

    /** Of the caller's banners; empty filters let everything through. */
    Future<List<Stored>> page(
            StaffMember staff,
            Optional<MessageStatus> status,
            Optional<MessageChannel> channel,
            Place before,
            int limit) {
        return messages.page(
                pool,
                banners(staff),
                status.map(List::of).orElseGet(() -> Arrays.asList(MessageStatus.values())),
                channel.map(List::of).orElseGet(() -> Arrays.asList(MessageChannel.values())),
                before,
                limit);
    }

    /** @param to the last day, included */
    Future<List<Count>> counts(StaffMember staff, LocalDate from, LocalDate to) {
        return messages.counts(
                pool,
                banners(staff),
                from.atStartOfDay(needs.zone()).toInstant(),
                to.plusDays(1).atStartOfDay(needs.zone()).toInstant());
    }

    Future<List<Stored>> toCall(StaffMember staff, Place after, int limit) {
        return messages.toCall(pool, staff.scope(CALLERS), after, limit);
    }

    /** With name and number; on the trail. */
    Future<Opened> open(StaffMember staff, UUID messageId) {
        return pool.withTransaction(tx -> task(messages.find(tx, messageId, staff.scope(CALLERS)))
                .compose(task -> opened(tx, task))
                .compose(opened -> needs.trail()
                        .staff(
                                tx,
                                staff.staffId(),
                                "call-task-read",
                                opened.task().ownerUnit(),
                                opened.task().caseId(),
                                messageId.toString())
                        .map(opened)));
    }

    /** A repeat with the same key changes nothing; a task that was ended is a 409. */
    Future<Opened> record(StaffMember staff, UUID messageId, UUID callId, CallResult result, String note) {
        return pool.withTransaction(tx -> task(messages.lock(tx, messageId, staff.scope(CALLERS)))
                .compose(task -> messages.calls(tx, messageId).compose(calls -> {
                    if (calls.stream().anyMatch(call -> call.callId().equals(callId))) {
                        return Future.succeededFuture();
                    }
                    if (task.status() != MessageStatus.QUEUED) {
                        return Future.failedFuture(AppException.conflict("call-task-ended"));
                    }
                    if (result == CallResult.UNREACHABLE && !triedOften(calls)) {
                        return Future.failedFuture(AppException.unprocessable("unreachable-too-soon"));
                    }
                    return write(tx, staff, task, callId, result, note);
                }))
                .compose(done -> messages.find(tx, messageId, staff.scope(CALLERS)))
                .compose(found -> opened(tx, found.orElseThrow())));
    }

    private boolean triedOften(List<Call> calls) {
        long days = calls.stream()
                .map(call -> LocalDate.ofInstant(call.calledAt(), needs.zone()))
                .distinct()
                .count();
        return calls.size() >= TRIES_BEFORE_UNREACHABLE && days >= DAYS_BEFORE_UNREACHABLE;
    }

    private Future<Void> write(
            SqlClient tx, StaffMember staff, Stored task, UUID callId, CallResult result, String note) {
        byte[] sealed = note == null ? null : needs.cipher().encryptText(Call.noteContext(callId), note);
        Instant now = needs.clock().instant().truncatedTo(ChronoUnit.MICROS);
        MessageStatus ends = result.told()
                ? MessageStatus.DELIVERED
                : result == CallResult.UNREACHABLE ? MessageStatus.FAILED : null;
        String failure = ends == MessageStatus.FAILED ? "unreachable" : null;
        return messages.addCall(
                        tx,
                        new Call(callId, task.messageId(), now, result, sealed, null),
                        staff.staffId(),
                        ends,
                        failure)
                .compose(added -> needs.trail()
                        .staff(
                                tx,
                                staff.staffId(),
                                "call-recorded",
                                task.ownerUnit(),
                                task.caseId(),
                                task.messageId() + ":" + result));
    }

    /** Only an SMS that failed or that nobody knows of, and only while nobody is being called about it instead. */
    Future<Stored> resend(StaffMember staff, UUID messageId, ResendReason reason) {
        return pool.withTransaction(tx -> messages.lock(tx, messageId, staff.scope(DESK))
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(message -> messages.beingCalled(tx, messageId)
                        .compose(called -> called || !resendable(message)
                                ? Future.failedFuture(AppException.conflict("message-not-resendable"))
                                : queueAgain(tx, staff, message, reason)))
                .compose(done -> messages.find(tx, messageId, staff.scope(DESK)))
                .map(Optional::orElseThrow));
    }

    static boolean resendable(Stored message) {
        return message.channel() == MessageChannel.SMS
                && (message.status() == MessageStatus.FAILED || message.status() == MessageStatus.UNKNOWN);
    }

    private Future<Void> queueAgain(SqlClient tx, StaffMember staff, Stored message, ResendReason reason) {
        Instant now = needs.clock().instant().truncatedTo(ChronoUnit.MICROS);
        Step step = step(message);
        JsonObject payload = new JsonObject()
                .put("template", message.template())
                .put("caseId", message.caseId().toString());
        step.sequence().ifPresent(sequence -> payload.put("sequence", sequence));
        step.objectionId().ifPresent(id -> payload.put("objectionId", id.toString()));
        step.reportId().ifPresent(id -> payload.put("reportId", id.toString()));
        return messages.queueAgain(tx, message.messageId(), now)
                .compose(queued ->
                        outbox.append(tx, needs.ids().get(), Notifier.RESEND, message.bannerCode(), payload, now))
                .compose(queued -> needs.trail()
                        .staff(
                                tx,
                                staff.staffId(),
                                "message-resent",
                                message.ownerUnit(),
                                message.caseId(),
                                message.messageId() + ":" + reason));
    }

    private static Future<Stored> task(Future<Optional<Stored>> found) {
        return found.map(task ->
                task.filter(one -> one.channel() == MessageChannel.CALL_TASK).orElseThrow(AppException::notFound));
    }

    private Future<Opened> opened(SqlClient tx, Stored task) {
        Step step = step(task);
        Step ofOne = new Step(
                new MessageTemplate(task.template(), false, true),
                task.caseId(),
                task.bannerCode(),
                step.sequence(),
                Optional.ofNullable(task.reportId()),
                step.objectionId(),
                task.createdAt());
        return recipients.of(tx, ofOne).compose(found -> messages.calls(tx, task.messageId())
                .map(calls -> new Opened(
                        task,
                        found.stream().findFirst().flatMap(needs.phones()::callee),
                        found.stream().findFirst(),
                        ofOne,
                        calls.stream().map(this::told).toList())));
    }

    private Told told(Call call) {
        return new Told(
                call,
                call.note() == null ? null : needs.cipher().decryptText(Call.noteContext(call.callId()), call.note()));
    }

    /** The step a stored message tells of, from its key {@code kind:sequence} or {@code kind:id}. */
    static Step step(Stored message) {
        String rest = message.step().substring(message.template().length() + 1);
        boolean ofOne = rest.length() == 36;
        return new Step(
                MessageTemplate.of(message.template())
                        .orElseGet(() -> new MessageTemplate(message.template(), false, false)),
                message.caseId(),
                message.bannerCode(),
                ofOne || rest.equals("0") ? Optional.empty() : Optional.of(Integer.valueOf(rest)),
                ofOne && message.objectionId() == null ? Optional.of(UUID.fromString(rest)) : Optional.empty(),
                Optional.ofNullable(message.objectionId()),
                message.createdAt());
    }

    private static List<String> banners(StaffMember staff) {
        return staff.scope(READERS).stream()
                .map(UnitRange::from)
                .map(code -> code.substring(0, 6))
                .distinct()
                .toList();
    }
}
