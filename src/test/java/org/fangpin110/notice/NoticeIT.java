package org.fangpin110.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A notice hangs its days, whoever asks; whoever objects is heard and told. */
class NoticeIT {
    @RegisterExtension
    static final TestApp APP = TestApp.with(java.util.Map.of());

    private NoticeDesk desk;

    @BeforeEach
    void open() {
        desk = new NoticeDesk(APP);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AppException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static void refusedByTheDatabase(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PgException.class, e -> assertThat(e.getSqlState())
                .startsWith("23"));
    }

    private static Answer object(Visitor resident, PublicNotice notice, UUID key, String text) {
        return resident.post(
                "/api/v1/notices/" + notice.number().value() + "/objections",
                new JsonObject().put("text", text).put("contact", "打电话到小卖部"),
                "Idempotency-Key",
                key.toString());
    }

    @Test
    void aNoticeComesDownAfterItsDaysAndNotBefore() {
        UUID caseId = desk.openCase();
        PublicNotice posted = desk.post(caseId);
        assertThat(posted.minimum().until()).isAfterOrEqualTo(posted.postedAt().plus(Duration.ofDays(5)));

        refused(() -> desk.end(caseId, UUID.randomUUID()), "notice-minimum-not-over");
        APP.clock()
                .advance(
                        Duration.between(APP.clock().instant(), posted.minimum().until())
                                .minusSeconds(1));
        refused(() -> desk.end(caseId, UUID.randomUUID()), "notice-minimum-not-over");
        APP.clock().advance(Duration.ofSeconds(1));
        refused(() -> desk.end(caseId), "fields-to-correct"); // no photo
        assertThat(desk.end(caseId, UUID.randomUUID()).served()).isTrue();
        refused(() -> desk.end(caseId, UUID.randomUUID()), "notice-not-posted");
    }

    @Test
    void noRoleShortensANoticeNotEvenBySql() {
        UUID caseId = desk.openCase();
        UUID id = desk.post(caseId).id();

        refusedByTheDatabase(() -> desk.sql(
                "update case_notice set minimum_until = minimum_until - interval '1 second' where notice_id = $1", id));
        refusedByTheDatabase(() -> desk.sql(
                """
                update case_notice set taken_down_at = minimum_until - interval '1 second', taken_down_by = $1,
                    take_down_evidence = array[$1] where notice_id = $1""",
                id));
        refusedByTheDatabase(() ->
                desk.sql("update case_notice set posted_at = posted_at - interval '9 days' where notice_id = $1", id));
        refusedByTheDatabase(() -> desk.sql(
                """
                update case_notice set taken_down_at = posted_at, void_reason = 'OBJECTION_FOUNDED'
                where notice_id = $1""",
                id));
        refusedByTheDatabase(() -> desk.sql(
                "update case_notice set taken_down_at = posted_at, void_reason = 'CASE_CLOSED' where notice_id = $1",
                id));
        refusedByTheDatabase(() -> desk.sql("delete from case_notice where notice_id = $1", id));
        refusedByTheDatabase(
                () -> desk.sql(
                        """
                insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis)
                values ('152223000000', 'NOTICE', 4, 'CAL_DAY', 'MIN', date '2026-01-01', 2, '想短一点')"""));
        refusedByTheDatabase(() -> desk.sql(
                """
                insert into case_notice select (jsonb_populate_record(n, jsonb_build_object('notice_id', gen_random_uuid(),
                    'notice_no', '2222222222', 'round', 2, 'minimum_until', n.posted_at + interval '3 days'))).*
                from case_notice n where notice_id = $1""",
                id));
    }

    @Test
    void aNoticeNeedsAPhotoAPlaceAndWordsThatTellNothing() {
        UUID caseId = desk.openCase();
        NoticePosting bad = new NoticePosting("找13812345678", "因尿毒症住院", HouseholdClass.ORDINARY, null, null, null);

        assertThatThrownBy(() -> desk.post(caseId, NoticeKind.RECOGNITION, bad))
                .isInstanceOfSatisfying(AppException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::pointer)
                        .containsExactly(
                                "/form/data/place", "/form/data/remark", "/form/data/householdClass", "/evidence"));
        assertThatThrownBy(() -> desk.post(caseId, NoticeKind.RECOGNITION, NoticePosting.EMPTY, UUID.randomUUID()))
                .isInstanceOfSatisfying(AppException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::pointer)
                        .containsExactly("/form/data/place", "/form/data/householdClass"));
    }

    @Test
    void onlyOneNoticeOfACaseHangs() {
        UUID caseId = desk.openCase();
        desk.post(caseId);

        refused(() -> desk.post(caseId), "notice-hangs-already");
    }

    @Test
    void whatHangsIsReadByItsNumberAndNeverAfterwards() {
        UUID caseId = desk.openCase();
        PublicNotice posted = desk.post(caseId);
        Visitor neighbour = APP.resident("neighbour");

        Answer read =
                neighbour.get("/api/v1/notices/" + posted.number().grouped().toLowerCase(java.util.Locale.ROOT));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().getBoolean("takesObjections")).isTrue();
        assertThat(read.text()).contains("户主", "突发严重困难户").doesNotContain("住院", "138000");
        assertThat(neighbour.get("/api/v1/notices/2222222223").status()).isEqualTo(404);

        APP.clock().advance(Duration.ofDays(6));
        desk.end(caseId, UUID.randomUUID());
        Visitor later = APP.resident("neighbour");
        assertThat(later.get("/api/v1/notices/" + posted.number().value()).status())
                .isEqualTo(404);
        Answer late = object(later, posted, UUID.randomUUID(), "他家有车");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("notice-ended", "苏木乡镇", "12317");
    }

    @Test
    void anObjectionPausesTheCaseKeepsTheNoticeUpAndAddsItsDays() {
        UUID caseId = desk.openCase();
        PublicNotice posted = desk.post(caseId);
        APP.clock().advance(Duration.ofDays(2));
        Objection heard = desk.noteDown(caseId, "他家在城里有房");
        assertThat(desk.pauses).containsExactly("begin " + heard.id());
        APP.clock().advance(Duration.ofDays(4));

        refused(() -> desk.end(caseId, UUID.randomUUID()), "notice-objection-open");
        refused(() -> desk.resolve(caseId, heard.id(), false, NoticeDesk.VILLAGER), "objection-not-by-recorder");
        desk.resolve(caseId, heard.id(), false, NoticeDesk.COLLEAGUE);
        refused(() -> desk.resolve(caseId, heard.id(), true, NoticeDesk.COLLEAGUE), "objection-decided");
        assertThat(desk.pauses).last().isEqualTo("end " + heard.id());
        refused(() -> desk.end(caseId, UUID.randomUUID()), "notice-minimum-not-over");
        APP.clock().advance(Duration.ofDays(4));
        PublicNotice ended = desk.end(caseId, UUID.randomUUID());
        assertThat(ended.minimum().until()).isEqualTo(posted.minimum().until().plus(Duration.ofDays(4)));
    }

    @Test
    void afterAFoundedObjectionTheNoticeIsVoidAndTheNextHangsAllItsDaysAgain() {
        UUID caseId = desk.openCase();
        PublicNotice first = desk.post(caseId);
        Objection heard = desk.noteDown(caseId, "他家在城里有房");
        desk.resolve(caseId, heard.id(), true, NoticeDesk.COLLEAGUE);
        desk.inTransaction(
                caseId,
                step -> desk.notices.makeVoid(
                        step.tx(),
                        caseId,
                        PublicNotice.VoidReason.OBJECTION_FOUNDED,
                        NoticeDesk.COLLEAGUE,
                        APP.clock().instant()));

        PublicNotice second = desk.post(caseId);
        assertThat(second.round()).isEqualTo(2);
        assertThat(second.number()).isNotEqualTo(first.number());
        refused(() -> desk.end(caseId, UUID.randomUUID()), "notice-minimum-not-over");
    }

    @Test
    void aNeighbourObjectsOnThePhoneAndReadsWhatCameOfIt() {
        UUID caseId = desk.openCase();
        PublicNotice posted = desk.post(caseId);
        Visitor neighbour = APP.resident("objector");
        UUID key = UUID.randomUUID();

        Answer heard = object(neighbour, posted, key, "他家在城里有房");
        assertThat(heard.status()).isEqualTo(201);
        String number = heard.json().getString("objectionNo");
        assertThat(object(neighbour, posted, key, "他家在城里有房").json().getString("objectionNo"))
                .isEqualTo(number);
        assertThat(object(neighbour, posted, key, "他家有车").status()).isEqualTo(409);
        assertThat(object(neighbour, posted, UUID.randomUUID(), "  。").status()).isEqualTo(422);

        var row = APP.pool()
                .query("select objection_id, content from case_objection where objection_no = '" + number + "'")
                .execute()
                .await()
                .iterator()
                .next();
        assertThat(row.getBuffer("content").toString()).doesNotContain("城里");
        desk.resolve(caseId, row.getUUID("objection_id"), false, NoticeDesk.COLLEAGUE);
        JsonObject told = neighbour.get("/api/v1/objections/" + number).json();
        assertThat(told.getJsonObject("objectionState").getString("code")).isEqualTo("UNFOUNDED");
        assertThat(told.getString("finding")).contains("核实");
        assertThat(APP.resident("somebody else")
                        .get("/api/v1/objections/" + number)
                        .status())
                .isEqualTo(404);
        assertThat(APP.village(Reports.VILLAGE).get("/api/v1/cases/" + caseId).text())
                .contains("notice-objected")
                .doesNotContain("城里有房", number);
    }

    @Test
    void ofManyObjectionsAtOnceOneAccountGetsFiveThrough() {
        PublicNotice posted = desk.post(desk.openCase());
        Visitor angry = APP.resident("angry");

        List<Integer> statuses = AtOnce.run(
                12, i -> object(angry, posted, UUID.randomUUID(), "第" + i).status());

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(Objections.PER_DAY);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(12 - Objections.PER_DAY);
    }

    @Test
    void whoeverTriesNumbersIsStopped() {
        Visitor collector = APP.resident("collector");
        List<Integer> statuses = IntStream.range(0, 200)
                .mapToObj(i -> collector.get("/api/v1/notices/2222222222").status())
                .toList();

        assertThat(statuses).contains(404).endsWith(429);
    }

    @Test
    void anObjectionIsDecidedOnceAlsoBySql() {
        UUID caseId = desk.openCase();
        desk.post(caseId);
        Objection heard = desk.noteDown(caseId, "他家在城里有房");
        refusedByTheDatabase(
                () -> desk.sql("update case_objection set content = 'x' where objection_id = $1", heard.id()));
        desk.resolve(caseId, heard.id(), false, NoticeDesk.COLLEAGUE);

        refusedByTheDatabase(
                () -> desk.sql("update case_objection set founded = true where objection_id = $1", heard.id()));
        refusedByTheDatabase(() -> desk.sql("delete from case_objection where objection_id = $1", heard.id()));
    }

    @Test
    void theVillageSeesWhatWouldHangAndThePaperHasTheNumberOfThePosting() {
        UUID caseId = desk.openCase();
        Visitor village = APP.village(Reports.VILLAGE);
        JsonObject before = village.get("/api/v1/cases/" + caseId + "/notice").json();
        assertThat(before.containsKey("posted")).isFalse();
        assertThat(before.getJsonArray("missing").getJsonObject(0).getString("pointer"))
                .isEqualTo("/householdClass");

        Answer paper = village.post(
                "/api/v1/cases/" + caseId + "/notice-draft.pdf",
                new JsonObject().put("place", "村委会公示栏").put("householdClass", "AT_RISK_EDGE"));
        assertThat(paper.status()).isEqualTo(200);
        Answer wrong = village.post(
                "/api/v1/cases/" + caseId + "/notice-draft.pdf",
                new JsonObject().put("place", "问王主任13812345678").put("householdClass", "AT_RISK_EDGE"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/place");

        assertThat(village.get("/api/v1/cases/" + caseId + "/notice.pdf").status())
                .isEqualTo(409);
        PublicNotice posted = desk.post(caseId);
        JsonObject after = village.get("/api/v1/cases/" + caseId + "/notice", "Accept-Language", "en")
                .json();
        assertThat(after.getJsonObject("posted").getString("noticeNo"))
                .isEqualTo(posted.number().value());
        assertThat(after.getJsonObject("posted").getJsonObject("text").getString("title"))
                .isEqualTo("Public notice");
        assertThat(village.get("/api/v1/cases/" + caseId + "/notice.pdf").status())
                .isEqualTo(200);
    }

    @Test
    void aTownshipsOwnPhoneStandsOnItsNotices() {
        desk.sql(
                """
                insert into notice_policy (region_code, name_style, objection_phone, effective_from, version, basis)
                values ('152223107000', 'MASKED', '0482-6121234', date '2026-01-01', 2, '试')
                on conflict do nothing""");
        PublicNotice posted = desk.post(desk.openCase());
        String told = desk.notices
                .words(posted, org.fangpin110.platform.i18n.Language.ZH)
                .plain();

        assertThat(told).contains("0482-6121234", "白**");
        desk.sql("delete from notice_policy where region_code = '152223107000'");
    }
}
