package org.fangpin110.casework;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.casefile.Case;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Actor;
import org.fangpin110.workflow.Standing;
import org.fangpin110.workflow.Workflow;

/** How a staff member stands to one case: the posts that reach it. */
record Standings(StaffMember staff, Case file, List<Post> posts) {
    /** Roles that work on cases. */
    static final Set<Role> CASE_ROLES = Set.copyOf(EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK));

    private static final Set<Action> OF_HELD = EnumSet.of(Action.CONFIRM, Action.DISMISS);

    static Standings of(StaffMember staff, Case file) {
        return new Standings(
                staff,
                file,
                staff.posts().stream()
                        .filter(post -> CASE_ROLES.contains(post.role()))
                        .filter(post -> UnitRange.of(post.unitCode()).contains(file.ownerUnit()))
                        .toList());
    }

    List<Standing> standings() {
        return posts.stream()
                .map(post -> new Standing(Actor.valueOf(post.role().name()), owns(post)))
                .toList();
    }

    /** True when some post of theirs is above the owning unit: who holds the case does not stop them. */
    boolean superior() {
        return posts.stream().anyMatch(post -> !owns(post));
    }

    boolean as(Role role) {
        return posts.stream().anyMatch(post -> post.role() == role);
    }

    /** Still open or made to be opened again, free, and as it was on the screen; the most telling refusal first. */
    void mayAct(int seen, Action action) {
        if (!file.isOpen()
                && Workflow.candidates(file.state(), action, standings()).isEmpty()) {
            throw Refusals.closed(file);
        }
        if (blockedBy(action)) {
            throw AppException.conflict("case-held-by-other")
                    .with("currentVersion", file.version())
                    .with("changedBy", file.claimedByName());
        }
        if (file.version() != seen) {
            throw Refusals.changed(file);
        }
    }

    /** A colleague holds it. Nobody takes it out of their hands but the levels above. */
    boolean blockedBy(Action action) {
        return file.isHeldByOther(staff.staffId()) && (action == Action.CLAIM || !superior());
    }

    /**
     * What this person may do with it now; the buttons on the screen.
     *
     * @param helpedFirst help came before the papers once
     */
    List<Action> allowed(Bounces bounces, boolean helpedFirst) {
        return Workflow.allowed(file.state(), standings()).stream()
                .filter(action -> action != Action.MERGE) // asked by the comparison, which needs the other case too
                .filter(action -> !blockedBy(action))
                .filter(action -> action != Action.RESUME || file.pausedSince() != null)
                .filter(action -> action != Action.SUSPEND || file.pausedSince() == null)
                .filter(action -> action != Action.SUPPLY_PAPERWORK || helpedFirst)
                .filter(action -> action != Action.CLAIM || file.claimedBy() == null)
                .filter(action -> action != Action.RELEASE || file.claimedBy() != null)
                .filter(action -> file.isHeld() ? action != Action.RETURN : !OF_HELD.contains(action))
                .filter(action -> action != Action.RETURN || (bounces.decision().isEmpty() && !bounces.decisionOwed()))
                .filter(action -> action != Action.TRANSFER || bounces.mayMoveSomewhere(units()))
                .toList();
    }

    /** What those of these steps ask for that are taken with {@code takeStep}. */
    List<StepWishes.StepNeed> needs(List<Action> allowed) {
        return allowed.stream()
                .filter(ProcedureService.STEPS::contains)
                .flatMap(action -> Workflow.candidates(file.state(), action, standings()).stream()
                        .limit(1))
                .map(StepWishes::need)
                .toList();
    }

    /** The unit they act for: the one that owns the case where they have a post in it, else the lowest above. */
    String actingUnit() {
        return units().stream()
                .max(Comparator.comparingInt(UnitCode::level))
                .orElseThrow(() -> new IllegalStateException("a step by nobody"));
    }

    List<String> units() {
        return posts.stream().map(Post::unitCode).toList();
    }

    private boolean owns(Post post) {
        return post.unitCode().equals(file.ownerUnit());
    }
}
