package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.attachment.CaseEvidence;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;

/** Forms and evidence as the contract shows them. */
final class FormView {
    private final FormWords words;

    FormView(Messages messages, Language language) {
        this.words = new FormWords(messages, language);
    }

    /** The contract's CodedValue. */
    record CodedValue(String code, String text) {}

    record Kind(String formCode, String title, int version, List<Integer> versions) {}

    record Blank(String formCode, int version, String title, List<CodedValue> sections, Object schema) {}

    record Summary(
            UUID formId,
            String formCode,
            int version,
            String title,
            int step,
            UUID corrects,
            UUID correctedBy,
            String madeBy,
            Instant madeAt,
            String digest,
            List<UUID> evidence) {}

    record Filled(Summary form, Object data) {
        @Override
        public String toString() {
            return "Filled[" + form.formId() + "]";
        }
    }

    record Evidence(
            UUID evidenceId,
            CodedValue evidenceKind,
            String mediaType,
            int byteSize,
            int width,
            int height,
            String digest,
            Instant createdAt) {}

    record Draft(String formCode, int version, Object data, List<String> sources) {
        @Override
        public String toString() {
            return "Draft[" + formCode + "]";
        }
    }

    Kind kind(Form current, FormCatalogue catalogue) {
        return new Kind(
                current.code().name(),
                words.title(current.code()),
                current.version(),
                catalogue.versions(current.code()).stream().map(Form::version).toList());
    }

    /** The schema with titles in the reader's language. */
    Blank blank(Form form) {
        List<CodedValue> sections = form.fields().stream()
                .map(name -> form.field(name).getString("x-section"))
                .distinct()
                .map(section -> new CodedValue(section, words.section(section)))
                .toList();
        return new Blank(
                form.code().name(),
                form.version(),
                words.title(form.code()),
                sections,
                plain(worded(form.code(), form.schema())));
    }

    private JsonObject worded(FormCode code, JsonObject schema) {
        JsonObject worded = new JsonObject();
        schema.forEach(entry -> worded.put(
                entry.getKey(),
                switch (entry.getKey()) {
                    case "properties" -> {
                        JsonObject properties = new JsonObject();
                        ((JsonObject) entry.getValue())
                                .forEach(field -> properties.put(
                                        field.getKey(),
                                        worded(code, (JsonObject) field.getValue())
                                                .put("title", words.field(code, field.getKey()))));
                        yield properties;
                    }
                    case "items" -> worded(code, (JsonObject) entry.getValue());
                    default -> entry.getValue();
                }));
        if (schema.containsKey("enum")) {
            JsonObject titles = new JsonObject();
            schema.getJsonArray("enum")
                    .forEach(value -> titles.put((String) value, words.value(schema, (String) value)));
            worded.put("x-titles", titles);
        }
        return worded;
    }

    Summary summary(CaseForm form) {
        return new Summary(
                form.id(),
                form.code().name(),
                form.version(),
                words.title(form.code()),
                form.stepSequence(),
                form.corrects(),
                form.correctedBy(),
                form.madeByName(),
                form.madeAt(),
                HexFormat.of().formatHex(form.digest()),
                form.evidence());
    }

    Filled filled(CaseForm form, JsonObject data) {
        return new Filled(summary(form), plain(data));
    }

    Draft draft(Form form, FormDrafts.Prefilled prefilled) {
        return new Draft(form.code().name(), form.version(), plain(prefilled.data()), prefilled.sources());
    }

    Evidence evidence(CaseEvidence stored) {
        return new Evidence(
                stored.id(),
                new CodedValue(stored.kind().name(), words.evidence(stored.kind())),
                "image/jpeg",
                stored.byteSize(),
                stored.width(),
                stored.height(),
                HexFormat.of().formatHex(stored.contentDigest().getBytes()),
                stored.madeAt().toInstant());
    }

    private static Object plain(Object value) {
        if (value instanceof JsonObject object) {
            Map<String, Object> plain = new LinkedHashMap<>();
            object.forEach(entry -> plain.put(entry.getKey(), plain(entry.getValue())));
            return plain;
        }
        if (value instanceof JsonArray array) {
            List<Object> plain = new ArrayList<>();
            array.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        return value;
    }
}
