package org.fangpin110.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation as the contract states it.
 *
 * @param path in vertx-web's form, {@code /cases/:caseId}
 * @param security the name of the one security scheme; empty when the operation is public
 * @param roles who may call it; empty when every authenticated caller may
 * @param bodyLimit bytes
 * @param deadline from the first byte to the answer; zero for a stream
 */
record Operation(
        String id,
        HttpMethod method,
        String path,
        Optional<String> security,
        Set<String> roles,
        List<Parameter> parameters,
        Optional<JsonObject> bodySchema,
        boolean multipart,
        boolean typedDecoder,
        long bodyLimit,
        Duration deadline,
        JsonObject responses) {

    /** @param in path, query or header */
    record Parameter(String name, String in, boolean required, JsonObject schema) {}

    boolean hasBody() {
        return bodySchema.isPresent() || multipart;
    }
}
