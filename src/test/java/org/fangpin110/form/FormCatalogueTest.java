package org.fangpin110.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.support.FilledForms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every form: honest ones pass, and each field broken in each way its schema forbids is refused at its place. */
class FormCatalogueTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final FormCatalogue CATALOGUE = new FormCatalogue();
    private static final Messages MESSAGES = new Messages();

    private final FilledForms filled = new FilledForms(TODAY, UUID.fromString("01890000-0000-7000-8000-000000000001"));

    @ParameterizedTest
    @EnumSource(FormCode.class)
    void anHonestFormPasses(FormCode code) {
        assertThat(faults(code, filled.of(code))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FormCode.class)
    void eachMissingFieldIsRefusedAtItsPlace(FormCode code) {
        each(code, (place, holder, name, schema, required) -> {
            if (!required) {
                return;
            }
            refused(code, place, "required", form -> ((JsonObject) at(form, holder)).remove(name));
        });
    }

    @ParameterizedTest
    @EnumSource(FormCode.class)
    void eachFieldOfTheWrongKindIsRefusedAtItsPlace(FormCode code) {
        each(
                code,
                (place, holder, name, schema, required) -> refused(
                        code,
                        place,
                        "wrong-type",
                        form -> put(form, place, schema.getString("type").equals("object") ? "?" : new JsonObject())));
    }

    @ParameterizedTest
    @EnumSource(FormCode.class)
    void eachBoundIsKept(FormCode code) {
        each(code, (place, holder, name, schema, required) -> {
            switch (schema.getString("type")) {
                case "string" -> {
                    String longer = "a".repeat(schema.getInteger("maxLength") + 1);
                    assertThat(faults(code, changed(code, form -> put(form, place, longer))))
                            .extracting(FieldError::pointer)
                            .contains(place);
                    if (schema.containsKey("enum")) {
                        refused(code, place, "unknown-code", form -> put(form, place, "NOWHERE"));
                    }
                }
                case "integer", "number" -> {
                    refused(code, place, "too-large", form -> put(form, place, schema.getLong("maximum") + 1));
                    refused(code, place, "too-small", form -> put(form, place, schema.getLong("minimum") - 1));
                }
                case "array" ->
                    refused(code, place, "too-long", form -> {
                        JsonArray more = (JsonArray) at(form, place);
                        while (more.size() <= schema.getInteger("maxItems")) {
                            more.add(more.getValue(0));
                        }
                    });
                default -> {}
            }
        });
    }

    @ParameterizedTest
    @EnumSource(FormCode.class)
    void whatTheFormDoesNotAskForIsRefused(FormCode code) {
        refused(code, "/unasked", "unknown-field", form -> form.put("unasked", 1));
    }

    /** No text and no list without an end, no object open to anything: at any depth. */
    @ParameterizedTest
    @EnumSource(FormCode.class)
    void everySchemaIsBounded(FormCode code) {
        CATALOGUE.versions(code).forEach(form -> bounded(form.schema(), code.name()));
    }

    private static void bounded(JsonObject schema, String place) {
        switch (schema.getString("type")) {
            case "string" -> assertThat(schema.fieldNames()).as(place).contains("maxLength");
            case "number", "integer" ->
                assertThat(schema.fieldNames()).as(place).contains("maximum", "minimum");
            case "array" -> {
                assertThat(schema.fieldNames()).as(place).contains("maxItems");
                bounded(schema.getJsonObject("items"), place + "/-");
            }
            case "object" -> {
                assertThat(schema.getBoolean("additionalProperties")).as(place).isFalse();
                JsonObject properties = schema.getJsonObject("properties");
                properties.fieldNames().forEach(name -> bounded(properties.getJsonObject(name), place + "/" + name));
            }
            default -> assertThat(schema.getString("type")).isEqualTo("boolean");
        }
    }

    @ParameterizedTest
    @EnumSource(FormCode.class)
    void everyTitleSectionAndCodeHasItsWords(FormCode code) {
        for (Language language : List.of(Language.ZH, Language.EN)) {
            assertThat(MESSAGES.has(language, "form." + code))
                    .as("form." + code)
                    .isTrue();
            worded(code, CATALOGUE.current(code).schema(), language);
        }
    }

    private static void worded(FormCode code, JsonObject schema, Language language) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        properties.fieldNames().forEach(name -> {
            JsonObject field = properties.getJsonObject(name);
            assertThat(MESSAGES.has(language, "form.field." + name)).as(name).isTrue();
            if (field.containsKey("x-section")) {
                assertThat(MESSAGES.has(language, "form.section." + field.getString("x-section")))
                        .as(field.getString("x-section"))
                        .isTrue();
            }
            worded(code, field, language);
        });
        if (schema.containsKey("items")) {
            worded(code, schema.getJsonObject("items"), language);
        }
        if (schema.containsKey("enum")) {
            schema.getJsonArray("enum")
                    .forEach(value -> assertThat(MESSAGES.has(language, schema.getString("x-words") + "." + value))
                            .as(schema.getString("x-words") + "." + value)
                            .isTrue());
        }
    }

    @Test
    void aVersionThatWasNeverReleasedIsRefused() {
        assertThat(CATALOGUE.check(FormCode.DECISION, 99, filled.of(FormCode.DECISION), TODAY))
                .extracting(FieldError::code)
                .containsExactly("form-version-unknown");
    }

    private interface FieldReader {
        void read(String place, String holder, String name, JsonObject schema, boolean required);
    }

    /** Every field that the filled form has, with its schema; of lists the first item. */
    private void each(FormCode code, FieldReader reader) {
        List<String> seen = new ArrayList<>();
        each(CATALOGUE.current(code).schema(), filled.of(code), "", (place, holder, name, schema, required) -> {
            seen.add(place);
            reader.read(place, holder, name, schema, required);
        });
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
    }

    private static void each(JsonObject schema, JsonObject data, String holder, FieldReader reader) {
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        data.fieldNames().forEach(name -> {
            JsonObject field = schema.getJsonObject("properties").getJsonObject(name);
            String place = holder + "/" + name;
            reader.read(place, holder, name, field, required.contains(name));
            if (data.getValue(name) instanceof JsonObject inner) {
                each(field, inner, place, reader);
            }
            if (data.getValue(name) instanceof JsonArray list && list.getValue(0) instanceof JsonObject item) {
                each(field.getJsonObject("items"), item, place + "/0", reader);
            }
        });
    }

    private void refused(FormCode code, String place, String fault, Consumer<JsonObject> change) {
        assertThat(faults(code, changed(code, change))).as(code + place).anySatisfy(found -> {
            assertThat(found.pointer()).isEqualTo(place);
            assertThat(found.code()).isEqualTo(fault);
        });
    }

    private JsonObject changed(FormCode code, Consumer<JsonObject> change) {
        JsonObject form = filled.of(code);
        change.accept(form);
        return form;
    }

    private static List<FieldError> faults(FormCode code, JsonObject data) {
        return CATALOGUE.check(code, 1, data, TODAY);
    }

    static Object at(JsonObject form, String place) {
        Object found = form;
        for (String step : place.isEmpty() ? new String[0] : place.substring(1).split("/")) {
            found = found instanceof JsonArray list
                    ? list.getValue(Integer.parseInt(step))
                    : ((JsonObject) found).getValue(step);
        }
        return found;
    }

    static void put(JsonObject form, String place, Object value) {
        int last = place.lastIndexOf('/');
        ((JsonObject) at(form, place.substring(0, last))).put(place.substring(last + 1), value);
    }
}
