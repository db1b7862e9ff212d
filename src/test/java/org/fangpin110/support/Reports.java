package org.fangpin110.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/** Reports as residents write them; each about another person, with a valid ID number. */
public final class Reports {
    /** 好力保镇巴岱村. */
    public static final String VILLAGE = "152223107208";

    public static final String TOWNSHIP = "152223107000";
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private Reports() {}

    /** A wall cracked; a plain report for the village of {@link #VILLAGE}. */
    public static JsonObject crackedWall() {
        int person = PEOPLE.incrementAndGet();
        return new JsonObject()
                .put("reporterKind", "SELF")
                .put(
                        "subject",
                        new JsonObject()
                                .put("name", "白" + (char) ('一' + person % 2000) + (char) ('丁' + person / 2000))
                                .put("phone", String.format("138%08d", person))
                                .put("idNo", idNumber(person)))
                .put("hukouUnit", VILLAGE)
                .put("riskMain", "HOUSING")
                .put("riskMore", new JsonArray().add("ILLNESS"))
                .put("hardshipText", "房子后墙裂了大口子，下雨就漏，家里老人还在住院，钱都花光了。")
                .put("householdSize", 3)
                .put(
                        "consents",
                        new JsonObject()
                                .put("privacy", "2026-11")
                                .put("sensitive", "2026-11")
                                .put("truth", "2026-11"));
    }

    /** The n-th invented person's ID number. */
    public static String idNumber(int n) {
        String first = String.format(
                "152223%04d%02d%02d%03d", 1950 + n % 50, 1 + n / 50 % 12, 1 + n / 600 % 28, 1 + n / 16_800);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * WEIGHTS[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }
}
