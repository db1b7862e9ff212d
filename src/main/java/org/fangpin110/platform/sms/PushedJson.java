package org.fangpin110.platform.sms;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a provider pushes: an object or a list of them, every value a short text of the expected shape. */
final class PushedJson {
    static final int MOST = 500;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 500;

    private PushedJson() {}

    static List<JsonObject> objects(Object json) {
        Stream<Object> items =
                json instanceof JsonArray array ? array.stream() : Stream.of(json == null ? new Object() : json);
        List<Object> found = items.toList();
        if (found.isEmpty() || found.size() > MOST || !found.stream().allMatch(JsonObject.class::isInstance)) {
            throw new IllegalArgumentException("not one to " + MOST + " objects");
        }
        return found.stream().map(JsonObject.class::cast).toList();
    }

    static String id(JsonObject item, String field) {
        String id = text(item, field);
        if (!id.matches("[0-9A-Za-z_.:^-]{1," + LONGEST_ID + "}")) {
            throw new IllegalArgumentException(field);
        }
        return id;
    }

    /** Eleven digits, whatever stands before them. */
    static String phone(JsonObject item, String field) {
        String phone = text(item, field).replaceFirst("^(?:\\+|00)?86(?=1\\d{10}$)", "");
        if (!phone.matches("1[3-9]\\d{9}")) {
            throw new IllegalArgumentException(field);
        }
        return phone;
    }

    /** Empty when it is absent. */
    static String text(JsonObject item, String field) {
        Object value = item.getValue(field);
        if (value != null && !(value instanceof String) && !(value instanceof Number) && !(value instanceof Boolean)) {
            throw new IllegalArgumentException(field);
        }
        String text = value == null ? "" : value.toString().strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
