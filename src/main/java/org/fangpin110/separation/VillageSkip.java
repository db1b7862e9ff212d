package org.fangpin110.separation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.routing.Destination;
import org.fangpin110.separation.ConflictOfInterest.Reason;
import org.fangpin110.separation.SeparationRepository.Held;
import org.fangpin110.separation.SeparationRepository.Skip;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitTable;

/** Takes a case away from a village that has an interest in it, to the lowest level above where somebody serves. Clocks run on. */
public final class VillageSkip {
    private static final Set<Role> SERVE = EnumSet.of(Role.TOWNSHIP, Role.BANNER_DESK);

    private final Pool pool;
    private final SeparationRepository separation = new SeparationRepository();
    private final StaffRepository staff = new StaffRepository();
    private final Supplier<UnitTable> units;
    private final AuditTrail trail;
    private final InstantSource clock;

    public VillageSkip(Pool pool, Supplier<UnitTable> units, AuditTrail trail, InstantSource clock) {
        this.pool = pool;
        this.units = units;
        this.trail = trail;
        this.clock = clock;
    }

    /** Looks whether a new report concerns those who serve in the villages that have its case. Safe to repeat. */
    public Future<Void> screen(UUID reportId, String bannerCode, ConflictOfInterest.Said said) {
        return separation
                .caseOf(pool, reportId, bannerCode)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : pool.withTransaction(tx -> separation
                                .lock(tx, found.get())
                                .compose(held ->
                                        held.isEmpty() ? Future.succeededFuture() : screen(tx, held.get(), said))));
    }

    private Future<Void> screen(SqlClient tx, Held held, ConflictOfInterest.Said said) {
        Future<Void> done = Future.succeededFuture();
        for (String village : villages(held)) {
            done = done.compose(before -> separation.serving(tx, village))
                    .compose(serving -> ConflictOfInterest.of(said, serving)
                            .map(reason -> skip(tx, held, village, reason, null))
                            .orElseGet(Future::succeededFuture));
        }
        return done;
    }

    private static List<String> villages(Held held) {
        return Stream.of(held.ownerUnit(), held.helperUnit(), held.homeUnit())
                .filter(Objects::nonNull)
                .filter(unit -> UnitCode.level(unit) == 5)
                .distinct()
                .toList();
    }

    /**
     * A handler says to be related: of a village, the village is out; above it only this person, who holds the case no more and takes
     * no step in it again. For a case the caller locked and may see.
     */
    public Future<Void> declare(SqlClient tx, StaffMember handler, Case file) {
        Held held = new Held(file.id(), file.bannerCode(), file.ownerUnit(), file.helperUnit(), file.homeUnit());
        Optional<String> village = handler.posts().stream()
                .filter(post -> post.role() == Role.VILLAGE)
                .map(post -> post.unitCode())
                .filter(villages(held)::contains)
                .findFirst();
        Instant now = now();
        return separation
                .recuse(tx, held, handler.staffId(), now)
                .compose(recused -> village.isPresent()
                        ? skip(tx, held, village.get(), Reason.HANDLER_RELATED, handler.staffId())
                                .mapEmpty()
                        : separation
                                .free(tx, file.id(), handler.staffId(), now, Reason.HANDLER_RELATED.name())
                                .compose(freed -> trail.staff(
                                        tx,
                                        handler.staffId(),
                                        "conflict-of-interest",
                                        file.ownerUnit(),
                                        file.id(),
                                        Reason.HANDLER_RELATED.name())));
    }

    /** This person declared an interest in the case: no step of theirs is to be taken. */
    public Future<Boolean> isRecused(SqlClient tx, UUID caseId, UUID staffId) {
        return separation.isRecused(tx, caseId, staffId);
    }

    private Future<Void> skip(SqlClient tx, Held held, String village, Reason reason, UUID actor) {
        return above(tx, village)
                .compose(heir -> separation.skip(
                        tx, held.caseId(), new Skip(village, heir, queue(heir), reason.name(), actor, now())))
                .compose(done -> actor == null
                        ? trail.system(tx, "conflict-of-interest", village, held.caseId(), reason.name())
                        : trail.staff(tx, actor, "conflict-of-interest", village, held.caseId(), reason.name()));
    }

    private Future<String> above(SqlClient tx, String village) {
        String township = UnitCode.township(village);
        boolean pool = units.get().find(township).filter(Unit::routable).isPresent();
        return staff.served(tx, List.of(township), SERVE)
                .map(served -> pool && served.contains(township) ? township : UnitCode.county(village));
    }

    private static Destination queue(String unit) {
        return UnitCode.level(unit) == 4 ? Destination.TOWNSHIP_POOL : Destination.BANNER_DESK;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
