package org.fangpin110.platform.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;

/** Reads the body of one operation whole, inside its limit, and decodes it. */
final class BodyReader {
    private final Operation operation;
    private final Validator validator;
    private final BodyDecoder<?> decoder;

    BodyReader(Operation operation, Validator validator, BodyDecoder<?> decoder) {
        this.operation = operation;
        this.validator = validator;
        this.decoder = decoder;
    }

    /** Refuses by the headers alone what need not be read. */
    void refuseEarly(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        long limit = operation.hasBody() ? operation.bodyLimit() : 0;
        if (length != null && (length.length() > 12 || Long.parseLong(length) > limit)) {
            throw tooLarge();
        }
        if (!operation.hasBody()) {
            return;
        }
        String type = request.getHeader("Content-Type");
        String wanted = operation.multipart() ? "multipart/form-data" : "application/json";
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(wanted)) {
            throw AppException.status(415, operation.multipart() ? "send-multipart" : "send-json");
        }
    }

    Future<Buffer> read(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        long limit = operation.hasBody() ? operation.bodyLimit() : 0;
        Buffer collected = Buffer.buffer();
        request.handler(chunk -> {
            if (collected.length() + chunk.length() > limit) {
                request.handler(ignored -> {});
                whole.tryFail(tooLarge());
            } else {
                collected.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(broken -> whole.tryFail(AppException.malformed("body-broken-off")));
        request.endHandler(end -> whole.tryComplete(collected));
        request.resume();
        return whole.future();
    }

    private AppException tooLarge() {
        return AppException.status(413, operation.multipart() ? "photo-too-large" : "body-too-large");
    }

    /** The typed decoder's record, or a map checked against the schema; null where the operation has no JSON body. */
    Object decode(Buffer body) {
        if (decoder == null && validator == null) {
            return null;
        }
        if (!ByteBufUtil.isText(Unpooled.wrappedBuffer(body.getBytes()), StandardCharsets.UTF_8)) {
            throw AppException.malformed("body-not-json");
        }
        if (decoder != null) {
            return decoder.decode(body);
        }
        Map<String, Object> object = JsonBodies.readObject(body);
        List<FieldError> faults = Schemas.faults(
                validator, new JsonObject(object), operation.bodySchema().orElseThrow());
        if (!faults.isEmpty()) {
            throw AppException.malformed("body-malformed", faults);
        }
        return object;
    }
}
