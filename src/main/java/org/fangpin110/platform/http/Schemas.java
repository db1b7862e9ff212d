package org.fangpin110.platform.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.platform.problem.JsonPointer;

/** Validators of the contract's schemas and their findings as field errors. */
public final class Schemas {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("https://fangpin110.invalid/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    /** Keywords that only say that something inside them failed. */
    private static final Set<String> ENCLOSING = Set.of("properties", "items", "$ref", "allOf", "oneOf", "anyOf");

    private static final Pattern PERCENT = Pattern.compile("(%[0-9A-F]{1,2})+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private Schemas() {}

    public static Validator validator(JsonObject schema) {
        return Validator.create(JsonSchema.of((JsonObject) strict(schema)), OPTIONS);
    }

    /** The contract's {@code $} is JavaScript's, the end of the text; Java's would let a line break follow. */
    private static Object strict(Object node) {
        if (node instanceof JsonObject object) {
            JsonObject strict = new JsonObject();
            object.forEach(entry -> strict.put(
                    entry.getKey(),
                    entry.getKey().equals("pattern") && entry.getValue() instanceof String pattern
                            ? pattern.replaceFirst("(?<!\\\\)\\$$", "\\\\z")
                            : strict(entry.getValue())));
            return strict;
        }
        if (node instanceof JsonArray array) {
            JsonArray strict = new JsonArray();
            array.forEach(item -> strict.add(strict(item)));
            return strict;
        }
        return node;
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
            String place = place(error.getInstanceLocation());
            if (ENCLOSING.contains(keyword)) {
                continue;
            }
            faults.add(fault(keyword, place, error, schema));
        }
        List<FieldError> found = new ArrayList<>(faults); // a known field with a fault is called unknown as well
        found.removeIf(fault -> fault.code().equals("unknown-field")
                && faults.stream()
                        .anyMatch(other -> other.pointer().startsWith(fault.pointer() + "/")
                                || other.pointer().equals(fault.pointer()) && other != fault));
        return found;
    }

    /** The validator writes a pointer as part of an address: percent-encoded, control characters with one digit. */
    private static String place(String location) {
        StringBuilder place = new StringBuilder();
        for (String step : location.replaceFirst("^#?/?", "").split("/", -1)) {
            String name = PERCENT.matcher(step).replaceAll(bytes -> Matcher.quoteReplacement(decoded(bytes.group())));
            place.append(JsonPointer.step("", name.replace("~1", "/").replace("~0", "~")));
        }
        return location.matches("#?/?") ? "" : place.toString();
    }

    private static String decoded(String bytes) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        Arrays.stream(bytes.substring(1).split("%"))
                .mapToInt(hex -> Integer.parseInt(hex, 16))
                .forEach(decoded::write);
        return decoded.toString(StandardCharsets.UTF_8);
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
            case "minLength", "minItems" -> new FieldError(place, "too-short", limit(error, schema));
            case "uniqueItems" -> new FieldError(place, "repeated");
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
