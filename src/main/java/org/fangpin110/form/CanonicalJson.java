package org.fangpin110.form;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One way to write the same data: names sorted, no spaces, numbers without needless zeros, UTF-8. */
final class CanonicalJson {
    private CanonicalJson() {}

    static byte[] write(JsonObject data) {
        return sorted(data).encode().getBytes(StandardCharsets.UTF_8);
    }

    static JsonObject read(byte[] canonical) {
        return new JsonObject(Buffer.buffer(canonical));
    }

    private static JsonObject sorted(JsonObject object) {
        Map<String, Object> names = new TreeMap<>();
        object.forEach(entry -> names.put(entry.getKey(), plain(entry.getValue())));
        JsonObject sorted = new JsonObject();
        names.forEach(sorted::put);
        return sorted;
    }

    private static Object plain(Object value) {
        if (value instanceof JsonObject object) {
            return sorted(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray plain = new JsonArray();
            array.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value instanceof Number number) {
            BigDecimal exact = FieldChecks.decimal(number).stripTrailingZeros();
            return exact.scale() <= 0 ? (Object) exact.longValueExact() : (Object) exact.doubleValue();
        }
        return value;
    }
}
