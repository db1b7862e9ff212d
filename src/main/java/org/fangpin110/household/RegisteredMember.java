package org.fangpin110.household;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * A member with all that the registry says, in the codes of forms: what a visitor would otherwise ask and type again. Words nobody
 * listed are left out.
 */
public record RegisteredMember(Relation relation, JsonObject content) {
    private static final Map<String, String> LABOUR = Map.of(
            "技能劳动力", "SKILLED",
            "普通劳动力", "ORDINARY",
            "弱劳动力或半劳动力", "WEAK",
            "弱劳动力", "WEAK",
            "半劳动力", "WEAK",
            "丧失劳动力", "LOST",
            "无劳动力", "NONE");

    private static final Map<String, String> HEALTH = Map.of(
            "健康", "HEALTHY", "长期慢性病", "CHRONIC", "患有大病", "MAJOR_DISEASE", "大病", "MAJOR_DISEASE", "残疾", "DISABLED");

    public boolean isHead() {
        return relation == Relation.HEAD;
    }

    public String name() {
        return content.getString("name");
    }

    /** As a member of a form. */
    public JsonObject json() {
        JsonObject member = new JsonObject().put("name", name()).put("relation", relation.name());
        put(
                member,
                "idNo",
                IdNumber.check(content.getString("id_no"))
                        .number()
                        .map(IdNumber::value)
                        .orElse(null));
        String born = content.getString("birth_date");
        put(member, "birthDate", born == null ? null : born.replace('/', '-'));
        put(member, "sex", content.getString("sex"));
        put(member, "labour", LABOUR.get(content.getString("labor_ability", "")));
        JsonArray health = new JsonArray();
        for (String word : content.getString("health", "").split("[,，、;；/]")) {
            if (HEALTH.containsKey(word) && !health.contains(HEALTH.get(word))) {
                health.add(HEALTH.get(word));
            }
        }
        put(member, "health", health.isEmpty() ? null : health);
        String insured = content.getString("insured_medical");
        put(member, "medicalInsured", insured == null ? null : insured.equals("是"));
        return member;
    }

    private static void put(JsonObject member, String name, Object value) {
        if (value != null) {
            member.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "RegisteredMember[" + relation + "]";
    }
}
