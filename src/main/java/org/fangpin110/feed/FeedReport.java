package org.fangpin110.feed;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One line of a reports file, and what the form makes of it. What a form cannot express is decided here; all else goes as
 * written, because coping with it is the server's business.
 */
public final class FeedReport {
    private static final Map<String, String> REPORTER_KINDS = Map.of(
            "本人", "SELF",
            "家属", "RELATIVE",
            "邻居亲友", "NEIGHBOUR",
            "村干部", "VILLAGE_CADRE",
            "网格员", "GRID_WORKER");
    private static final Map<String, String> RISK_TYPES = Map.ofEntries(
            Map.entry("因病", "ILLNESS"),
            Map.entry("因残", "DISABILITY"),
            Map.entry("因学", "SCHOOLING"),
            Map.entry("因灾", "DISASTER"),
            Map.entry("因意外事故", "ACCIDENT"),
            Map.entry("产业项目失败", "BUSINESS_FAILURE"),
            Map.entry("务工就业不稳", "JOB_UNSTABLE"),
            Map.entry("缺劳动力", "LABOUR_LACK"),
            Map.entry("住房安全", "HOUSING"),
            Map.entry("饮水安全", "WATER"),
            Map.entry("其他", "OTHER"));
    private static final Map<String, String> NUMBERS = Map.of(
            "household_size", "householdSize", "annual_income", "annualIncome", "rigid_expense", "rigidSpending");
    private static final Map<String, String> POSITION =
            Map.of("lng", "longitude", "lat", "latitude", "accuracy_m", "accuracyMetres", "crs", "system");
    /** The form pre-selects it. */
    private static final String NO_RISK_TICKED = "OTHER";

    private static final int MOST_FURTHER_RISKS = 2;
    private static final int USER_LENGTH = 18;

    private final JsonObject line;
    private final JsonObject reporter;
    private final JsonObject subject;
    private final String user;

    /** @throws ClassCastException for a line of another format */
    public FeedReport(JsonObject line) {
        this.line = line;
        this.reporter = required(line, "reporter");
        this.subject = line.getJsonObject("subject");
        if (line.getString("report_id") == null || line.getString("idempotency_key") == null) {
            throw new IllegalArgumentException("report_id or idempotency_key is missing");
        }
        this.user = hash(reporterIdentity());
    }

    private static JsonObject required(JsonObject line, String name) {
        JsonObject value = line.getJsonObject(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    public String reportId() {
        return line.getString("report_id");
    }

    String key() {
        return line.getString("idempotency_key");
    }

    /** The reporter's WeChat user; the same in every line of the same reporter, and telling nothing. */
    String user() {
        return user;
    }

    /** Every second reporter says yes when WeChat asks; the others get SMS. */
    boolean acceptsMessages() {
        return user.charAt(0) % 2 == 0;
    }

    private String reporterIdentity() {
        String idNo = reporter.getString("id_no");
        return blank(idNo) ? reporter.getString("phone") + " " + reporter.getString("name") : idNo.strip();
    }

    private static String hash(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest).substring(0, USER_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two lines that share one of these may be about the same person: they must not be in flight together. */
    Set<String> identities() {
        Set<String> identities = new LinkedHashSet<>();
        identities.add("key " + key());
        identities.add("user " + user);
        JsonObject person = person();
        Stream.of("id_no", "name", "phone")
                .filter(name -> !blank(person.getString(name)))
                .forEach(name -> identities.add(name + " " + person.getString(name)));
        return identities;
    }

    private JsonObject person() {
        return subject == null ? reporter : subject;
    }

    /** The contract's NewReport. */
    JsonObject newReport(JsonObject consents) {
        String kind = REPORTER_KINDS.getOrDefault(reporter.getString("relation"), reporter.getString("relation"));
        JsonObject report = new JsonObject()
                .put("reporterKind", kind)
                .put("subject", subject())
                .put("hardshipText", line.getString("narrative"))
                .put("consents", consents);
        if (byProxy()) {
            report.put("reporter", copy(reporter, new JsonObject(), Map.of("name", "name", "phone", "phone")));
        }
        place(report);
        risks(report);
        return copy(line, report, NUMBERS);
    }

    private boolean byProxy() {
        return subject != null;
    }

    /** Whoever reports for somebody else may not know number and phone and says so; about oneself there is no such way out. */
    private JsonObject subject() {
        JsonObject person = person();
        JsonObject subject = new JsonObject().put("name", person.getString("name"));
        if (byProxy() && blank(person.getString("phone"))) {
            subject.put("noPhone", true);
        } else {
            copy(person, subject, Map.of("phone", "phone"));
        }
        if (byProxy() && blank(person.getString("id_no"))) {
            subject.put("idAbsentReason", "PROXY_UNKNOWN");
        } else {
            copy(person, subject, Map.of("id_no", "idNo"));
        }
        return subject;
    }

    private void place(JsonObject report) {
        String address = line.getString("address_text");
        JsonObject location = line.getJsonObject("location");
        if (!blank(address)) {
            report.put("addressText", address);
        }
        copy(line, report, Map.of("scan_code", "scanCode"));
        if (location != null) {
            report.put("position", copy(location, new JsonObject(), POSITION));
        }
        if (blank(address) && location == null && blank(line.getString("scan_code"))) {
            report.put("unitUnknown", true);
        }
    }

    private void risks(JsonObject report) {
        List<String> ticked = line.getJsonArray("risk_types", new JsonArray()).stream()
                .map(String.class::cast)
                .map(type -> RISK_TYPES.getOrDefault(type, type))
                .toList();
        report.put("riskMain", ticked.isEmpty() ? NO_RISK_TICKED : ticked.get(0));
        if (ticked.size() > 1) {
            int end = Math.min(ticked.size(), 1 + MOST_FURTHER_RISKS);
            report.put("riskMore", new JsonArray(ticked.subList(1, end)));
        }
    }

    /** Copies what is there under its name in the contract. */
    private static JsonObject copy(JsonObject from, JsonObject to, Map<String, String> names) {
        names.forEach((source, target) -> {
            Object value = from.getValue(source);
            if (value != null) {
                to.put(target, value);
            }
        });
        return to;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    /** Shows no person. */
    @Override
    public String toString() {
        return "FeedReport[" + reportId() + "]";
    }
}
