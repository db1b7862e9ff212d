package org.fangpin110.workflow;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must hold beside state and role. Each is asked of facts alone, so a refusal can be explained; sentence: {@code problem.<code>}.
 */
public enum Guard {
    AUTHORISED("authorisation-missing", facts -> facts.ever(Action.AUTHORISE)),
    VISITED("visit-missing", facts -> facts.did(Action.VISIT)),
    CHECKS_ANSWERED("information-checks-open", facts -> facts.openChecks() == 0),
    MINIMUM_OVER(
            "notice-minimum",
            facts -> facts.noticeUntil() != null && !facts.now().isBefore(facts.noticeUntil())),
    NO_OBJECTION("objection-open", facts -> facts.openObjections() == 0),
    OBJECTED("objection-missing", facts -> facts.openObjections() > 0),
    NO_PAPERWORK_OWED("paperwork-owed", facts -> facts.paperworkOwed() == 0),
    PAPERWORK_OWED("paperwork-not-owed", facts -> facts.paperworkOwed() > 0),
    HELPED("measure-missing", facts -> facts.ever(Action.DELIVER)),
    STABLE(
            "elimination-too-early",
            facts -> facts.stableFrom() != null && !facts.now().isBefore(facts.stableFrom())),
    CONDITIONS_MET("elimination-conditions", Facts::eliminationConditionsMet),
    NOT_PAUSED("case-paused-already", facts -> facts.pausedSince() == null),
    PAUSED("case-not-paused", facts -> facts.pausedSince() != null),
    PAUSE_LEFT("pause-cap-used", Facts::pauseLeft),
    /** Who checks must not have handled what is checked. */
    NOT_A_HANDLER("another-person-needed", facts -> facts.others(Handlers.OF_CHECK)),
    NOT_THE_AUDITOR("another-person-needed", facts -> facts.others(EnumSet.of(Action.AUDIT))),
    NOT_THE_REFUSER("another-person-needed", facts -> facts.others(EnumSet.of(Action.REFUSE, Action.UPHOLD))),
    /** The facts were public once: no second notice is owed. */
    NOTICE_HELD("notice-missing", facts -> facts.did(Action.END_NOTICE)),
    APPEAL_LEFT(
            "appeal-over", facts -> facts.appealUntil() != null && facts.now().isBefore(facts.appealUntil())),
    REOPENING_LEFT(
            "reopening-over",
            facts -> facts.reopenUntil() != null && facts.now().isBefore(facts.reopenUntil()));

    private final String code;
    private final Predicate<Facts> holds;

    Guard(String code, Predicate<Facts> holds) {
        this.code = code;
        this.holds = holds;
    }

    public String code() {
        return code;
    }

    boolean holds(Facts facts) {
        return holds.test(facts);
    }

    private static final class Handlers {
        static final Set<Action> OF_CHECK = EnumSet.of(
                Action.AUTHORISE,
                Action.VISIT,
                Action.CONCLUDE_CHECK,
                Action.REVIEW,
                Action.POST_NOTICE,
                Action.END_NOTICE);
    }
}
