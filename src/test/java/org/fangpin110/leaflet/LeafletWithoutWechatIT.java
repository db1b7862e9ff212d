package org.fangpin110.leaflet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fangpin110.sandbox.Fault;
import org.fangpin110.sandbox.WechatSandbox;
import org.fangpin110.support.Answer;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a server of its own: codes that WeChat gave once are kept. */
class LeafletWithoutWechatIT {
    private static final String CODES = "/wxa/getwxacodeunlimit";
    private static final String TOWNSHIP = "152223100000";

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private static WechatSandbox wechat() {
        return APP.app().sandbox().orElseThrow().wechat();
    }

    private static String leaflet(String unit) {
        return "/api/v1/units/" + unit + "/leaflet";
    }

    private static List<Unit> villages() {
        return Units.shipped().within(UnitRange.of(TOWNSHIP)).stream()
                .filter(found -> found.isVillage() && found.routable())
                .toList();
    }

    @Test
    void withoutWechatTheOrdinaryCodeTakesTheBigPlaceAndTheAnswerIsNotKept() throws Exception {
        String unit = villages().get(3).code();
        wechat().fail(CODES, Fault.errcode(45009, "reach max api minute quota limit"));
        Visitor township = APP.township(TOWNSHIP);

        Answer answer = township.get(leaflet(unit));
        int asked = wechat().requests(CODES);
        Answer all = township.get(leaflet(TOWNSHIP));

        assertThat(answer.header("etag")).isEmpty();
        assertThat(wechat().requests(CODES))
                .as("nobody asks a WeChat that just refused")
                .isEqualTo(asked);
        try (Paper paper = new Paper(answer.bytes());
                Paper every = new Paper(all.bytes())) {
            assertThat(paper.codes(1)).containsExactly(new EntryCode(unit).address("http://localhost:8110"));
            assertThat(paper.text(1)).contains("本张为普通二维码");
            assertThat(every.pages()).isEqualTo(villages().size());
        }

        wechat().clearFaults();
        APP.clock().advance(Duration.ofMinutes(2));
        try (Paper paper = new Paper(APP.township(TOWNSHIP).get(leaflet(unit)).bytes())) {
            assertThat(paper.codes(1)).contains(new EntryCode(unit).scene());
        }
    }
}
