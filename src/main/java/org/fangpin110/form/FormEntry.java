package org.fangpin110.form;

import io.vertx.core.json.JsonObject;

/** A form as it comes with a step: which one, by which version, filled in with what. Personal data: never printed. */
public record FormEntry(FormCode code, int version, JsonObject data) {
    @Override
    public String toString() {
        return "FormEntry[" + code + " v" + version + "]";
    }
}
