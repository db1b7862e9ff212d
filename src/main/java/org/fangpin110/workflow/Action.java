package org.fangpin110.workflow;

import java.util.Arrays;
import java.util.Optional;

/** What somebody does to a case. Words: {@code action.<name>}; in the history {@code event.<kind>}. */
public enum Action {
    CLAIM("case-claimed"),
    RELEASE("case-released"),
    ACCEPT("case-accepted"),
    TRANSFER("case-transferred"),
    RETURN("case-returned"),
    CLOSE("case-closed"),
    /** It looked like none, but it is a report. */
    CONFIRM("case-confirmed"),
    /** It is no report. */
    DISMISS("case-closed"),
    WITHDRAW("report-withdrawn"),
    LINK("report-linked"),
    /** Two cases that a person found to be one: the younger ends, its reports move. */
    MERGE("case-merged"),

    AUTHORISE("authorisation-recorded"),
    VISIT("household-visited"),
    CONCLUDE_CHECK("check-concluded"),
    REVIEW("case-reviewed"),
    POST_NOTICE("notice-posted"),
    END_NOTICE("notice-ended"),
    AUDIT("township-audited"),
    DECIDE("banner-decided"),
    ANNOUNCE("decision-announced"),
    REGISTER("nationally-entered"),
    PLAN("help-planned"),
    /** One measure of help was given. */
    DELIVER("measure-delivered"),
    FOLLOW_UP("household-followed-up"),
    START_ELIMINATION("elimination-started"),
    STOP_ELIMINATION("elimination-stopped"),
    ROLL_BACK("elimination-rolled-back"),

    REFUSE("case-refused"),
    APPEAL("refusal-appealed"),
    /** The refusal stands. */
    UPHOLD("refusal-upheld"),
    /** The refusal falls. */
    REVERSE("refusal-reversed"),
    /** To be done again, with what is missing. */
    REWORK("case-sent-back"),
    OBJECT("notice-objected"),
    DISMISS_OBJECTION("objection-unfounded"),
    UPHOLD_OBJECTION("objection-founded"),
    SUSPEND("case-paused"),
    RESUME("case-resumed"),
    ASK_RESIDENT("resident-asked"),
    /** Help comes before the papers; what papers are owed is written down. */
    HELP_FIRST("helped-first"),
    SUPPLY_PAPERWORK("paperwork-supplied"),
    /** The resident says that it is not solved. */
    REOPEN("case-reopened");

    private final String kind;

    Action(String kind) {
        this.kind = kind;
    }

    /** The kind of its event. */
    public String kind() {
        return kind;
    }

    /** Empty for what no action of the table made. */
    public static Optional<Action> ofKind(String kind) {
        return Arrays.stream(values())
                .filter(action -> action.kind.equals(kind))
                .findFirst();
    }
}
