package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** Answers as they are written on paper. */
final class FormText {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final FormWords words;

    FormText(FormWords words) {
        this.words = words;
    }

    /** @param value null for what was not answered */
    String of(FormCode code, JsonObject field, Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof JsonArray list) {
            JsonObject items = field.getJsonObject("items");
            return "evidence".equals(items.getString("x-check"))
                    ? words.text("form.print.pieces", list.size())
                    : list.stream()
                            .map(item -> of(code, items, item))
                            .collect(Collectors.joining(words.text("form.print.comma")));
        }
        if (value instanceof JsonObject object) {
            JsonObject properties = field.getJsonObject("properties");
            return properties.fieldNames().stream()
                    .filter(object::containsKey)
                    .map(name -> of(code, properties.getJsonObject(name), object.getValue(name)))
                    .collect(Collectors.joining("　"));
        }
        if (value instanceof Boolean yes) {
            return words.text(yes ? "form.print.yes" : "form.print.no");
        }
        if ("yuan".equals(field.getString("x-check"))) {
            BigDecimal amount = FieldChecks.decimal(value).stripTrailingZeros();
            return (amount.scale() <= 0 ? amount.setScale(0) : amount.setScale(2, RoundingMode.UNNECESSARY))
                    .toPlainString();
        }
        if ("past-date-time".equals(field.getString("x-check"))) {
            return MINUTE.format(OffsetDateTime.parse((String) value).atZoneSameInstant(FieldChecks.CHINA));
        }
        return field.containsKey("enum") ? words.value(field, (String) value) : value.toString();
    }
}
