package org.fangpin110.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/**
 * The words of a step on each channel. {0} is the receipt number, {1} the unit that has the case, {2} the promised day; nothing else of the
 * report ever gets into a message, because phones show them on a locked screen.
 */
final class Wording {
    /** Carriers allow 20 characters in a variable. */
    static final int VARIABLE = 20;

    /** What fills a text to its greatest length. */
    static final Map<String, String> LONGEST_VARIABLES = variables("2".repeat(12), "村".repeat(VARIABLE), "12月31日");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.ROOT);

    private final Messages messages;
    private final Supplier<UnitTable> units;
    private final ZoneId zone;

    Wording(Messages messages, Supplier<UnitTable> units, ZoneId zone) {
        this.messages = messages;
        this.units = units;
        this.zone = zone;
    }

    /** The fields of the subscribe template. @throws FieldFault when WeChat would refuse one */
    Map<String, String> wechat(Step step, Recipient recipient) {
        return wechat(
                Language.ZH,
                step.template().kind(),
                recipient.receiptNo(),
                unitName(recipient),
                DAY.format(recipient.promisedBy()),
                step.at());
    }

    Map<String, String> wechat(
            Language language, String kind, String receiptNo, String unitName, String day, Instant at) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("thing1", messages.text(language, "notify.subject"));
        fields.put("character_string2", receiptNo);
        fields.put("phrase3", messages.text(language, "notify." + kind + ".wechat.status"));
        String next = messages.text(language, "notify." + kind + ".wechat.next", receiptNo, unitName, day);
        fields.put("thing4", FieldLimits.cut(next, FieldLimits.THING));
        fields.put("time5", TIME.format(at.atZone(zone)));
        return FieldLimits.checked(kind, fields);
    }

    /** The text without its signature. */
    String sms(Language language, String kind, Map<String, String> variables) {
        return messages.text(
                language, "notify." + kind + ".sms", variables.values().toArray());
    }

    /** In the order of their numbers in the text. */
    Map<String, String> smsVariables(Step step, Recipient recipient) {
        Map<String, String> variables = variables(
                recipient.receiptNo(),
                FieldLimits.cut(unitName(recipient), VARIABLE),
                recipient.promisedBy() == null ? "" : DAY.format(recipient.promisedBy()));
        if (!step.template().kind().equals(MessageTemplate.DATE_CORRECTED)) {
            variables.remove("day"); // a provider's template knows no variable that its text lacks
        }
        return variables;
    }

    private static Map<String, String> variables(String receiptNo, String unitName, String day) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("no", receiptNo);
        variables.put("unit", unitName);
        variables.put("day", day);
        return variables;
    }

    private String unitName(Recipient recipient) {
        return units.get()
                .current(recipient.unitCode())
                .map(Unit::name)
                .orElseGet(() -> messages.text(Language.ZH, "notify.unit-unknown"));
    }
}
