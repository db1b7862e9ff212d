package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.platform.problem.JsonPointer;

/** What a single field must be beyond its shape, named by x-check in the schema; faults are {@link FieldError}s. */
final class FieldChecks {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private FieldChecks() {}

    static void check(JsonObject schema, JsonObject data, LocalDate today, FormFaults faults) {
        each(schema, data, "", (place, field) -> check(place, field, today, faults));
    }

    /** The evidence a form names, and where. */
    static Map<String, UUID> evidence(JsonObject schema, JsonObject data) {
        Map<String, UUID> named = new LinkedHashMap<>();
        each(schema, data, "", (place, field) -> {
            if (field.check().equals("evidence")) {
                named.put(place, UUID.fromString((String) field.value()));
            }
        });
        return named;
    }

    private record Field(String check, Object value) {}

    private static void each(JsonObject schema, Object value, String place, BiConsumer<String, Field> reader) {
        if (value instanceof JsonObject object) {
            JsonObject properties = schema.getJsonObject("properties", new JsonObject());
            object.fieldNames()
                    .forEach(name -> each(
                            properties.getJsonObject(name),
                            object.getValue(name),
                            JsonPointer.step(place, name),
                            reader));
        } else if (value instanceof JsonArray array) {
            JsonObject items = schema.getJsonObject("items");
            for (int i = 0; i < array.size(); i++) {
                each(items, array.getValue(i), place + "/" + i, reader);
            }
        } else if (schema.containsKey("x-check")) {
            reader.accept(place, new Field(schema.getString("x-check"), value));
        }
    }

    private static void check(String place, Field field, LocalDate today, FormFaults faults) {
        switch (field.check()) {
            case "person-name" ->
                PersonName.check(text(field)).fault().ifPresent(fault -> faults.fault(place, "name-" + kebab(fault)));
            case "id-number" -> idNumber(place, IdNumber.check(text(field), today), faults);
            case "phone" ->
                ContactPhone.check(text(field))
                        .fault()
                        .ifPresent(fault -> faults.fault(place, "phone-" + kebab(fault)));
            case "date" -> day(place, text(field), LocalDate.MAX, faults);
            case "past-date" -> day(place, text(field), today, faults);
            case "past-date-time" -> moment(place, text(field), today, faults);
            case "yuan" -> {
                if (decimal(field.value()).stripTrailingZeros().scale() > 2) {
                    faults.fault(place, "amount-two-decimals");
                }
            }
            case "evidence" -> {}
            default -> throw new IllegalStateException("A form asks for a check nobody knows: " + field.check());
        }
    }

    private static void idNumber(String place, IdNumber.Checked checked, FormFaults faults) {
        if (checked.number().isEmpty()) {
            checked.first().ifPresent(fault -> faults.fault(place, "id-" + kebab(fault)));
        }
    }

    private static void day(String place, String text, LocalDate last, FormFaults faults) {
        try {
            if (LocalDate.parse(text).isAfter(last)) {
                faults.fault(place, "day-in-future");
            }
        } catch (DateTimeException e) {
            faults.fault(place, "day-not-real");
        }
    }

    private static void moment(String place, String text, LocalDate today, FormFaults faults) {
        try {
            LocalDate day = OffsetDateTime.parse(text).atZoneSameInstant(CHINA).toLocalDate();
            if (day.isAfter(today)) {
                faults.fault(place, "day-in-future");
            }
        } catch (DateTimeException e) {
            faults.fault(place, "day-not-real");
        }
    }

    /** As it was written: 0.1 is one tenth. */
    static BigDecimal decimal(Object number) {
        return new BigDecimal(number.toString());
    }

    private static String text(Field field) {
        return (String) field.value();
    }

    private static String kebab(Enum<?> fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
