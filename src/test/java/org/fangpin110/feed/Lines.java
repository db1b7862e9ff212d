package org.fangpin110.feed;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Lines of a reports file, and answers to them. */
final class Lines {
    static final JsonObject CONSENTS =
            new JsonObject().put("privacy", "1").put("sensitive", "1").put("truth", "1");

    private Lines() {}

    static JsonObject own(String reportId) {
        return new JsonObject()
                .put("report_id", reportId)
                .put("idempotency_key", "key of " + reportId)
                .put(
                        "reporter",
                        person("包玉兰", "152299197001010012", "16000000001").put("relation", "本人"))
                .putNull("subject")
                .put("address_text", "音德尔镇永兴村")
                .putNull("location")
                .putNull("scan_code")
                .put("risk_types", JsonArray.of("因病"))
                .put("narrative", "看病花了不少钱")
                .put("household_size", 3)
                .put("annual_income", 21000)
                .putNull("rigid_expense");
    }

    static JsonObject byProxy(String reportId) {
        JsonObject line = own(reportId).put("subject", person("白铁柱", null, null));
        line.getJsonObject("reporter").put("relation", "村干部");
        return line;
    }

    static JsonObject person(String name, String idNo, String phone) {
        return new JsonObject().put("name", name).put("id_no", idNo).put("phone", phone);
    }

    static Answer receipt(String receiptNo, boolean replayed) {
        return new Answer(201, replayed, new JsonObject().put("receiptNo", receiptNo));
    }

    static Answer problem(int status, String code, String... pointersAndCodes) {
        JsonArray errors = new JsonArray();
        for (int i = 0; i < pointersAndCodes.length; i += 2) {
            errors.add(new JsonObject().put("pointer", pointersAndCodes[i]).put("code", pointersAndCodes[i + 1]));
        }
        return new Answer(
                status, false, new JsonObject().put("type", "/problems/" + code).put("errors", errors));
    }

    static Outcome outcome(JsonObject line, Answer answer, Decision decision) {
        return new Outcome(new FeedReport(line), Optional.of(answer), Optional.ofNullable(decision));
    }
}
