package org.fangpin110.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document with every reference resolved. One file, OpenAPI 3.1, full paths. */
public final class Contract {
    private static final long DEFAULT_BODY_LIMIT = 64 * 1024;
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(15);

    private final JsonObject document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    private Contract(JsonObject document) {
        this.document = document;
        document.getJsonObject("paths").forEach(path -> readPath(path.getKey(), (JsonObject) path.getValue()));
    }

    /** Reads the contract from the class path. */
    public static Contract load() {
        try (InputStream in = Contract.class.getClassLoader().getResourceAsStream("api-spec/openapi.yaml")) {
            Object yaml =
                    new Load(LoadSettings.builder().setLabel("openapi.yaml").build()).loadFromInputStream(in);
            JsonObject raw = (JsonObject) toJson(yaml);
            return new Contract((JsonObject) resolve(raw, raw, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object toJson(Object yaml) {
        if (yaml instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((key, value) -> object.put(String.valueOf(key), toJson(value)));
            return object;
        }
        if (yaml instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(value -> array.add(toJson(value)));
            return array;
        }
        return yaml;
    }

    private static Object resolve(JsonObject root, Object node, int depth) {
        if (depth > 40) {
            throw new IllegalStateException("The contract refers to itself in a circle");
        }
        if (node instanceof JsonObject object) {
            String reference = object.getString("$ref");
            if (reference != null) {
                return resolve(root, target(root, reference), depth + 1);
            }
            JsonObject resolved = new JsonObject();
            object.forEach(entry -> resolved.put(entry.getKey(), resolve(root, entry.getValue(), depth + 1)));
            return resolved;
        }
        if (node instanceof JsonArray array) {
            JsonArray resolved = new JsonArray();
            array.forEach(value -> resolved.add(resolve(root, value, depth + 1)));
            return resolved;
        }
        return node;
    }

    private static Object target(JsonObject root, String reference) {
        Object found = root;
        for (String step : reference.substring(2).split("/")) {
            found = found instanceof JsonObject object ? object.getValue(step) : null;
        }
        if (found == null) {
            throw new IllegalStateException("The contract refers to " + reference + ", which is not there");
        }
        return found;
    }

    private void readPath(String path, JsonObject methods) {
        methods.forEach(entry -> {
            Operation operation = readOperation(path, entry.getKey(), (JsonObject) entry.getValue());
            if (operations.put(operation.id(), operation) != null) {
                throw new IllegalStateException("Two operations are called " + operation.id());
            }
        });
    }

    private static Operation readOperation(String path, String method, JsonObject operation) {
        JsonArray security = operation.getJsonArray("security", new JsonArray());
        Optional<String> scheme = security.isEmpty()
                ? Optional.empty()
                : security.getJsonObject(0).fieldNames().stream().findFirst();
        Set<String> roles = new LinkedHashSet<>();
        operation.getJsonArray("x-roles", new JsonArray()).forEach(role -> roles.add((String) role));
        List<Operation.Parameter> parameters = new ArrayList<>();
        operation.getJsonArray("parameters", new JsonArray()).forEach(item -> {
            JsonObject parameter = (JsonObject) item;
            parameters.add(new Operation.Parameter(
                    parameter.getString("name"),
                    parameter.getString("in"),
                    parameter.getBoolean("required", false),
                    parameter.getJsonObject("schema")));
        });
        JsonObject content =
                operation.getJsonObject("requestBody", new JsonObject()).getJsonObject("content", new JsonObject());
        return new Operation(
                operation.getString("operationId"),
                HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)),
                path.replaceAll("\\{([A-Za-z]+)}", ":$1"),
                scheme,
                Set.copyOf(roles),
                List.copyOf(parameters),
                Optional.ofNullable(content.getJsonObject("application/json"))
                        .map(json -> json.getJsonObject("schema")),
                content.containsKey("multipart/form-data"),
                operation.containsKey("x-typed-decoder"),
                operation.getLong("x-body-limit", DEFAULT_BODY_LIMIT),
                operation.containsKey("x-deadline")
                        ? Duration.ofSeconds(operation.getLong("x-deadline"))
                        : DEFAULT_DEADLINE,
                operation.getJsonObject("responses"));
    }

    Map<String, Operation> operations() {
        return operations;
    }

    /** The whole document, references resolved, for {@code /openapi.json} and for tests. */
    public JsonObject document() {
        return document;
    }

    /** The operation ids in the contract's order. */
    public Set<String> operationIds() {
        return operations.keySet();
    }

    /** The schema of a request body. */
    public JsonObject bodySchema(String operationId) {
        return operations.get(operationId).bodySchema().orElseThrow();
    }
}
