package org.fangpin110.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReportTest {
    private static JsonObject mapped(JsonObject line) {
        return new FeedReport(line).newReport(Lines.CONSENTS);
    }

    @Test
    void whoReportsForOneselfIsTheSubject() {
        JsonObject report = mapped(Lines.own("A"));

        assertThat(report)
                .isEqualTo(new JsonObject()
                        .put("reporterKind", "SELF")
                        .put(
                                "subject",
                                new JsonObject()
                                        .put("name", "包玉兰")
                                        .put("phone", "16000000001")
                                        .put("idNo", "152299197001010012"))
                        .put("hardshipText", "看病花了不少钱")
                        .put("consents", Lines.CONSENTS)
                        .put("addressText", "音德尔镇永兴村")
                        .put("riskMain", "ILLNESS")
                        .put("householdSize", 3)
                        .put("annualIncome", 21000));
    }

    @Test
    void whoReportsForOthersMayLackNumberAndPhone() {
        JsonObject report = mapped(Lines.byProxy("A"));

        assertThat(report.getJsonObject("subject"))
                .isEqualTo(new JsonObject()
                        .put("name", "白铁柱")
                        .put("noPhone", true)
                        .put("idAbsentReason", "PROXY_UNKNOWN"));
        assertThat(report.getJsonObject("reporter"))
                .isEqualTo(new JsonObject().put("name", "包玉兰").put("phone", "16000000001"));
    }

    @Test
    void whoReportsForOneselfHasNoWayAroundTheNumber() {
        JsonObject line = Lines.own("A");
        line.getJsonObject("reporter").put("id_no", "");

        JsonObject subject = mapped(line).getJsonObject("subject");

        assertThat(subject.getString("idNo")).isEmpty();
        assertThat(subject.containsKey("idAbsentReason")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"本人,SELF", "家属,RELATIVE", "邻居亲友,NEIGHBOUR", "村干部,VILLAGE_CADRE", "网格员,GRID_WORKER", "路人,路人"})
    void relationsBecomeReporterKinds(String relation, String kind) {
        JsonObject line = Lines.own("A");
        line.getJsonObject("reporter").put("relation", relation);

        assertThat(mapped(line).getString("reporterKind")).isEqualTo(kind);
    }

    @Test
    void theFirstThreeRisksAreSent() {
        JsonObject report = mapped(Lines.own("A").put("risk_types", JsonArray.of("因灾", "因学", "饮水安全", "因病")));

        assertThat(report.getString("riskMain")).isEqualTo("DISASTER");
        assertThat(report.getJsonArray("riskMore")).isEqualTo(JsonArray.of("SCHOOLING", "WATER"));
    }

    @Test
    void noRiskTickedIsWhatTheFormSelected() {
        assertThat(mapped(Lines.own("A").put("risk_types", new JsonArray())).getString("riskMain"))
                .isEqualTo("OTHER");
    }

    @Test
    void anUnknownRiskIsTheServersToRefuse() {
        assertThat(mapped(Lines.own("A").put("risk_types", JsonArray.of("因懒"))).getString("riskMain"))
                .isEqualTo("因懒");
    }

    @Test
    void aPositionKeepsItsDatum() {
        JsonObject location = new JsonObject()
                .put("lng", 122.7)
                .put("lat", 46.9)
                .put("accuracy_m", 15)
                .put("crs", "WGS84");

        assertThat(mapped(Lines.own("A").put("location", location)).getJsonObject("position"))
                .isEqualTo(new JsonObject()
                        .put("longitude", 122.7)
                        .put("latitude", 46.9)
                        .put("accuracyMetres", 15)
                        .put("system", "WGS84"));
    }

    @Test
    void nothingAboutThePlaceIsSaidSo() {
        assertThat(mapped(Lines.own("A").put("address_text", " ")).getBoolean("unitUnknown"))
                .isTrue();
        assertThat(mapped(Lines.own("A").put("address_text", "").put("scan_code", "x"))
                        .containsKey("unitUnknown"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "看病\u0007花钱😀", "ᠮᠣᠩᠭᠣᠯ", "  =cmd()  "})
    void textGoesAsWritten(String text) {
        assertThat(mapped(Lines.own("A").put("narrative", text)).getString("hardshipText"))
                .isEqualTo(text);
    }

    @Test
    void aReporterIsOneUserWhateverTheReport() {
        FeedReport own = new FeedReport(Lines.own("A"));
        FeedReport forOther = new FeedReport(Lines.byProxy("B"));

        assertThat(own.user()).isEqualTo(forOther.user()).matches("[0-9A-Za-z_-]{18}");
        assertThat(own.acceptsMessages()).isEqualTo(forOther.acceptsMessages());
    }

    @Test
    void aReporterWithoutNumberIsKnownByPhoneAndName() {
        JsonObject one = Lines.own("A");
        one.getJsonObject("reporter").putNull("id_no");
        JsonObject other = one.copy();
        other.getJsonObject("reporter").put("name", "包玉梅");

        assertThat(new FeedReport(one).user()).isNotEqualTo(new FeedReport(other).user());
    }

    @Test
    void linesAboutOnePersonShareAnIdentity() {
        JsonObject seenByNeighbour = Lines.own("B").put("subject", Lines.person("包玉兰", null, null));
        seenByNeighbour.put("reporter", Lines.person("田忠财", null, "16000000002"));

        assertThat(new FeedReport(seenByNeighbour).identities())
                .containsAnyElementsOf(new FeedReport(Lines.own("A")).identities());
    }

    @Test
    void aLineOfAnotherFormatIsNoReport() {
        assertThatThrownBy(() -> new FeedReport(new JsonObject().put("report_id", "A")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSampleCanBeRead() throws IOException {
        List<FeedReport> sample = ReportFile.sample();

        assertThat(sample).hasSizeBetween(50, 80);
        assertThat(sample).extracting(FeedReport::reportId).doesNotHaveDuplicates();
    }
}
