package org.fangpin110.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;

/** Reads and checks the parameters of one operation; all faults at once. */
final class ParameterReader {
    private final Map<Operation.Parameter, Validator> validators = new LinkedHashMap<>();
    /** Parameters that are a text of one pattern and nothing else: a full validator costs a hundred times the match. */
    private final Map<Operation.Parameter, Pattern> patterns = new HashMap<>();

    ParameterReader(Operation operation) {
        operation.parameters().forEach(parameter -> {
            validators.put(parameter, Schemas.validator(parameter.schema()));
            if (Set.of("type", "pattern", "description")
                    .containsAll(parameter.schema().fieldNames())) {
                patterns.put(parameter, Pattern.compile(parameter.schema().getString("pattern", "")));
            }
        });
    }

    private boolean matches(Operation.Parameter parameter, String raw) {
        Pattern pattern = patterns.get(parameter);
        return pattern != null && pattern.matcher(raw).matches();
    }

    Map<String, Object> read(RoutingContext ctx) {
        if (validators.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> values = new HashMap<>();
        List<FieldError> faults = new ArrayList<>();
        validators.forEach((parameter, validator) -> {
            String raw = raw(ctx, parameter);
            if (raw == null) {
                if (parameter.required()) {
                    faults.add(new FieldError("#" + parameter.name(), "required"));
                }
                return;
            }
            if (matches(parameter, raw)) {
                values.put(parameter.name(), raw);
                return;
            }
            Object value = typed(raw, parameter.schema());
            List<FieldError> found = Schemas.faults(validator, value, parameter.schema());
            found.forEach(
                    fault -> faults.add(new FieldError("#" + parameter.name(), fault.code(), fault.parameters())));
            values.put(parameter.name(), value);
        });
        if (!faults.isEmpty()) {
            throw AppException.malformed("parameters-malformed", faults);
        }
        return values;
    }

    private static String raw(RoutingContext ctx, Operation.Parameter parameter) {
        HttpServerRequest request = ctx.request();
        return switch (parameter.in()) {
            case "path" -> ctx.pathParam(parameter.name());
            case "header" -> request.getHeader(parameter.name());
            default -> ctx.queryParams().get(parameter.name());
        };
    }

    private static Object typed(String raw, JsonObject schema) {
        if ("integer".equals(schema.getString("type")) && raw.matches("-?[0-9]{1,9}")) {
            return Integer.valueOf(raw);
        }
        return raw;
    }
}
