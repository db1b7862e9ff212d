package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.Step;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.separation.SkippedVillageRepository;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/**
 * Where a case that changes its owner ends up: as wished, as the rules on bounces will have it, and never in a queue that
 * nobody opens. For a case locked by the caller's transaction.
 */
public final class CaseMoves {
    private static final Set<Role> SERVE = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);

    private final CaseRepository cases;
    private final StaffRepository staff;
    private final TransferTargets targets;
    private final SkippedVillageRepository skipped = new SkippedVillageRepository();

    public CaseMoves(CaseRepository cases, StaffRepository staff, TransferTargets targets) {
        this.cases = cases;
        this.staff = staff;
        this.targets = targets;
    }

    /**
     * A way for a case.
     *
     * @param meantFor the unit that was wished for, where nobody serves in it
     * @param decider the unit whose last word this is
     */
    record Way(TransferTargets.Target target, Optional<String> meantFor, Optional<String> decider) {
        Step on(Step step) {
            step.ownedBy(target.unit(), target.destination());
            meantFor.ifPresent(step::meantFor);
            decider.ifPresent(step::finallyBy);
            return step;
        }
    }

    Future<Way> transfer(SqlClient tx, Standings actor, Transfer wish) {
        return bounces(tx, actor.file()).compose(bounces -> {
            if (!bounces.mayMoveSomewhere(actor.units())) {
                return Future.failedFuture(decided(bounces));
            }
            String wished = targets.chosen(wish.toUnit(), actor).unit();
            if (!bounces.mayMove(actor.units(), wished)) {
                return Future.failedFuture(decided(bounces));
            }
            Optional<String> decider = decider(bounces, actor, wished);
            if (bounces.returnedBy(wished) && decider.isEmpty()) {
                return Future.failedFuture(TransferTargets.refused("unit-returned-it"));
            }
            return allowed(tx, actor.file(), wished)
                    .compose(allowed -> served(tx, wished))
                    .compose(unit -> unit.equals(actor.file().ownerUnit())
                            ? Future.failedFuture(TransferTargets.refused("unit-without-staff"))
                            : Future.succeededFuture(way(wished, unit, decider)));
        });
    }

    /** The lowest post that stands above all who returned the case and above the one who shall have it. */
    private static Optional<String> decider(Bounces bounces, Standings actor, String wished) {
        boolean lastWord = bounces.by().size() >= 2
                || bounces.returnedBy(wished)
                || bounces.decision().isPresent();
        return lastWord
                ? actor.units().stream()
                        .filter(post -> UnitRange.of(post).contains(wished) && !post.equals(wished))
                        .filter(bounces::coveredBy)
                        .filter(post -> bounces.decision()
                                .map(word -> UnitRange.of(post).contains(word.decider()))
                                .orElse(true))
                        .max(java.util.Comparator.comparingInt(UnitCode::level))
                : Optional.empty();
    }

    Future<Way> giveBack(SqlClient tx, Case file, Return wish) {
        return bounces(tx, file).compose(bounces -> {
            if (bounces.decision().isPresent()) {
                return Future.failedFuture(decided(bounces));
            }
            if (bounces.decisionOwed()) {
                return Future.failedFuture(AppException.conflict("bounce-decision-owed"));
            }
            String wished = goal(bounces, file, wish);
            return allowed(tx, file, wished)
                    .compose(allowed -> served(tx, wished))
                    .map(unit -> way(wished, unit, Optional.empty()));
        });
    }

    /** A village that a conflict of interest left out does not get the case by another way. */
    private Future<Void> allowed(SqlClient tx, Case file, String wished) {
        return skipped.isSkipped(tx, file.id(), wished)
                .compose(out -> out
                        ? Future.failedFuture(TransferTargets.refused("unit-with-conflict"))
                        : Future.succeededFuture());
    }

    /** A unit named at the second return is advice to the superior, who reads it in the history. */
    private String goal(Bounces bounces, Case file, Return wish) {
        if (!bounces.by().isEmpty()) {
            String superior = bounces.superior(file.ownerUnit());
            return UnitCode.level(superior) == 4
                    ? targets.above(file.ownerUnit()).unit()
                    : superior;
        }
        return wish.toUnit() == null
                ? targets.above(file.ownerUnit()).unit()
                : targets.named(wish.toUnit(), file).unit();
    }

    private static Way way(String wished, String unit, Optional<String> decider) {
        boolean climbed = !unit.equals(wished);
        return new Way(
                TransferTargets.Target.of(unit),
                climbed ? Optional.of(wished) : Optional.empty(),
                climbed ? Optional.empty() : decider);
    }

    /** The unit, or the lowest above it in which somebody serves; the banner desk when nobody does anywhere. */
    Future<String> served(SqlClient tx, String unit) {
        List<String> ladder = targets.ladder(unit);
        return staff.served(tx, ladder, SERVE)
                .map(served ->
                        ladder.stream().filter(served::contains).findFirst().orElse(ladder.get(ladder.size() - 1)));
    }

    private Future<Bounces> bounces(SqlClient tx, Case file) {
        return file.bounceCount() == 0
                ? Future.succeededFuture(Bounces.NONE)
                : cases.events(tx, file.id()).map(Bounces::of);
    }

    private AppException decided(Bounces bounces) {
        Bounces.Decision word = bounces.decision().orElseThrow();
        String person = word.person() == null ? "" : word.person();
        return AppException.conflict("case-assigned-finally").saying(targets.name(word.decider()), person);
    }
}
