package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.fangpin110.form.FormCode;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.CaseWalk;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.workflow.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole procedure, as families and cadres live it: before, across and after the Spring Festival of 2026. */
class ProcedureJourneyIT {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @RegisterExtension
    static final TestApp APP = TestApp.at(moment("2026-02-11T09:00"));

    private static int people;

    private CaseWalk walk;

    @Test
    void aFamilyIsRecognisedHelpedAndFreeOfTheRisk() {
        itIs("2026-02-12T10:00"); // Thursday; from Sunday on it is Spring Festival, Saturday is worked
        aFamilyReports();
        assertThat(due()).isEqualTo(moment("2026-02-15T00:00")); // two working days: Friday and the make-up Saturday
        assertThat(walk.receipt().getString("promisedBy")).isEqualTo("2026-02-27");

        itIs("2026-02-13T09:00");
        accepted();
        assertThat(due()).isEqualTo(moment("2026-02-25T00:00")); // Saturday, and the first Tuesday after the festival

        itIs("2026-02-14T10:00");
        steps(village(), Action.VISIT, FormCode.VISIT_FORM).refused("transition-not-allowed");
        steps(village(), Action.AUTHORISE, FormCode.AUTHORISATION).taken("CHECKING");
        assertThat(due()).isEqualTo(moment("2026-02-26T00:00")); // the visit, two working days

        itIs("2026-02-24T10:00");
        steps(village(), Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION).refused("visit-missing");
        steps(village(), Action.VISIT, FormCode.VISIT_FORM).taken("CHECKING");
        steps(village(), Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION).refused("information-checks-open");
        walk.departmentsAnswer();
        steps(village(), Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION).taken("CHECKED");

        itIs("2026-02-25T09:30");
        steps(village(), Action.REVIEW, FormCode.REVIEW_MINUTES).taken("REVIEWED");
        steps(village(), Action.POST_NOTICE, FormCode.NOTICE_POSTING).taken("IN_NOTICE");
        assertThat(told()).contains("公示");

        itIs("2026-02-28T17:00");
        for (Visitor anybody : new Visitor[] {village(), township(), desk()}) {
            assertThat(steps(anybody, Action.END_NOTICE, FormCode.NOTICE_REMOVAL)
                            .answer
                            .status())
                    .isEqualTo(409);
        }
        itIs("2026-03-03T09:00"); // five whole days after the day of posting
        steps(village(), Action.END_NOTICE, FormCode.NOTICE_REMOVAL).taken("NOTICE_ENDED");
        assertThat(seen(village()).getJsonObject("summary").getString("state")).isEqualTo("NOTICE_ENDED");

        steps(township(), Action.AUDIT, FormCode.AUDIT_OPINION).taken("TOWNSHIP_AUDITED");
        steps(desk(), Action.DECIDE, FormCode.DECISION).taken("DECIDED");
        assertThat(told()).contains("旗县已审定");
        steps(township(), Action.ANNOUNCE, FormCode.ANNOUNCEMENT).taken("ANNOUNCED");
        steps(desk(), Action.REGISTER, FormCode.NATIONAL_ENTRY).taken("REGISTERED");
        assertThat(due()).isEqualTo(moment("2026-04-04T00:00")); // the plan, within a month

        itIs("2026-03-10T09:00");
        steps(village(), Action.PLAN, FormCode.HELP_PLAN).taken("HELPING");
        steps(village(), Action.START_ELIMINATION, null).refused("measure-missing");
        steps(village(), Action.DELIVER, FormCode.MEASURE).taken("HELPING");
        steps(village(), Action.START_ELIMINATION, null).refused("elimination-too-early");
        itIs("2026-06-09T09:00");
        steps(village(), Action.FOLLOW_UP, FormCode.FOLLOW_UP_VISIT).taken("HELPING");

        itIs("2026-09-07T09:00"); // more than six months after the entry
        steps(village(), Action.START_ELIMINATION, null).taken("ELIM_CHECKING");
        steps(village(), Action.VISIT, FormCode.ELIMINATION_VISIT).taken("ELIM_CHECKING");
        steps(village(), Action.CONCLUDE_CHECK, FormCode.ELIMINATION_CONCLUSION).taken("ELIM_CHECKED");
        steps(village(), Action.REVIEW, FormCode.REVIEW_MINUTES).taken("ELIM_REVIEWED");
        steps(village(), Action.POST_NOTICE, FormCode.NOTICE_POSTING).taken("ELIM_IN_NOTICE");
        itIs("2026-09-14T09:00");
        steps(village(), Action.END_NOTICE, FormCode.NOTICE_REMOVAL).taken("ELIM_NOTICE_ENDED");
        steps(township(), Action.AUDIT, FormCode.AUDIT_OPINION).taken("ELIM_AUDITED");
        steps(desk(), Action.DECIDE, FormCode.DECISION).taken("ELIM_DECIDED");
        steps(township(), Action.ANNOUNCE, FormCode.ANNOUNCEMENT).taken("ELIMINATED");

        assertThat(mine().getJsonObject("status").getString("text")).isEqualTo("已消除");
        assertThat(told()).contains("结果请看小程序");
    }

    @Test
    void aRefusalIsAppealedAndReversedByAnotherPersonOneLevelUp() {
        itIs("2026-02-12T11:00");
        aFamilyReports();
        itIs("2026-02-13T09:00");
        accepted();
        Visitor handler = village();
        steps(handler, Action.REFUSE, FormCode.REFUSAL).refused("transition-not-allowed");
        steps(handler, Action.AUTHORISE, FormCode.AUTHORISATION).taken("CHECKING");
        steps(handler, Action.REFUSE, FormCode.REFUSAL).refused("visit-missing");
        steps(handler, Action.VISIT, FormCode.VISIT_FORM).taken("CHECKING");
        walk.departmentsAnswer();

        itIs("2026-02-24T09:00");
        steps(village(), Action.REFUSE, FormCode.REFUSAL).taken("REFUSED");
        JsonObject refused = mine();
        assertThat(refused.getString("answer")).contains("可以申请复核");
        assertThat(told()).contains("理由和复核办法");

        itIs("2026-02-26T20:00");
        appeals();
        JsonObject appealed = seen(township()).getJsonObject("summary");
        assertThat(appealed.getString("state")).isEqualTo("APPEAL");
        assertThat(appealed.getJsonObject("ownerUnit").getString("unitCode")).isEqualTo(Reports.TOWNSHIP);
        assertThat(due()).isEqualTo(moment("2026-03-12T00:00")); // ten working days, the make-up Saturday among them

        itIs("2026-03-02T09:00");
        steps(village(), Action.REVERSE, FormCode.APPEAL_FINDING).refused("transition-not-allowed");
        steps(township(), Action.REVERSE, FormCode.APPEAL_FINDING).taken("CHECKED");
        JsonObject back = seen(village()).getJsonObject("summary");
        assertThat(back.getJsonObject("ownerUnit").getString("unitCode")).isEqualTo(Reports.VILLAGE);
        steps(village(), Action.REVIEW, FormCode.REVIEW_MINUTES).taken("REVIEWED");
        assertThat(told()).contains("复核后由");
    }

    @Test
    void anObjectionStopsTheNoticeUntilTheTownshipHasFoundOut() {
        itIs("2026-03-16T09:00");
        aFamilyReports();
        accepted();
        steps(village(), Action.AUTHORISE, FormCode.AUTHORISATION).taken("CHECKING");
        steps(village(), Action.VISIT, FormCode.VISIT_FORM).taken("CHECKING");
        walk.departmentsAnswer();
        steps(village(), Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION).taken("CHECKED");
        steps(village(), Action.REVIEW, FormCode.REVIEW_MINUTES).taken("REVIEWED");
        steps(village(), Action.POST_NOTICE, FormCode.NOTICE_POSTING).taken("IN_NOTICE");
        assertThat(due()).isEqualTo(moment("2026-03-24T00:00")); // five days from Tuesday, then a working day
        itIs("2026-03-18T09:00");
        steps(village(), Action.OBJECT, FormCode.OBJECTION).taken("IN_NOTICE");
        itIs("2026-03-22T09:00");
        steps(village(), Action.END_NOTICE, FormCode.NOTICE_REMOVAL).refused("objection-open");
        itIs("2026-03-23T09:00");
        steps(township(), Action.DISMISS_OBJECTION, FormCode.OBJECTION_FINDING).taken("IN_NOTICE");
        steps(village(), Action.END_NOTICE, FormCode.NOTICE_REMOVAL).refused("notice-minimum");
        assertThat(due()).isAfter(moment("2026-03-26T00:00"));
    }

    @Test
    void whoHandledACaseNeitherAuditsNorDecidesIt() {
        itIs("2026-03-16T10:00");
        aFamilyReports();
        accepted();
        Visitor one = township();
        steps(one, Action.AUTHORISE, FormCode.AUTHORISATION).taken("CHECKING");
        steps(one, Action.VISIT, FormCode.VISIT_FORM).taken("CHECKING");
        walk.departmentsAnswer();
        steps(one, Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION).taken("CHECKED");
        steps(one, Action.REVIEW, FormCode.REVIEW_MINUTES).taken("REVIEWED");
        steps(one, Action.POST_NOTICE, FormCode.NOTICE_POSTING).taken("IN_NOTICE");
        itIs("2026-03-23T09:00");
        steps(village(), Action.END_NOTICE, FormCode.NOTICE_REMOVAL).taken("NOTICE_ENDED");
        Visitor both = APP.newStaff(
                "both-" + ++people,
                new Post(Role.TOWNSHIP, Reports.TOWNSHIP),
                new Post(Role.BANNER_DESK, TestApp.BANNER));
        steps(both, Action.AUDIT, FormCode.AUDIT_OPINION).taken("TOWNSHIP_AUDITED");
        steps(both, Action.DECIDE, FormCode.DECISION).refused("another-person-needed");
        steps(desk(), Action.DECIDE, FormCode.DECISION).taken("DECIDED");
    }

    private record Taken(Answer answer) {
        void taken(String state) {
            assertThat(answer.status()).as(answer.toString() + answer.text()).isEqualTo(200);
            assertThat(answer.json().getString("state")).isEqualTo(state);
        }

        void refused(String code) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(409);
            assertThat(answer.problem()).isEqualTo(code);
        }
    }

    private void aFamilyReports() {
        walk = new CaseWalk(APP, "family-" + ++people, Reports.crackedWall());
    }

    private void accepted() {
        Answer answer = walk.post(village(), "/accept", new JsonObject());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Taken steps(Visitor who, Action action, FormCode form) {
        return new Taken(walk.step(who, action, form));
    }

    private void appeals() {
        Answer answer = walk.own("/appeal", new JsonObject().put("text", "医药费没有报销，请再来看看。"));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    private JsonObject mine() {
        return walk.resident().get("/api/v1/reports/" + walk.receiptNo()).json();
    }

    private JsonObject seen(Visitor reader) {
        return reader.get("/api/v1/cases/" + walk.caseId()).json();
    }

    private Instant due() {
        return Instant.parse(seen(desk()).getJsonObject("summary").getString("dueAt"));
    }

    /** The last message about this report. */
    private String told() {
        return APP.deliver().stream()
                .map(message -> String.join(" ", message.lines()))
                .filter(message -> message.contains(walk.receiptNo()))
                .findFirst()
                .orElse("");
    }

    private static Visitor village() {
        return APP.village(Reports.VILLAGE);
    }

    private static Visitor township() {
        return APP.newStaff("town-" + ++people, new Post(Role.TOWNSHIP, Reports.TOWNSHIP));
    }

    private static Visitor desk() {
        return APP.newStaff("desk-" + ++people, new Post(Role.BANNER_DESK, TestApp.BANNER));
    }

    private static Instant moment(String local) {
        return LocalDateTime.parse(local).atZone(CHINA).toInstant();
    }

    /** What is to be told is told; then time goes on to this moment in China, or back to it: each test lives its own spring. */
    private static void itIs(String local) {
        APP.deliver();
        APP.clock().advance(Duration.between(APP.clock().instant(), moment(local)));
    }
}
