package org.fangpin110.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.fangpin110.miniprogram.BadLine.Fault;
import org.fangpin110.support.Reports;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.Test;

/** What comes after the receipt, and how it all looks. */
class MiniProgramAfterwardsIT extends MiniProgramBench {
    private String report(Phone phone, String name) {
        fill(phone, name);
        phone.tap("submit");
        return received(phone);
    }

    private static UUID caseOf(String receiptNo) {
        return rows("select case_id from report where receipt_no = $1", receiptNo)
                .get(0)
                .getUUID(0);
    }

    private static void close(String receiptNo) {
        String path = "/api/v1/cases/" + caseOf(receiptNo);
        Visitor village = APP.village(Reports.VILLAGE);
        assertThat(village.post(path + "/accept", new JsonObject(), "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(village.post(
                                path + "/close",
                                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "墙修好了"),
                                "If-Match",
                                "\"2\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSupplementIsSentOnceThoughItsAnswerWasLost() {
        Phone phone = phone();
        String number = report(phone, "孙桂兰");
        phone.tap("open", "supplement");
        phone.type("text", "昨天又住院了");
        line.next(REPORTS + "/" + number + "/supplements", Fault.ANSWER_LOST);
        line.next(REPORTS + "/" + number + "/supplements", Fault.ANSWER_LOST);
        line.next(REPORTS + "/" + number + "/supplements", Fault.BROKEN);
        phone.tapMany("send", 3);
        phone.waitFor("fault", "没有送到");
        phone.open("/pages/report/detail?no=" + number);
        phone.tap("supplement");
        phone.tap("send");
        if (phone.shows("fault")) {
            phone.tap("send");
        }
        phone.waitFor("said", "已送到");
        assertThat(rows("select 1 from case_event where case_id = $1 and kind like '%supplement%'", caseOf(number)))
                .hasSize(1);
    }

    @Test
    void aReportIsTakenBackAfterASecondLook() {
        Phone phone = phone();
        String number = report(phone, "李长福");
        phone.tap("open", "withdraw", "withdraw-no", "withdraw", "withdraw-yes");
        phone.waitFor("status", "已撤回");
        assertThat(phone.shows("supplement")).isFalse();
        phone.tap("mine");
        assertThat(phone.text("report")).contains("已撤回").contains(number.substring(0, 4));
    }

    @Test
    void notSolvedIsSaidWithTwoTapsAndOpensTheCaseAgain() {
        Phone phone = phone();
        String number = report(phone, "周小红");
        close(number);
        phone.open("/pages/report/detail?no=" + number);
        phone.waitFor("answer", "墙修好了");
        phone.tap("rate", "score-1", "not-solved");
        assertThat(phone.text("said")).isNotBlank();
        assertThat(rows("select 1 from case_file where id = $1 and state <> 'CLOSED'", caseOf(number)))
                .hasSize(1);
    }

    @Test
    void aRefusalIsAppealedFromTheReport() {
        Phone phone = phone();
        String number = report(phone, "吴铁柱");
        close(number);
        rows(
                "update case_file set state = 'REFUSED', outcome = 'REFUSED', appeal_until = now() + interval '10 years' where id = $1",
                caseOf(number));
        phone.open("/pages/report/detail?no=" + number);
        phone.tap("appeal");
        phone.type("text", "收入算错了，少算了药费。");
        phone.tap("send");
        assertThat(phone.text("said")).isNotBlank();
        assertThat(rows("select 1 from case_event where case_id = $1 and kind = 'refusal-appealed'", caseOf(number)))
                .hasSize(1);
    }

    @Test
    void onABorrowedPhoneTheSlipTellsWhereItStandsAndStaysUnknownToThePhone() {
        Phone own = phone();
        fill(own, "何秀英");
        own.tap("submit");
        String number = received(own);
        String called = own.numberTyped();
        Phone borrowed = phone();
        String before = borrowed.storage();
        borrowed.tap("look-up", "find");
        borrowed.waitFor("fault", "都要写上");
        borrowed.type("number", number.toLowerCase());
        borrowed.type("phone", "13900000000".equals(called) ? "13900000001" : "13900000000");
        borrowed.tap("find");
        borrowed.waitFor("fault", "没有对上");
        borrowed.screenshot("look-up-fault");
        borrowed.type("phone", called);
        borrowed.tap("find");
        borrowed.waitFor("status", "已受理");
        borrowed.waitFor("promised", "最晚");
        borrowed.screenshot("look-up-found");
        assertThat(borrowed.storage())
                .doesNotContain(number)
                .doesNotContain(called)
                .isEqualTo(before);
        borrowed.tap("elder", "another");
        look(borrowed, "elder-look-up");
    }

    @Test
    void theNumberOfWechatFillsTheFieldAndAfterARefusalOneTypes() {
        Phone phone = phone();
        phone.tap("report", "who-SELF");
        phone.type("name", "何秀英");
        phone.tap("next", "wechat-phone");
        phone.waitFor("fault", "没有取到");
        phone.set("phone", "13948110116");
        phone.tap("wechat-phone");
        phone.waitForValue("phone", "13948110116");
        phone.screenshot("wechat-phone");
        phone.tap("next");
        phone.waitForScreen("id");
    }

    @Test
    void withoutNetworkTheFirstScreenTheListAndTheCallsStillWork() {
        Phone phone = phone();
        report(phone, "郑有田");
        phone.tap("open");
        phone.see("status");
        String number = phone.text("status");
        line.down();
        phone.open("/pages/index/index");
        phone.tap("call-hotline");
        assertThat(phone.run("() => window.bench.calls.join()")).isEqualTo("12317");
        phone.tap("mine");
        phone.waitFor("fault", "没有网");
        assertThat(number).isNotBlank();
        phone.open("/pages/report/report");
        phone.tap("who-SELF");
        phone.type("name", "郑有地");
        phone.tap("next");
        phone.waitForScreen("phone");
    }

    @Test
    void theElderViewIsLargeEverywhereAndStaysChosen() {
        Phone phone = phone();
        phone.screenshot("home");
        assertThat(phone.tooSmall(44)).isEmpty();
        phone.tap("elder");
        look(phone, "elder-home");
        phone.tap("report");
        look(phone, "elder-who");
        phone.tap("who-SELF");
        look(phone, "elder-name");
        phone.tap("next");
        look(phone, "elder-name-missing");
        phone.type("name", "王秀兰");
        phone.tap("next");
        look(phone, "elder-phone");
        phone.type("phone", number());
        phone.tap("next");
        look(phone, "elder-id");
        phone.tap("id-none");
        look(phone, "elder-place");
        phone.tap("choose");
        phone.see("unit-" + Reports.TOWNSHIP);
        look(phone, "elder-towns");
        phone.tap("unit-" + Reports.TOWNSHIP, "unit-" + Reports.VILLAGE);
        look(phone, "elder-risk");
        phone.tap("risk-ILLNESS");
        phone.type("story", STORY);
        look(phone, "elder-story");
        phone.tap("next");
        look(phone, "elder-urgent");
        phone.tap("urgent-NONE");
        look(phone, "elder-check");
        phone.tap("next");
        look(phone, "elder-consent");
        phone.tap("consent-privacy", "consent-sensitive", "consent-truth");
        look(phone, "elder-consent-given");
        phone.tap("submit");
        received(phone);
        look(phone, "elder-receipt");
        phone.tap("open");
        phone.see("status");
        look(phone, "elder-detail");
        phone.tap("supplement");
        look(phone, "elder-supplement");
        phone.tap("mine");
        phone.see("report");
        look(phone, "elder-mine");
        phone.open("/pages/about/about");
        look(phone, "elder-about");
        phone.open("/pages/notice/notice");
        look(phone, "elder-notice");
        phone.tap("call-village");
        look(phone, "elder-call");
    }

    private static void look(Phone phone, String name) {
        phone.screenshot(name);
        assertThat(phone.tooSmall(60)).as(name).isEmpty();
    }
}
