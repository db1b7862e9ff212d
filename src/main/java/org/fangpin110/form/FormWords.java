package org.fangpin110.form;

import io.vertx.core.json.JsonObject;
import org.fangpin110.attachment.EvidenceKind;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;

/** The words of forms in one language. */
final class FormWords {
    private final Messages messages;
    private final Language language;

    FormWords(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    String title(FormCode code) {
        return messages.text(language, "form." + code);
    }

    String section(String section) {
        return messages.text(language, "form.section." + section);
    }

    /** As this form calls it, else as all do. */
    String field(FormCode code, String name) {
        String own = "form.field." + code + "." + name;
        return messages.text(language, messages.has(language, own) ? own : "form.field." + name);
    }

    /** @param schema of the field, which says where its codes have their words */
    String value(JsonObject schema, String code) {
        return messages.text(language, schema.getString("x-words") + "." + code);
    }

    String evidence(EvidenceKind kind) {
        return messages.text(language, "evidence-kind." + kind);
    }

    String text(String key, Object... parameters) {
        return messages.text(language, key, parameters);
    }
}
