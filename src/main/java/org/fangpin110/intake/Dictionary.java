package org.fangpin110.intake;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.unit.UnitLookup;

/**
 * What the form is made of: units served, options with their words, texts to agree to, limits. Options and the limits of
 * fields are those of the contract, in its order.
 */
public final class Dictionary {
    private final Messages messages;
    private final UnitLookup units;
    private final ConsentTexts consents;
    private final List<Template> templates;
    private final Map<String, Integer> limits = new LinkedHashMap<>();
    private final JsonObject report;

    /** The contract's Dictionary. */
    record Content(
            List<UnitLookup.Choice> servedUnits,
            List<Option> riskTypes,
            List<Option> reporterKinds,
            List<Option> relations,
            List<Option> urgentKinds,
            List<Option> idAbsentReasons,
            List<ConsentTexts.Consent> consents,
            List<Template> messageTemplates,
            Map<String, Integer> limits) {}

    /** The contract's CodedValue. */
    record Option(String code, String text) {}

    /** What the phone asks permission for, by our code and WeChat's. */
    record Template(String code, String templateId) {}

    /**
     * @param templates ours → WeChat's, as configured
     * @param configuredLimits such as {@code reportsPerDay}; added to those of the contract
     */
    public Dictionary(
            Contract contract,
            Messages messages,
            UnitLookup units,
            ConsentTexts consents,
            Map<String, String> templates,
            Map<String, Integer> configuredLimits) {
        this.messages = messages;
        this.units = units;
        this.consents = consents;
        this.templates = templates.entrySet().stream()
                .map(entry -> new Template(entry.getKey(), entry.getValue()))
                .toList();
        this.report = contract.bodySchema("submitReport").getJsonObject("properties");
        limits.put("hardshipTextLength", field("hardshipText").getInteger("maxLength"));
        limits.put("addressTextLength", field("addressText").getInteger("maxLength"));
        limits.put("householdSizeMost", field("householdSize").getInteger("maximum"));
        limits.put("riskMoreMost", field("riskMore").getInteger("maxItems"));
        limits.putAll(configuredLimits);
    }

    Content in(Language language) {
        return new Content(
                units.served(),
                options(language, "risk", field("riskMain")),
                options(language, "reporter", field("reporterKind")),
                options(language, "relation", field("relation")),
                options(language, "urgent", field("urgentKind")),
                options(
                        language,
                        "id-absent",
                        field("subject").getJsonObject("properties").getJsonObject("idAbsentReason")),
                consents.current(language),
                templates,
                limits);
    }

    private JsonObject field(String name) {
        return report.getJsonObject(name);
    }

    private List<Option> options(Language language, String words, JsonObject schema) {
        return schema.getJsonArray("enum").stream()
                .map(code -> new Option((String) code, messages.text(language, words + "." + code)))
                .toList();
    }
}
