package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.form.FormCode;
import org.fangpin110.sandbox.InboxMessage;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.CaseWalk;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A notice that hangs, seen by those around it: who objects, who decides, and a family that wants no more of it. */
class NoticeJointsIT {
    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static int people;

    private final String family = "family-" + UUID.randomUUID();
    private final CaseWalk walk = new CaseWalk(APP, APP.resident(family), Reports.crackedWall());

    private CaseWalk posted() {
        return walk.toNotice(village());
    }

    private static Visitor village() {
        return APP.newStaff("v-" + ++people, new Post(Role.VILLAGE, Reports.VILLAGE));
    }

    private static Visitor township() {
        return APP.newStaff("t-" + ++people, new Post(Role.TOWNSHIP, Reports.TOWNSHIP));
    }

    private List<Row> rows(String sql) {
        return APP.pool().preparedQuery(sql).execute(Tuple.of(walk.caseId())).await().stream()
                .toList();
    }

    private String noticeNo() {
        return rows("select notice_no from case_notice where case_id = $1")
                .get(0)
                .getString(0);
    }

    private static String objected(Visitor neighbour, String noticeNo, String contact) {
        JsonObject said = new JsonObject().put("text", "他家有车。");
        Answer answer = neighbour.post(
                "/api/v1/notices/" + noticeNo + "/objections",
                contact == null ? said : said.put("contact", contact),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().getString("objectionNo");
    }

    private static List<InboxMessage> sms(String lastDigits, String words) {
        return APP.deliver().stream()
                .filter(message -> message.channel() == InboxMessage.Channel.SMS)
                .filter(message -> message.recipient().endsWith(lastDigits))
                .filter(message -> String.join(" ", message.lines()).contains(words))
                .toList();
    }

    // who objected

    @Test
    void whoObjectedOnThePhoneIsToldByTheSmsOfTheNumberLeft() {
        posted();
        String number = objected(APP.resident("neighbour-1"), noticeNo(), "139 1234 5671");
        List<InboxMessage> received = sms("5671", number);
        walk.taken(township(), Action.DISMISS_OBJECTION, FormCode.OBJECTION_FINDING);

        List<InboxMessage> all = sms("5671", number);

        assertThat(received).hasSize(1);
        assertThat(all).hasSize(2);
        assertThat(String.join("", all.get(0).lines())).contains("已有答复", "好力保镇");
        assertThat(all.toString() + all.stream().map(InboxMessage::lines).toList())
                .doesNotContain(walk.receiptNo())
                .doesNotContain(noticeNo())
                .doesNotContain(Reports.crackedWall().getJsonObject("subject").getString("name"));
        assertThat(
                        rows(
                                "select report_id, recipient, status from message where case_id = $1 and objection_id is not null"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.getValue("report_id")).isNull())
                .allSatisfy(row -> assertThat(row.getString("recipient")).startsWith("objection:"));
    }

    @Test
    void aVillagerWhoToldTheOfficeIsReachedTooOrCalledWhereNoMobileIsKnown() {
        posted();
        Visitor office = village();
        JsonObject mobile = walk.filled(office, FormCode.OBJECTION).put("phone", "13912345672");
        JsonObject landline = walk.filled(office, FormCode.OBJECTION).put("phone", "0482-6184919");
        assertThat(walk.tried(office, Action.OBJECT, mobile, FormCode.OBJECTION).status())
                .isEqualTo(200);
        assertThat(walk.tried(office, Action.OBJECT, landline, FormCode.OBJECTION)
                        .status())
                .isEqualTo(200);

        List<InboxMessage> told = sms("5672", "已收到");

        assertThat(told).hasSize(1);
        assertThat(rows("select channel from message where case_id = $1 and objection_id is not null order by channel"))
                .extracting(row -> row.getString(0))
                .containsExactly("CALL_TASK", "SMS");
    }

    @Test
    void onePhoneIsNotFloodedByManyObjections() {
        posted();
        for (int i = 0; i < 5; i++) {
            objected(APP.resident("flooder"), noticeNo(), "13912345673");
        }

        assertThat(sms("5673", "已收到"))
                .as("the same words reach one number twice a day at most")
                .hasSize(2);
    }

    // who decides

    @Test
    void anObjectionTheDeciderRecordedBlocksNoOther() {
        posted();
        Visitor recorder = township();
        walk.taken(recorder, Action.OBJECT, FormCode.OBJECTION);
        assertThat(walk.tried(
                                recorder,
                                Action.DISMISS_OBJECTION,
                                walk.filled(recorder, FormCode.OBJECTION_FINDING),
                                FormCode.OBJECTION_FINDING)
                        .problem())
                .isEqualTo("objection-not-by-recorder");
        objected(APP.resident("neighbour-2"), noticeNo(), null);

        walk.taken(recorder, Action.DISMISS_OBJECTION, FormCode.OBJECTION_FINDING);

        assertThat(open()).isEqualTo(1);
        assertThat(rows("select 1 from case_pause where case_id = $1 and ended_at is null"))
                .as("the clock rests for the one that is left")
                .hasSize(1);
        walk.taken(township(), Action.DISMISS_OBJECTION, FormCode.OBJECTION_FINDING);
        assertThat(open()).isZero();
        assertThat(rows("select 1 from case_pause where case_id = $1 and ended_at is null"))
                .isEmpty();
    }

    @Test
    void aFoundedObjectionOfSomebodyElseEndsAlsoWhatTheDeciderRecorded() {
        posted();
        Visitor recorder = township();
        walk.taken(recorder, Action.OBJECT, FormCode.OBJECTION);
        objected(APP.resident("neighbour-3"), noticeNo(), null);

        walk.taken(recorder, Action.UPHOLD_OBJECTION, FormCode.OBJECTION_FINDING);

        assertThat(walk.state()).isEqualTo(State.CHECKING);
        assertThat(open()).isZero();
        assertThat(rows("select void_reason from case_notice where case_id = $1")
                        .get(0)
                        .getString(0))
                .isEqualTo("OBJECTION_FOUNDED");
        assertThat(tellsToTakeDown()).isEqualTo(1);
    }

    private int open() {
        return rows("select count(*)::int from case_objection where case_id = $1 and decided_at is null")
                .get(0)
                .getInteger(0);
    }

    private int tellsToTakeDown() {
        return rows("""
                        select count(*)::int from outbox
                        where kind = 'staff-notice' and payload->>'about' = 'notice-void'
                          and payload->>'caseId' = $1::uuid::text and payload->>'unit' = '152223107208'""")
                .get(0)
                .getInteger(0);
    }

    // a family that takes it back

    @Test
    void aWithdrawnReportMakesTheNoticeVoidAndTheVillageHearsIt() {
        posted();
        APP.clock().advance(Duration.ofMinutes(1));

        Answer withdrawn =
                APP.resident(family).post("/api/v1/reports/" + walk.receiptNo() + "/withdrawal", new JsonObject());

        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
        theNoticeIsVoid();
    }

    @Test
    void aConsentTakenBackMakesTheNoticeVoidToo() {
        posted();

        Answer withdrawn = APP.resident(family)
                .post(
                        "/api/v1/reports/" + walk.receiptNo() + "/consent-withdrawal",
                        new JsonObject().put("consent", "PRIVACY"));

        assertThat(withdrawn.status()).as(withdrawn.text()).isBetween(200, 201);
        theNoticeIsVoid();
    }

    @Test
    void whereAnotherReportStandsTheCaseAndItsNoticeGoOn() {
        UUID other = UUID.randomUUID();
        posted();
        APP.pool()
                .preparedQuery(
                        """
                        insert into report
                        select (jsonb_populate_record(r, jsonb_build_object('id', $2::uuid, 'receipt_no', 'ZZZZ2222ZZZZ',
                            'idempotency_key', $2::uuid))).*
                        from report r where r.case_id = $1""")
                .execute(Tuple.of(walk.caseId(), other))
                .await();

        APP.resident(family).post("/api/v1/reports/" + walk.receiptNo() + "/withdrawal", new JsonObject());

        assertThat(walk.state()).isEqualTo(State.IN_NOTICE);
        assertThat(rows("select 1 from case_notice where case_id = $1 and taken_down_at is null"))
                .hasSize(1);
    }

    private void theNoticeIsVoid() {
        assertThat(walk.state()).isEqualTo(State.CLOSED_OTHER);
        Row notice = rows("select * from case_notice where case_id = $1").get(0);
        assertThat(notice.getString("void_reason")).isEqualTo("CASE_CLOSED");
        assertThat(notice.getValue("taken_down_by")).isNull();
        assertThat(rows("select 1 from check_authorisation where case_id = $1 and ended_at is null"))
                .isEmpty();
        assertThat(tellsToTakeDown()).isEqualTo(1);
    }
}
