package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fangpin110.casefile.DigestRepository;
import org.fangpin110.casefile.EscalationRepository;
import org.fangpin110.casefile.LateCheckRepository;
import org.fangpin110.casefile.QueueAlarmRepository;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.platform.outbox.Outcome;
import org.fangpin110.platform.sms.SmsFailure;
import org.fangpin110.platform.sms.SmsLength;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.staff.Duty;
import org.fangpin110.staff.DutyRepository;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/**
 * The relay's handler for what staff are told: one SMS to the duty phone of the unit, or of the nearest above that has somebody
 * on duty, with numbers of cases and the name of a unit, nothing else. Counts when it speaks: what is settled by then is not told.
 */
public final class StaffNotices {
    public static final String KIND = "staff-notice";
    /** About a notice on a wall that is void. */
    public static final String TAKE_DOWN = "notice-void";

    private static final Set<Role> SERVING = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);
    private static final LocalTime DAY_BEGINS = LocalTime.of(8, 0);
    private static final LocalTime NIGHT_BEGINS = LocalTime.of(21, 0);
    private static final long LONGEST_SEND_SECONDS = 25;
    private static final int LONGEST_NAME = 20;

    private final Pool pool;
    private final SmsProvider provider;
    private final String signature;
    private final Messages messages;
    private final Supplier<UnitTable> units;
    private final FieldCipher cipher;
    private final InstantSource clock;
    private final StaffRepository staff = new StaffRepository();
    private final DutyRepository duties = new DutyRepository();
    private final EscalationRepository escalations = new EscalationRepository();
    private final QueueAlarmRepository alarms = new QueueAlarmRepository();
    private final DigestRepository digests = new DigestRepository();
    private final LateCheckRepository checks = new LateCheckRepository();

    public StaffNotices(
            Pool pool,
            SmsProvider provider,
            String signature,
            Messages messages,
            Supplier<UnitTable> units,
            FieldCipher cipher,
            InstantSource clock) {
        this.pool = pool;
        this.provider = provider;
        this.signature = "【" + signature + "】";
        this.messages = messages;
        this.units = units;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @param climbs false: whoever is not on duty is simply not told */
    private record Words(String template, Map<String, String> variables, boolean urgent, boolean climbs) {}

    public Future<Outcome> tell(OutboxEvent event) {
        String unit = event.payload().getString("unit");
        return words(event.payload().getString("about"), unit, event.id())
                .compose(words -> words.isEmpty()
                        ? Future.succeededFuture(new Outcome.Done("settled-meanwhile"))
                        : tell(event.id(), unit, words.get()));
    }

    private Future<Outcome> tell(UUID noticeId, String unit, Words words) {
        Instant now = clock.instant();
        Optional<Instant> morning = words.urgent() ? Optional.empty() : quietUntil(now);
        if (morning.isPresent()) {
            return Future.succeededFuture(new Outcome.TryLater("quiet-hours", morning));
        }
        return duties.onDuty(pool, words.climbs() ? Notice.ladder(unit) : List.of(unit), now)
                .compose(found -> first(noticeId, found, 0, words));
    }

    private Future<Outcome> first(UUID noticeId, List<Duty> found, int next, Words words) {
        if (next == found.size()) {
            return Future.succeededFuture(new Outcome.Done(next == 0 ? "nobody-on-duty" : "nobody-reached"));
        }
        Duty duty = found.get(next);
        return duties.begin(pool, noticeId, duty, clock.instant())
                .compose(begun -> begun
                        ? send(noticeId, found, next, words)
                        : duties.status(pool, noticeId, duty)
                                .compose(status ->
                                        status.filter("FAILED"::equals).isPresent()
                                                ? first(noticeId, found, next + 1, words)
                                                : Future.succeededFuture(new Outcome.Done("sms"))));
    }

    private Future<Outcome> send(UUID noticeId, List<Duty> found, int next, Words words) {
        Duty duty = found.get(next);
        String phone;
        try {
            phone = "+86" + cipher.decryptText(Duty.phoneContext(duty.dutyId()), duty.sealedPhone());
        } catch (DecryptionFailure e) {
            return end(noticeId, duty, "FAILED", null, "phone-unreadable")
                    .compose(ended -> first(noticeId, found, next + 1, words));
        }
        String text = signature
                + messages.text(
                        Language.ZH,
                        "staff-notice." + words.template(),
                        words.variables().values().toArray());
        if (SmsLength.segments(text) > 1) {
            return end(noticeId, duty, "FAILED", null, "text-too-long").map(new Outcome.Refused("text-too-long"));
        }
        SmsMessage message = new SmsMessage(
                UUID.nameUUIDFromBytes(
                        (noticeId + ":" + duty.dutyId()).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                phone,
                "staff-" + words.template(),
                words.variables(),
                text,
                "");
        return provider.submit(message)
                .timeout(LONGEST_SEND_SECONDS, TimeUnit.SECONDS)
                .transform(sent -> sent.succeeded()
                        ? end(noticeId, duty, "SUBMITTED", sent.result().providerMessageId(), null)
                                .map(new Outcome.Done("sms"))
                        : notTaken(noticeId, found, next, words, sent.cause()));
    }

    /** The next one on duty only after a clear no: what may have been sent is not sent twice. */
    private Future<Outcome> notTaken(UUID noticeId, List<Duty> found, int next, Words words, Throwable failure) {
        SmsFailure.Kind kind = failure instanceof SmsFailure sms ? sms.kind() : SmsFailure.Kind.UNKNOWN;
        return switch (kind) {
            case RETRYABLE -> Future.succeededFuture(new Outcome.TryLater("sms-retryable"));
            case REJECTED, OUR_FAULT ->
                end(noticeId, found.get(next), "FAILED", null, "rejected")
                        .compose(ended -> first(noticeId, found, next + 1, words));
            case UNKNOWN ->
                end(noticeId, found.get(next), "UNKNOWN", null, "no-answer").map(new Outcome.Unknown("no-answer"));
        };
    }

    private Future<Void> end(UUID noticeId, Duty duty, String status, String providerId, String failure) {
        return duties.end(pool, noticeId, duty, status, providerId, failure, clock.instant());
    }

    private Future<Optional<Words>> words(String about, String unit, UUID noticeId) {
        return switch (about) {
            case "escalation" ->
                escalations
                        .told(pool, noticeId)
                        .map(told -> words("escalation", unit, told.cases(), told.urgent(), true));
            case "queue-alarm" ->
                alarms.told(pool, noticeId).map(queues -> words("queue-alarm", unit, queues, false, true));
            case LateChecks.ABOUT ->
                checks.late(pool, unit, clock.instant()).map(late -> words(LateChecks.ABOUT, unit, late, false, true));
            case TAKE_DOWN -> Future.succeededFuture(words(TAKE_DOWN, unit, 1, false, true));
            case "unit-unserved" ->
                staff.served(pool, List.of(unit), SERVING)
                        .map(served -> words("unit-unserved", unit, served.isEmpty() ? 1 : 0, false, false));
            case "daily-digest" -> digests.told(pool, noticeId).map(told -> told.map(digest -> digest(unit, digest)));
            default -> Future.succeededFuture(Optional.empty());
        };
    }

    private Optional<Words> words(String template, String unit, int count, boolean urgent, boolean climbs) {
        if (count == 0) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("unit", name(unit));
        variables.put("count", String.valueOf(count));
        return Optional.of(new Words(template, variables, urgent, climbs));
    }

    /** What departments owe is named only where they owe it. */
    private Words digest(String unit, DigestRepository.Told digest) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("unit", name(unit));
        variables.put("count", String.valueOf(digest.open()));
        variables.put("overdue", String.valueOf(digest.overdue()));
        if (digest.checksOverdue() == 0) {
            return new Words("daily-digest", variables, false, false);
        }
        variables.put("checks", String.valueOf(digest.checksOverdue()));
        return new Words("daily-digest-checks", variables, false, false);
    }

    private String name(String code) {
        String name = units.get().current(code).map(Unit::name).orElse(code);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    private static Optional<Instant> quietUntil(Instant now) {
        ZonedDateTime here = now.atZone(WorkCalendar.ZONE);
        if (here.toLocalTime().isBefore(DAY_BEGINS)) {
            return Optional.of(here.with(DAY_BEGINS).toInstant());
        }
        return here.toLocalTime().isBefore(NIGHT_BEGINS)
                ? Optional.empty()
                : Optional.of(here.plusDays(1).with(DAY_BEGINS).toInstant());
    }
}
