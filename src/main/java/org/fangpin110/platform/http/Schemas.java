package org.fangpin110.platform.http;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fangpin110.platform.problem.FieldError;

/** Validators of the contract's schemas and their findings as field errors. */
public final class Schemas {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("https://fangpin110.invalid/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    /** Keywords that only say that something inside them failed. */
    private static final Set<String> ENCLOSING = Set.of("properties", "items", "$ref", "allOf", "oneOf", "anyOf");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private Schemas() {}

    public static Validator validator(JsonObject schema) {
        return Validator.create(JsonSchema.of(schema), OPTIONS);
    }

    /** What is wrong with a value, deepest findings only; empty when nothing is. */
    public static List<FieldError> faults(Validator validator, Object value, JsonObject schema) {
        OutputUnit result = validator.validate(value);
        if (Boolean.TRUE.equals(result.getValid())) {
            return List.of();
        }
        Set<FieldError> faults = new LinkedHashSet<>();
        for (OutputUnit error : result.getErrors()) {
            String keyword = error.getKeywordLocation()
                    .substring(error.getKeywordLocation().lastIndexOf('/') + 1);
            String place = error.getInstanceLocation().replaceFirst("^#", "");
            if (ENCLOSING.contains(keyword)) {
                continue;
            }
            faults.add(fault(keyword, place, error, schema));
        }
        List<FieldError> found = new ArrayList<>(faults);
        found.removeIf(fault -> fault.code().equals("unknown-field")
                && faults.stream()
                        .anyMatch(other -> other != fault
                                && other.pointer().startsWith(fault.pointer())
                                && !other.code().equals("unknown-field")));
        return found;
    }

    private static FieldError fault(String keyword, String place, OutputUnit error, JsonObject schema) {
        return switch (keyword) {
            case "required" -> {
                Matcher name = QUOTED.matcher(error.getError());
                yield new FieldError(name.find() ? place + "/" + name.group(1) : place, "required");
            }
            case "additionalProperties" -> new FieldError(place, "unknown-field");
            case "type" -> new FieldError(place, "wrong-type");
            case "pattern", "format" -> new FieldError(place, "wrong-format");
            case "enum" -> new FieldError(place, "unknown-code");
            case "maxLength", "maxItems" -> new FieldError(place, "too-long", limit(error, schema));
            case "minLength" -> new FieldError(place, "too-short", limit(error, schema));
            case "minimum" -> new FieldError(place, "too-small", limit(error, schema));
            case "maximum" -> new FieldError(place, "too-large", limit(error, schema));
            default -> new FieldError(place, "wrong-format");
        };
    }

    private static Object limit(OutputUnit error, JsonObject schema) {
        Object found = schema;
        for (String step : error.getKeywordLocation().replaceFirst("^#?/?", "").split("/")) {
            if (found instanceof JsonObject object) {
                found = object.getValue(step);
            }
        }
        return found instanceof Map || found instanceof JsonObject || found == null ? "" : found;
    }
}
