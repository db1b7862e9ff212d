package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.NarrativeCheck;
import org.fangpin110.report.ReceiptNumber;

/**
 * Objections to a notice that hangs: from the phone, in a transaction of their own; recorded and decided by staff, in the caller's.
 * Who objected is known to nobody but those who open the objection. Each pauses the case until it is decided.
 */
public final class Objections {
    public static final int LONGEST = 500;
    /** Of one account in a day. */
    static final int PER_DAY = 5;

    private static final int MOST_TOGETHER = 1000;
    private static final Duration DAY = Duration.ofHours(24);

    private final Pool pool;
    private final FieldCipher cipher;
    private final RegistrySeal phones;
    private final CasePauses pauses;
    private final AuditTrail trail;
    private final Outbox outbox;
    private final TimeOrderedIds ids;
    private final InstantSource clock;
    private final ObjectionRepository objections = new ObjectionRepository();
    private final NoticeRepository notices = new NoticeRepository();
    private final NarrativeCheck check = new NarrativeCheck(LONGEST);
    private final ReceiptNumber numbers = new ReceiptNumber();

    public Objections(
            Pool pool,
            FieldCipher cipher,
            BlindIndex index,
            CasePauses pauses,
            AuditTrail trail,
            Outbox outbox,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.pool = pool;
        this.cipher = cipher;
        this.phones = new RegistrySeal(cipher, index);
        this.pauses = pauses;
        this.trail = trail;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** An objection and whether the same was sent before. */
    record Sent(Objection objection, boolean replayed) {}

    /** Same key and text: the first one again. 404 for no notice, 409 once it has ended, 429 over the day's limit. */
    Future<Sent> object(UUID residentId, NoticeNumber number, UUID key, String text, String contact) {
        refuseEmpty("/text", text);
        Instant at = now();
        Buffer hash = hash(key, number, text);
        return pool.withTransaction(tx -> objections
                .sentSince(tx, residentId, at.minus(DAY))
                .compose(sent -> objections.byKey(tx, residentId, key).compose(earlier -> {
                    if (earlier.isPresent()) {
                        return again(earlier.get(), hash);
                    }
                    if (sent >= PER_DAY) {
                        throw AppException.tooMany("too-many-objections", DAY);
                    }
                    return hanging(tx, number)
                            .compose(notice -> store(tx, notice, residentId, key, hash, null, text, contact, at)
                                    .compose(stored -> objections
                                            .step(tx, notice, at)
                                            .compose(stepped -> trail.resident(
                                                    tx,
                                                    residentId,
                                                    "notice-objected",
                                                    notice.unitCode(),
                                                    notice.caseId(),
                                                    stored.number()))
                                            .map(new Sent(stored, false))));
                })));
    }

    private static Future<Sent> again(Objection earlier, Buffer hash) {
        return Buffer.buffer(earlier.contentHash()).equals(hash)
                ? Future.succeededFuture(new Sent(earlier, true))
                : Future.failedFuture(AppException.conflict("idempotency-key-reused"));
    }

    /** The case is locked before the notice is looked at: whoever takes it down meanwhile comes first or second. */
    private Future<PublicNotice> hanging(SqlClient tx, NoticeNumber number) {
        return notices.byNumber(tx, number).compose(found -> {
            PublicNotice seen = found.orElseThrow(AppException::notFound);
            return objections
                    .lockCase(tx, seen)
                    .compose(locked -> notices.byId(tx, seen.id(), seen.bannerCode()))
                    .map(now -> takingObjections(now.orElseThrow()));
        });
    }

    private static PublicNotice takingObjections(PublicNotice notice) {
        if (!notice.kind().takesObjections()) {
            throw AppException.conflict("notice-takes-no-objection");
        }
        if (!notice.takesObjections()) {
            throw AppException.conflict("notice-ended");
        }
        return notice;
    }

    /**
     * What somebody told or wrote to the office; the caller has locked and judged the case, and writes its step. 409 when no notice
     * hangs.
     *
     * @param root JSON pointer to the text's parent, as /form/data
     */
    public Future<Objection> noteDown(
            SqlClient tx, Case file, String text, String contact, String root, UUID staffId, Instant at) {
        refuseEmpty(root + "/text", text);
        return notices.open(tx, file.id()).compose(found -> {
            PublicNotice notice = found.orElseThrow(() -> AppException.conflict("notice-not-posted"));
            return store(
                    tx,
                    takingObjections(notice),
                    null,
                    null,
                    null,
                    staffId,
                    text,
                    contact,
                    at.truncatedTo(ChronoUnit.MICROS));
        });
    }

    private Future<Objection> store(
            SqlClient tx,
            PublicNotice notice,
            UUID residentId,
            UUID key,
            Buffer hash,
            UUID recordedBy,
            String text,
            String contact,
            Instant at) {
        UUID id = ids.next();
        byte[] sealedContact =
                contact == null || contact.isBlank() ? null : cipher.encryptText(Objection.contactContext(id), contact);
        return objections
                .add(
                        tx,
                        new ObjectionRepository.Received(
                                id,
                                numbers.next(),
                                notice,
                                residentId,
                                key,
                                hash,
                                recordedBy,
                                cipher.encryptText(Objection.context("content", id), text),
                                sealedContact,
                                ContactPhone.check(contact)
                                        .phone()
                                        .filter(ContactPhone::takesSms)
                                        .map(phones::phone)
                                        .orElse(null),
                                at))
                .compose(stored -> pauses.beginObjection(tx, notice.caseId(), notice.bannerCode(), id, at)
                        .compose(paused -> tell(tx, "objection-received", stored, at))
                        .map(stored));
    }

    /**
     * Founded or not, in words for the objector. 409 when it was decided before or by whoever recorded it. A founded one does not take
     * the notice down by itself: the caller decides by {@link Notices#makeVoid} and the step it leads to.
     */
    public Future<Objection> resolve(
            SqlClient tx,
            Case file,
            UUID objectionId,
            boolean founded,
            String finding,
            String root,
            UUID staffId,
            Instant moment) {
        refuseEmpty(root + "/finding", finding);
        Instant at = moment.truncatedTo(ChronoUnit.MICROS);
        return objections.find(tx, objectionId, file.id()).compose(found -> {
            Objection objection = found.orElseThrow(AppException::notFound);
            if (!objection.isOpen()) {
                throw AppException.conflict("objection-decided");
            }
            if (staffId.equals(objection.recordedBy())) {
                throw AppException.conflict("objection-not-by-recorder");
            }
            return decide(tx, file, objection, new Decision(founded, finding, staffId, at));
        });
    }

    private record Decision(boolean founded, String finding, UUID staffId, Instant at) {
        @Override
        public String toString() {
            return "Decision[" + founded + "]";
        }
    }

    /**
     * All open ones to this notice that the decider did not record; 409 where nobody else recorded any. Unfounded, the decider's own stay
     * open for somebody else. Founded, the notice comes down by what others said, so the decider's own have what they asked for and end too.
     */
    public Future<Void> resolveOpen(
            SqlClient tx,
            Case file,
            PublicNotice notice,
            boolean founded,
            String finding,
            String root,
            UUID staffId,
            Instant moment) {
        refuseEmpty(root + "/finding", finding);
        Decision decision = new Decision(founded, finding, staffId, moment.truncatedTo(ChronoUnit.MICROS));
        return objections.ofNotice(tx, notice, MOST_TOGETHER).compose(all -> {
            List<Objection> open = all.stream().filter(Objection::isOpen).toList();
            List<Objection> ofOthers = open.stream()
                    .filter(objection -> !staffId.equals(objection.recordedBy()))
                    .toList();
            if (ofOthers.isEmpty() && !open.isEmpty()) {
                return Future.failedFuture(AppException.conflict("objection-not-by-recorder"));
            }
            Future<Void> each = Future.succeededFuture();
            for (Objection objection : founded ? open : ofOthers) {
                each = each.compose(
                        before -> decide(tx, file, objection, decision).mapEmpty());
            }
            return each;
        });
    }

    private Future<Objection> decide(SqlClient tx, Case file, Objection objection, Decision decision) {
        return objections
                .decide(
                        tx,
                        objection,
                        decision.at(),
                        decision.staffId(),
                        decision.founded(),
                        cipher.encryptText(Objection.context("finding", objection.id()), decision.finding()))
                .map(decided -> decided.orElseThrow(() -> AppException.conflict("objection-decided")))
                .compose(decided -> pauses.endObjection(tx, file.id(), file.bannerCode(), objection.id(), decision.at())
                        .compose(resumed -> tell(tx, "objection-decided", decided, decision.at()))
                        .map(decided));
    }

    /** For what a table of steps asks. @param recordedBy null: whoever recorded them */
    public Future<Integer> countOpen(SqlClient db, UUID caseId, UUID recordedBy) {
        return objections.countOpen(db, caseId, recordedBy);
    }

    /** Oldest first. */
    public Future<List<Objection>> ofNotice(SqlClient db, PublicNotice notice, int limit) {
        return objections.ofNotice(db, notice, limit);
    }

    Future<Optional<Objection>> own(UUID residentId, String number) {
        return objections.ofResident(pool, number, residentId);
    }

    /** What was said. */
    public String text(Objection objection) {
        return cipher.decryptText(Objection.context("content", objection.id()), objection.content());
    }

    public Optional<String> contact(Objection objection) {
        return Optional.ofNullable(objection.contact())
                .map(hidden -> cipher.decryptText(Objection.contactContext(objection.id()), hidden));
    }

    public Optional<String> finding(Objection objection) {
        return Optional.ofNullable(objection.finding())
                .map(hidden -> cipher.decryptText(Objection.context("finding", objection.id()), hidden));
    }

    private Future<Void> tell(SqlClient tx, String kind, Objection objection, Instant at) {
        JsonObject payload = new JsonObject()
                .put("caseId", objection.caseId().toString())
                .put("objectionId", objection.id().toString());
        return outbox.append(tx, ids.next(), kind, objection.bannerCode(), payload, at);
    }

    private void refuseEmpty(String pointer, String text) {
        if (check.fault(text).isPresent()) {
            throw AppException.unprocessable(List.of(new FieldError(pointer, "objection-empty")));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Buffer hash(UUID key, NoticeNumber number, String text) {
        try {
            byte[] plain = (key + number.value() + text).getBytes(StandardCharsets.UTF_8);
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(plain));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
