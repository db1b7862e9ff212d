package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.util.List;
import org.fangpin110.platform.http.Schemas;
import org.fangpin110.platform.problem.FieldError;

/**
 * One version of a form, as released: a version never changes, a change is a new version.
 *
 * @param schema JSON Schema 2020-12, every reference resolved. Ours beside it: x-section (part on paper), x-words (message prefix of
 *     its codes), x-check (what {@link FieldChecks} looks at), x-signatures (lines at the end of the paper)
 */
public record Form(FormCode code, int version, JsonObject schema, Validator validator) {

    static Form of(FormCode code, int version, JsonObject schema) {
        return new Form(code, version, schema, Schemas.validator(schema));
    }

    List<FieldError> shapeFaults(JsonObject data) {
        return Schemas.faults(validator, data, schema);
    }

    /** Field names in the order of the paper. */
    public List<String> fields() {
        return List.copyOf(properties().fieldNames());
    }

    public JsonObject field(String name) {
        return properties().getJsonObject(name);
    }

    /** Who signs the paper: household, maker, visitors, chair, recorder, seal. */
    public List<String> signatures() {
        return schema.getJsonArray("x-signatures", new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }

    private JsonObject properties() {
        return schema.getJsonObject("properties");
    }

    @Override
    public String toString() {
        return "Form[" + code + " v" + version + "]";
    }
}
