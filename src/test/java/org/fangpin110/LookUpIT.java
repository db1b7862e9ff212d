package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The slip and a phone tell where a report stands, and nothing else; the button of WeChat fills in a number. */
class LookUpIT {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    private Visitor resident;

    /** Each test is another day: what others tried is forgotten. */
    @BeforeEach
    void nextDay() {
        APP.clock().advance(Duration.ofHours(25));
        resident = APP.resident("u-" + UUID.randomUUID());
    }

    private String submitted(JsonObject report) {
        return APP.resident("w-" + UUID.randomUUID())
                .submit(UUID.randomUUID(), report)
                .json()
                .getString("receiptNo");
    }

    private static Answer lookUp(String number, String phone) {
        return APP.stranger()
                .post(
                        "/api/v1/report-status",
                        new JsonObject().put("receiptNumber", number).put("phone", phone));
    }

    private static String phoneOf(JsonObject report) {
        return report.getJsonObject("subject").getString("phone");
    }

    @Test
    void aStrangerWithNumberAndPhoneReadsTheStatusWordAndThePromisedDayAlone() {
        JsonObject report = Reports.crackedWall();
        String number = submitted(report);

        Answer found = lookUp(number.toLowerCase().replaceAll("(.{4})(?=.)", "$1 "), "+86 " + phoneOf(report));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().fieldNames()).containsExactlyInAnyOrder("status", "promisedBy");
        assertThat(found.json().getJsonObject("status").getString("code")).isEqualTo("ACKNOWLEDGED");
        assertThat(found.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void thePhoneOfWhoeverReportedForTheFamilyWillDoAsWell() {
        JsonObject report = Reports.crackedWall()
                .put("reporterKind", "NEIGHBOUR")
                .put("reporter", new JsonObject().put("name", "韩邻居").put("phone", "13948110110"));
        String number = submitted(report);

        assertThat(lookUp(number, "13948110110").status()).isEqualTo(200);
        assertThat(lookUp(number, phoneOf(report)).status()).isEqualTo(200);
        assertThat(lookUp(number, "13948110111").status()).isEqualTo(404);
    }

    @Test
    void anUnknownNumberAndAnotherPhoneGetTheSameAnswer() {
        String number = submitted(Reports.crackedWall());

        JsonObject otherPhone = lookUp(number, "13948110112").json();
        JsonObject unknown = lookUp(new ReceiptNumber().next(), "13948110112").json();

        assertThat(otherPhone.getString("type")).endsWith("look-up-unmatched");
        otherPhone.remove("requestId");
        unknown.remove("requestId");
        otherPhone.remove("instance");
        unknown.remove("instance");
        assertThat(otherPhone).isEqualTo(unknown);
    }

    @Test
    void whatIsMistypedIsSaidAtItsField() {
        Answer refused = lookUp("2345 6789 ABCD", "1394811");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults())
                .containsExactlyInAnyOrder("/receiptNumber receipt-number-mistyped", "/phone phone-mistyped");
    }

    @Test
    void afterTenTriesADayEvenTheRightPhoneGetsNothing() {
        JsonObject report = Reports.crackedWall();
        String number = submitted(report);
        for (int i = 0; i < 10; i++) {
            assertThat(lookUp(number, "1394811020" + i).status()).isEqualTo(404);
        }

        Answer refused = lookUp(number, phoneOf(report));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-lookups");
        APP.clock().advance(Duration.ofHours(24));
        assertThat(lookUp(number, phoneOf(report)).status()).isEqualTo(200);
    }

    @Test
    void oneAddressTriesSixtyNumbersAnHour() {
        for (int i = 0; i < 60; i++) {
            assertThat(lookUp(new ReceiptNumber().next(), "13948110113").status())
                    .isEqualTo(404);
        }

        assertThat(lookUp(new ReceiptNumber().next(), "13948110113").status()).isEqualTo(429);
        APP.clock().advance(Duration.ofHours(1));
        assertThat(lookUp(new ReceiptNumber().next(), "13948110113").status()).isEqualTo(404);
    }

    @Test
    void theButtonOfWechatGivesItsNumberOnce() {
        String code = APP.phoneCode("13948110114");

        Answer read = phone(code);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(new JsonObject().put("phone", "13948110114"));
        assertThat(phone(code).problem()).isEqualTo("wechat-phone-unread");
        assertThat(phone("nobodys-code").status()).isEqualTo(422);
    }

    @Test
    void oneAccountReadsTenNumbersADay() {
        for (int i = 0; i < 10; i++) {
            assertThat(phone("nobodys-code").status()).isEqualTo(422);
        }

        assertThat(phone(APP.phoneCode("13948110115")).problem()).isEqualTo("too-many-wechat-phones");
    }

    private Answer phone(String code) {
        return resident.post("/api/v1/me/wechat-phone", new JsonObject().put("code", code));
    }
}
