package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.HandoverRepository;
import org.fangpin110.casefile.QueueAlarmRepository;
import org.fangpin110.casefile.QueueAlarmRepository.Kind;
import org.fangpin110.casefile.QueueAlarmRepository.Queue;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.DutyRepository;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.PostRepository;
import org.fangpin110.staff.PostRepository.Held;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffAccounts;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.UnitCode;

/**
 * Posts given and ended, and what happens then in the same transaction: cases the person no longer reaches are free again,
 * rosters name that person no more, and a unit in which nobody is left says so at once.
 */
public final class PostHandover {
    private static final Set<Role> SERVING = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);
    private static final int BATCH = 200;

    private final Pool pool;
    private final PostRepository posts = new PostRepository();
    private final DutyRepository duties = new DutyRepository();
    private final StaffRepository staff = new StaffRepository();
    private final HandoverRepository cases = new HandoverRepository();
    private final QueueAlarmRepository alarms = new QueueAlarmRepository();
    private final AuditTrail trail;
    private final InstantSource clock;

    public PostHandover(Pool pool, AuditTrail trail, InstantSource clock) {
        this.pool = pool;
        this.trail = trail;
        this.clock = clock;
    }

    /** Deactivates an account and hands over all that its holder had. */
    public Future<Void> deactivate(StaffAccounts accounts, String account) {
        return pool.withTransaction(tx -> accounts.deactivate(tx, account).compose(staffId -> posts.of(tx, staffId)
                .compose(held -> left(tx, staffId, held.stream().map(Held::post).toList())
                        .compose(done ->
                                trail.system(tx, "staff-deactivated", unitOf(held), null, staffId.toString())))));
    }

    private static String unitOf(List<Held> held) {
        return held.stream().map(one -> one.post().unitCode()).findFirst().orElse(null);
    }

    Future<List<Held>> page(String unitCode, UUID after, int limit) {
        return posts.page(pool, unitCode, after, limit);
    }

    /** Nobody gives rights to themselves, and only who belongs to the banner may be given any in it. */
    Future<UUID> start(StaffMember by, String account, Post post, UUID postId) {
        if (account.equals(by.account())) {
            return refused(new FieldError("/account", "not-yourself"));
        }
        Instant now = now();
        return pool.withTransaction(tx -> posts.memberOf(tx, account, UnitCode.countyPrefix(post.unitCode()))
                .compose(found -> found.isEmpty()
                        ? refused(new FieldError("/account", "not-staff-of-the-banner"))
                        : posts.start(tx, postId, found.get(), post, now)
                                .compose(isNew -> isNew
                                        ? trail.staff(
                                                tx,
                                                by.staffId(),
                                                "post-started",
                                                post.unitCode(),
                                                null,
                                                post.role() + " " + found.get())
                                        : Future.failedFuture(AppException.conflict("post-held-already")))
                                .map(postId)));
    }

    private static <T> Future<T> refused(FieldError fault) {
        return Future.failedFuture(AppException.unprocessable(List.of(fault)));
    }

    /** 404 for a post outside the units, 409 for the last administrator of a banner. */
    Future<Void> end(StaffMember by, UUID postId) {
        return pool.withTransaction(tx -> posts.lock(tx, postId).compose(found -> {
            Held held = found.filter(one -> DutyScope.administers(by, one.post().unitCode()))
                    .orElseThrow(AppException::notFound);
            return mayEnd(tx, held)
                    .compose(yes -> posts.end(tx, postId, now()))
                    .compose(ended -> left(tx, held.staffId(), List.of(held.post())))
                    .compose(done -> trail.staff(
                            tx,
                            by.staffId(),
                            "post-ended",
                            held.post().unitCode(),
                            null,
                            held.post().role() + " " + held.staffId()));
        }));
    }

    private Future<Void> mayEnd(SqlConnection tx, Held held) {
        if (held.post().role() != Role.BANNER_ADMIN) {
            return Future.succeededFuture();
        }
        return posts.others(tx, held.post(), held.staffId())
                .compose(others -> others.isEmpty()
                        ? Future.failedFuture(AppException.conflict("last-administrator"))
                        : Future.succeededFuture());
    }

    private Future<Void> left(SqlConnection tx, UUID staffId, List<Post> ended) {
        Instant at = now();
        List<String> units = ended.stream()
                .filter(post -> SERVING.contains(post.role()))
                .map(Post::unitCode)
                .distinct()
                .sorted()
                .toList();
        return free(tx, staffId, at)
                .compose(freed -> duties.takeOff(tx, staffId, at))
                .compose(off -> staff.served(tx, units, SERVING))
                .compose(served -> unserved(
                        tx,
                        units.stream().filter(unit -> !served.contains(unit)).toList(),
                        0,
                        at));
    }

    private Future<Void> free(SqlConnection tx, UUID staffId, Instant at) {
        return cases.free(tx, staffId, BATCH, at)
                .compose(count -> count == BATCH ? free(tx, staffId, at) : Future.succeededFuture());
    }

    private Future<Void> unserved(SqlConnection tx, List<String> units, int next, Instant at) {
        if (next == units.size()) {
            return Future.succeededFuture();
        }
        String unit = units.get(next);
        Notice own = Notice.of("unit-unserved", unit, at);
        return alarms.tellUnserved(tx, unit, own.id(), at, own.tellAt())
                .compose(told -> alarms.ownsWork(tx, unit))
                .compose(open -> open ? alarm(tx, unit, at) : Future.succeededFuture())
                .compose(done -> unserved(tx, units, next + 1, at));
    }

    private Future<Void> alarm(SqlConnection tx, String unit, Instant at) {
        String told = Notice.above(unit);
        Notice notice = Notice.of("queue-alarm", told, at);
        return alarms.raise(tx, new Queue(unit, false, true), Kind.NO_STAFF, at, told, notice.id(), at, notice.tellAt())
                .compose(isNew ->
                        isNew ? trail.system(tx, "queue-without-staff", unit, null, told) : Future.succeededFuture());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
