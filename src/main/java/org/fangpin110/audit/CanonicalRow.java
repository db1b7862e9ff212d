package org.fangpin110.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The bytes of a row that are hashed: JSON on one line, columns in the order of their names, nulls left out, instants in UTC with
 * six decimals, bytes (always ciphertext here) as {@code sha256:} and their digest. A column added later is null in older
 * rows and so leaves their bytes as they were: columns of case_event and audit_event get no default.
 */
final class CanonicalRow {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final String NOT_HASHED = "commit_order";

    private CanonicalRow() {}

    static String of(Row row) {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.getValue(i);
            if (value != null && !row.getColumnName(i).equals(NOT_HASHED)) {
                values.put(row.getColumnName(i), plain(value));
            }
        }
        return text(values);
    }

    /** The same form for values that are no row. */
    static String text(Map<String, ?> values) {
        Map<String, Object> sorted = new TreeMap<>();
        values.forEach((name, value) -> sorted.put(name, plain(value)));
        return Json.encode(sorted);
    }

    static String instant(Instant at) {
        return INSTANT.format(at.atOffset(ZoneOffset.UTC));
    }

    private static Object plain(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean || value == null) {
            return value;
        } else if (value instanceof UUID || value instanceof LocalDate) {
            return value.toString();
        } else if (value instanceof OffsetDateTime at) {
            return INSTANT.format(at.withOffsetSameInstant(ZoneOffset.UTC));
        } else if (value instanceof Instant at) {
            return instant(at);
        } else if (value instanceof Buffer bytes) {
            return Digests.named(bytes.getBytes());
        } else if (value instanceof JsonObject object) {
            return plain(object.getMap());
        } else if (value instanceof JsonArray array) {
            return array.getList().stream().map(CanonicalRow::plain).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, inner) -> sorted.put(name.toString(), plain(inner)));
            return sorted;
        } else if (value instanceof Iterable<?> list) {
            return java.util.stream.StreamSupport.stream(list.spliterator(), false)
                    .map(CanonicalRow::plain)
                    .toList();
        } else if (value instanceof Object[] list) {
            return java.util.Arrays.stream(list).map(CanonicalRow::plain).toList();
        }
        throw new IllegalArgumentException("no canonical form of " + value.getClass());
    }
}
