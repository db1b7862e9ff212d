package org.fangpin110.form;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the schemas from the class path; what several forms share stands in {@code terms.v1.json} and is put in its place. */
final class FormFiles {
    private final Map<String, JsonObject> terms = new HashMap<>();

    /** Empty when there is no such version. */
    Optional<Form> read(FormCode code, int version) {
        return resource(code + ".v" + version + ".json").map(raw -> {
            if (!raw.getString("title").equals(code.name()) || raw.getInteger("x-version") != version) {
                throw new IllegalStateException("The form " + code + " v" + version + " calls itself otherwise");
            }
            return Form.of(code, version, (JsonObject) resolved(raw));
        });
    }

    private Object resolved(Object node) {
        if (node instanceof JsonObject object) {
            JsonObject resolved = new JsonObject();
            String reference = object.getString("$ref");
            if (reference != null) {
                term(reference).forEach(entry -> resolved.put(entry.getKey(), entry.getValue()));
            }
            object.forEach(entry -> {
                if (!entry.getKey().equals("$ref")) {
                    resolved.put(entry.getKey(), resolved(entry.getValue()));
                }
            });
            return resolved;
        }
        if (node instanceof JsonArray array) {
            JsonArray resolved = new JsonArray();
            array.forEach(item -> resolved.add(resolved(item)));
            return resolved;
        }
        return node;
    }

    private JsonObject term(String reference) {
        String[] parts = reference.split("#/", 2);
        JsonObject found = terms.computeIfAbsent(
                        parts[0], file -> resource(file).orElseThrow())
                .getJsonObject(parts[1]);
        if (found == null) {
            throw new IllegalStateException("A form refers to " + reference + ", which is not there");
        }
        return found;
    }

    private static Optional<JsonObject> resource(String file) {
        try (InputStream in = FormFiles.class.getResourceAsStream("/forms/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new JsonObject(Buffer.buffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
