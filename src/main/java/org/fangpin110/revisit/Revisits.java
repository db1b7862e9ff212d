package org.fangpin110.revisit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.revisit.RevisitRepository.Owed;
import org.fangpin110.revisit.RevisitRepository.Seed;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/** Second looks: who owes them, and what they found. Never by the one who refused. */
public final class Revisits {
    static final Set<Role> LOOK = EnumSet.of(Role.TOWNSHIP, Role.BANNER_DESK);

    private final Pool pool;
    private final RevisitRepository revisits = new RevisitRepository();
    private final FieldCipher cipher;
    private final AuditTrail trail;
    private final InstantSource clock;

    public Revisits(Pool pool, FieldCipher cipher, AuditTrail trail, InstantSource clock) {
        this.pool = pool;
        this.cipher = cipher;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param note what was found; null while nothing was */
    record Shown(Owed revisit, String note) {}

    record Place(Instant dueAt, UUID revisitId) {
        static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    /** Owed by the unit of the reader's first such post. */
    Future<List<Shown>> page(StaffMember staff, Place after, int limit) {
        return revisits.page(pool, UnitRange.of(unit(staff)), after.dueAt(), after.revisitId(), limit)
                .map(this::shown);
    }

    /** What spoke against a refusal that still stands, in the reader's banner. */
    Future<List<Shown>> contradicted(StaffMember staff, Place after, int limit) {
        String banner = UnitCode.countyPrefix(unit(staff));
        return revisits.contradicted(pool, banner, after.dueAt(), after.revisitId(), limit)
                .map(found -> found.stream().filter(one -> reaches(staff, one)).toList())
                .map(this::shown);
    }

    private List<Shown> shown(List<Owed> found) {
        return found.stream().map(this::shown).toList();
    }

    private Shown shown(Owed one) {
        return new Shown(one, one.note() == null ? null : cipher.decryptText(Owed.noteContext(one.id()), one.note()));
    }

    private static String unit(StaffMember staff) {
        return staff.posts().stream()
                .filter(post -> LOOK.contains(post.role()))
                .map(Post::unitCode)
                .findFirst()
                .orElseThrow(AppException::notFound);
    }

    private static boolean reaches(StaffMember staff, Owed one) {
        return staff.scope(LOOK).stream().anyMatch(range -> range.contains(one.township()));
    }

    /** 409 for the one who refused, and for a second finding. */
    Future<Shown> record(StaffMember staff, UUID revisitId, int seen, Finding finding, String note) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return pool.withTransaction(tx -> revisits.lock(tx, revisitId)
                .map(found -> found.filter(one -> reaches(staff, one)).orElseThrow(AppException::notFound))
                .compose(one -> permitted(staff, one, seen))
                .compose(one -> record(tx, staff, one, finding, note, now))
                .compose(done -> revisits.lock(tx, revisitId))
                .map(found -> shown(found.orElseThrow())));
    }

    private Future<Void> record(SqlClient tx, StaffMember staff, Owed one, Finding finding, String note, Instant now) {
        String event = finding == Finding.AGREED ? "revisit-agreed" : "revisit-contradicted";
        byte[] sealed = cipher.encryptText(Owed.noteContext(one.id()), note);
        return revisits.done(tx, one.id(), finding.name(), sealed, staff.staffId(), now, event)
                .compose(done -> trail.staff(tx, staff.staffId(), event, one.township(), one.caseId(), null));
    }

    private static Future<Owed> permitted(StaffMember staff, Owed one, int seen) {
        if (one.refusedBy().equals(staff.staffId())) {
            return Future.failedFuture(AppException.conflict("refuser-cannot-revisit"));
        }
        if (one.doneAt() != null) {
            return Future.failedFuture(AppException.conflict("revisit-done").with("currentVersion", one.version()));
        }
        return one.version() == seen
                ? Future.succeededFuture(one)
                : Future.failedFuture(AppException.changedMeanwhile(one.version()));
    }

    Future<List<Seed>> seeds(LocalDate before, int limit) {
        return revisits.seeds(pool, before, limit);
    }
}
