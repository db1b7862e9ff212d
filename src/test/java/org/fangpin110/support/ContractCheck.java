package org.fangpin110.support;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.http.Schemas;
import org.fangpin110.platform.problem.FieldError;

/** Holds every answer of a test against the contract: status declared, media type declared, body as its schema says. */
public final class ContractCheck {
    private static final JsonObject PATHS = Contract.load().document().getJsonObject("paths");
    private static final Map<JsonObject, Validator> VALIDATORS = new ConcurrentHashMap<>();

    private ContractCheck() {}

    /** Fails when the answer is not one the contract allows for this request; requests outside /api are not looked at. */
    public static void check(String method, String path, Answer answer) {
        String bare = path.replaceFirst("\\?.*", "");
        if (!bare.startsWith("/api/")) {
            return;
        }
        JsonObject operation = operation(method, bare);
        if (operation == null) {
            if (answer.status() < 400) {
                throw new AssertionError("no such operation in the contract: " + method + " " + bare);
            }
            return;
        }
        JsonObject responses = operation.getJsonObject("responses");
        JsonObject response = responses.getJsonObject(String.valueOf(answer.status()));
        if (response == null) {
            response = responses.getJsonObject(answer.status() / 100 + "XX");
        }
        if (response == null) {
            throw new AssertionError(operation.getString("operationId") + " must not answer " + answer);
        }
        JsonObject content = response.getJsonObject("content");
        if (content == null) {
            if (answer.bytes().length > 0) {
                throw new AssertionError("a body where the contract has none: " + answer);
            }
            return;
        }
        String type = answer.header("content-type").replaceFirst(";.*", "");
        JsonObject media = content.getJsonObject(type);
        if (media == null) {
            throw new AssertionError("media type " + type + " is not declared: " + answer);
        }
        JsonObject schema = media.getJsonObject("schema");
        if (schema != null) {
            Validator validator = VALIDATORS.computeIfAbsent(schema, Schemas::validator);
            List<FieldError> faults = Schemas.faults(validator, answer.json(), schema);
            if (!faults.isEmpty()) {
                throw new AssertionError(operation.getString("operationId") + " answers against the contract: " + faults
                        + " in " + answer);
            }
        }
    }

    private static JsonObject operation(String method, String path) {
        return PATHS.fieldNames().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .sorted((a, b) -> Boolean.compare(a.contains("{"), b.contains("{")))
                .map(template -> PATHS.getJsonObject(template).getJsonObject(method.toLowerCase(java.util.Locale.ROOT)))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
