package org.fangpin110.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.fangpin110.miniprogram.BadLine.Fault;
import org.fangpin110.support.Pictures;
import org.fangpin110.support.Reports;
import org.fangpin110.unit.EntryCode;
import org.junit.jupiter.api.Test;

/** Reporting, on a good line and on bad ones. */
class MiniProgramReportIT extends MiniProgramBench {
    private static final String CODE = new EntryCode(Reports.VILLAGE).scene();

    @Test
    void aPersonReportsForThemselvesWithFewTapsAndLittleData() {
        line.takeBytes();
        Phone phone = phone();
        phone.open("/pages/report/report?scene=" + CODE.replace("=", "%3D"));
        phone.tap("who-SELF");
        phone.type("name", "王秀兰");
        phone.tap("next");
        phone.type("phone", "13912340001");
        phone.tap("next", "id-none");
        phone.waitFor("scanned", "巴岱村");
        phone.tap("scanned-yes");
        whatHappened(phone);
        phone.tap("submit");

        String number = received(phone);
        assertThat(phone.text("promised")).contains("月").contains("答复");
        assertThat(phone.text("unit")).contains("巴岱村");
        assertThat(phone.text("next-step")).isNotBlank();
        assertThat(sent(number).getString("unit_code")).isEqualTo(Reports.VILLAGE);
        assertThat(phone.storage()).doesNotContain("王秀兰").doesNotContain("老伴住院").doesNotContain("13912340001");
        long bytes = line.takeBytes();
        System.out.printf(
                "mini-program, shortest journey: %d taps, %d characters besides the story, %d bytes of server payload%n",
                phone.taps(), phone.typedBesidesTheStory(), bytes);
        assertThat(phone.taps()).isLessThanOrEqualTo(14);
        assertThat(phone.typedBesidesTheStory()).isLessThanOrEqualTo(40);
        assertThat(bytes).isLessThanOrEqualTo(20 * 1024);
    }

    @Test
    void aNeighbourReportsForSomebodyElseFromTheList() {
        Phone phone = phone();
        line.takeBytes();
        phone.tap("report", "who-OTHER", "kind-NEIGHBOUR");
        phone.type("name", "乌云·其其格");
        phone.tap("next", "no-phone");
        phone.type("id", "110105194912310021");
        phone.tap("next");
        phone.waitFor("fault", "抄错");
        phone.type("id", Reports.idNumber(7_700));
        phone.tap("next");
        phone.type("my-name", "包海山");
        phone.type("my-phone", number());
        phone.tap("next", "choose", "unit-" + Reports.TOWNSHIP, "unit-" + Reports.VILLAGE);
        whatHappened(phone);
        phone.tap("submit");

        assertThat(sent(received(phone)).getString("reporter_kind")).isEqualTo("NEIGHBOUR");
        phone.tap("open");
        phone.waitFor("status", "已受理");
        assertThat(phone.shows("supplement")).isFalse();
        assertThat(line.takeBytes()).isLessThanOrEqualTo(20 * 1024);
    }

    @Test
    void offlineKilledReopenedAndOnlineAgainItArrivesOnceWithItsPhotos() {
        Phone phone = phone();
        phone.tap("report", "who-SELF");
        phone.type("name", "白玉山");
        phone.tap("next");
        line.down();
        phone.type("phone", "13912340002");
        phone.kill();
        phone.open("/pages/index/index");
        phone.tap("go-on");
        phone.waitForScreen("phone");
        phone.tap("next", "id-none", "choose");
        phone.waitForScreen("towns");
        phone.tap("type");
        phone.type("address", "好力保镇巴岱村");
        phone.tap("use-typed", "risk-HOUSING");
        phone.type("story", STORY);
        phone.photograph("photo", Pictures.jpeg(Color.RED));
        phone.photograph("photo", Pictures.jpeg(Color.BLUE));
        phone.tap("next", "urgent-NONE");
        agree(phone);
        phone.tap("submit");
        phone.waitForState("saved");
        phone.screenshot("saved");
        phone.kill();
        phone.open("/pages/index/index");
        phone.waitFor("waiting", "1 份");
        long before = countReports();

        line.up();
        line.next("/api/v1/reports", Fault.ANSWER_LOST);
        phone.tap("waiting", "here");
        phone.networkComesAndGoesUntilReceived();

        String number = received(phone);
        phone.waitFor("photos", "2/2");
        assertThat(countReports()).isEqualTo(before + 1);
        assertThat(rows(
                        "select 1 from attachment a join report r on r.id = a.report_id where r.receipt_no = $1",
                        number))
                .hasSize(2);
        assertThat(phone.storage()).doesNotContain("白玉山").doesNotContain("data:image");
    }

    @Test
    void aPhotoThatBrokeOffFollowsLaterAndOnlyOnce() {
        Phone phone = phone();
        whoIsMyself(phone, "何明月", number());
        phone.tap("unknown", "next", "risk-HOUSING");
        phone.type("story", STORY);
        phone.photograph("photo", Pictures.jpeg(Color.GREEN));
        phone.tap("next", "urgent-NONE");
        agree(phone);
        line.down();
        phone.tap("submit");
        phone.waitForState("saved");
        line.up();
        phone.tap("retry");
        String number = received(phone);
        phone.waitFor("photos", "1/1");

        String photos = REPORTS + "/" + number + "/photos";
        line.next(photos, Fault.ANSWER_LOST, Fault.SERVER_ERROR);
        phone.tap("open");
        phone.set("privacy", "ask");
        phone.tap("photo");
        phone.photograph("privacy-agree", Pictures.jpeg(Color.YELLOW));
        phone.waitFor("said", "正在送");
        phone.networkIsBack();
        phone.open("/pages/mine/mine");
        phone.networkIsBack();
        phone.networkIsBack();
        phone.tap("report");
        phone.waitFor("photo", "2 张");
        assertThat(rows(
                        "select 1 from attachment a join report r on r.id = a.report_id where r.receipt_no = $1",
                        number))
                .hasSize(2);
    }

    @Test
    void manyTapsServerFaultsAndLostAnswersMakeOneReport() {
        Phone phone = phone();
        fill(phone, "陈巴特尔");
        phone.run("() => { const plain = wx.request; wx.request = o => plain({ ...o, timeout: 1500 }) }");
        line.next(REPORTS, Fault.SERVER_ERROR, Fault.ANSWER_LOST, Fault.HELD, Fault.BROKEN);
        long before = countReports();
        phone.tapMany("submit", 5);
        phone.networkComesAndGoesUntilReceived();
        received(phone);
        line.release();
        assertThat(line.arrived(REPORTS)).isGreaterThanOrEqualTo(3);
        assertThat(countReports()).isEqualTo(before + 1);
    }

    @Test
    void aSessionThatRanOutIsRenewedUnseen() {
        Phone phone = phone();
        fill(phone, "马青山");
        phone.tap("submit");
        received(phone);
        phone.tap("home");
        fill(phone, "马青海");
        line.next(REPORTS, Fault.TOKEN_EXPIRED);
        phone.tap("submit");
        received(phone);

        phone.tap("home");
        fill(phone, "马青川");
        line.next(REPORTS, Fault.TOKEN_EXPIRED);
        line.next("/api/v1/sessions/refresh", Fault.TOKEN_EXPIRED);
        phone.tap("submit");
        received(phone);
    }

    @Test
    void whoDoesNotKnowTheVillageMaySayWhereAboutsAndRefuseEverything() {
        Phone phone = phone();
        phone.set("subscribe", "reject");
        phone.set("privacy", "ask");
        whoIsMyself(phone, "赵长河", number());
        phone.tap("unknown", "position", "privacy-disagree");
        phone.waitFor("fault", "不影响申报");
        phone.type("address", "镇东头大桥旁边");
        phone.tap("next", "risk-WATER");
        phone.type("story", STORY);
        phone.tap("photo", "privacy-disagree");
        phone.waitFor("fault", "不拍也行");
        phone.tap("next", "urgent-NONE");
        agree(phone);
        phone.tap("submit");
        received(phone);
        assertThat(phone.run("() => window.bench.asked")).isEqualTo(1);

        phone.tap("home");
        fill(phone, "赵长海");
        phone.tap("submit");
        received(phone);
        assertThat(phone.run("() => window.bench.asked"))
                .as("a refusal is remembered")
                .isEqualTo(1);
    }

    @Test
    void theVillageCanBeScannedTypedAndChangedBeforeItIsSent() {
        Phone phone = phone();
        whoIsMyself(phone, "刘春花", number());
        phone.set("scan", "https://example.com/pay");
        phone.tap("scan");
        phone.waitFor("fault", "不是村里的码");
        phone.set("scan", new EntryCode(Reports.VILLAGE).address("https://fangpin.example"));
        phone.tap("scan");
        phone.waitFor("scanned", "巴岱村");
        phone.tap("scanned-no", "type");
        phone.type("address", "巴岱");
        phone.tap("found-" + Reports.VILLAGE, "risk-ILLNESS");
        phone.type("story", STORY);
        phone.tap("next", "urgent-NO_MEDICINE");
        phone.waitFor("answer-place", "巴岱村");
        phone.tap("change-name");
        phone.type("name", "刘秋花");
        phone.tap("next");
        phone.waitFor("answer-name", "刘秋花");
        agree(phone);
        phone.tap("submit");
        assertThat(sent(received(phone)).getBoolean("urgent")).isTrue();
    }

    @Test
    void whatTheServerCannotTakeIsMendedWhereItWasAsked() {
        Phone phone = phone();
        whoIsMyself(phone, "王1", number());
        phone.tap("choose", "unit-" + Reports.TOWNSHIP, "unit-" + Reports.VILLAGE);
        whatHappened(phone);
        phone.tap("submit");
        phone.waitForState("draft");
        phone.tap("mend", "change-name");
        phone.type("name", "王一");
        phone.tap("next", "next", "submit");
        received(phone);
    }

    @Test
    void thePersonAfterSeesNothingOfTheOneBefore() {
        Phone phone = phone("first-" + number());
        phone.tap("report", "who-SELF");
        phone.type("name", "高娃");
        phone.open("/pages/mine/mine");
        assertThat(phone.text("here")).contains("高**");
        phone.waitUntilSignedIn();
        phone.handTo("second-" + number());
        phone.run("() => localStorage.removeItem('s:session')");
        phone.open("/pages/mine/mine");
        phone.see("empty");
        phone.open("/pages/index/index");
        phone.see("report");
        assertThat(phone.shows("go-on")).isFalse();
    }
}
