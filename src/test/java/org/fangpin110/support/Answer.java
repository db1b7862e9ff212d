package org.fangpin110.support;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the server answered; already held against the contract. */
public record Answer(int status, HttpHeaders headers, byte[] bytes) {
    public JsonObject json() {
        return new JsonObject(text());
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The last part of the problem's type. */
    public String problem() {
        return json().getString("type").replace("/problems/", "");
    }

    /** Pointer and code of every field error, as {@code /subject/idNo id-checksum}. */
    public List<String> faults() {
        return json().getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .map(error -> error.getString("pointer") + " " + error.getString("code"))
                .toList();
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
