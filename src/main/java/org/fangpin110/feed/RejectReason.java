package org.fangpin110.feed;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a refusal into the reason of the test reports' answers; a code without one stays as it is. */
final class RejectReason {
    private static final Map<String, String> BY_CODE = Map.of(
            "id-checksum", "id_checksum",
            "id-format", "id_format",
            "id-legacy-15", "id_format",
            "id-birthdate", "id_birthdate",
            "id-area", "id_area",
            "id-missing", "id_missing",
            "id-or-reason", "id_missing",
            "text-or-voice", "narrative_empty",
            "idempotency-key-reused", "idempotency_key_reused");

    /** A fault of shape speaks of a field, and the reason is that field's; the first that fits counts. */
    private record ByField(String pointer, String reason) {}

    private static final List<ByField> BY_FIELD = List.of(
            new ByField("/subject/idNo", "id_format"),
            new ByField("/subject/phone", "phone_invalid"),
            new ByField("/reporter/phone", "phone_invalid"),
            new ByField("/subject/name", "name_invalid"),
            new ByField("/reporter/name", "name_invalid"),
            new ByField("/hardshipText", "narrative_too_long"),
            new ByField("/householdSize", "number_out_of_range"),
            new ByField("/annualIncome", "number_out_of_range"),
            new ByField("/rigidSpending", "number_out_of_range"),
            new ByField("/risk", "risk_type_unknown"));

    private RejectReason() {}

    static String of(Answer answer) {
        String problem = answer.problem();
        return answer.body().getJsonArray("errors", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(RejectReason::ofError)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(BY_CODE.getOrDefault(problem, problem));
    }

    private static Optional<String> ofError(JsonObject error) {
        String code = error.getString("code", "");
        String pointer = error.getString("pointer", "");
        return Optional.ofNullable(BY_CODE.get(code)).or(() -> BY_FIELD.stream()
                .filter(rule -> pointer.startsWith(rule.pointer()))
                .map(ByField::reason)
                .findFirst());
    }
}
