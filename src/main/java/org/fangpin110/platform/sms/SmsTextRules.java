package org.fangpin110.platform.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What carriers let pass, for a wording with variables {@code {0} {1}}: asked at start, and by whoever lets wordings be edited. */
public final class SmsTextRules {
    public static final int MOST_VARIABLES = 20;
    public static final int LONGEST_VARIABLE = 20;
    /** domain.md 8: carriers refuse these words. */
    static final List<String> REFUSED = List.of("医疗", "贷款", "招聘", "面试", "返利", "中奖", "维权", "募捐");

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\d{1,2})}");
    private static final Pattern TOUCHING = Pattern.compile("}\\s*\\{");
    private static final Pattern LINK_OR_PHONE =
            Pattern.compile("(?i)://|www\\.|\\.(?:com|cn|net)\\b|(?<!\\d)(?:1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8})(?!\\d)");

    private SmsTextRules() {}

    /**
     * Codes of what is wrong with a wording; empty when it will do.
     *
     * @param signature without 【】
     * @param pieces how many billed pieces it may have when every variable is as long as it may be
     */
    public static List<String> faults(String signature, String wording, int pieces) {
        List<String> faults = new ArrayList<>();
        if (wording.isBlank()) {
            faults.add("empty");
        }
        if (wording.contains("【") || wording.contains("】")) {
            faults.add("brackets");
        }
        if (TOUCHING.matcher(wording).find()) {
            faults.add("variables-touch");
        }
        Matcher variables = VARIABLE.matcher(wording);
        if (variables.results().count() > MOST_VARIABLES) {
            faults.add("too-many-variables");
        }
        REFUSED.stream().filter(wording::contains).forEach(word -> faults.add("refused-word"));
        String longest = VARIABLE.matcher(wording).replaceAll("长".repeat(LONGEST_VARIABLE));
        String text = "【" + signature + "】" + longest;
        if (text.length() > SmsLength.LONGEST || SmsLength.segments(text) > pieces) {
            faults.add("too-long");
        }
        return List.copyOf(faults);
    }

    /** Codes of what is wrong with values, by the variable's name. */
    public static List<String> valueFaults(Map<String, String> variables) {
        List<String> faults = new ArrayList<>();
        variables.forEach((name, value) -> {
            if (value.length() > LONGEST_VARIABLE) {
                faults.add(name + ":too-long");
            }
            if (LINK_OR_PHONE.matcher(value).find()) {
                faults.add(name + ":link-or-phone");
            }
        });
        return List.copyOf(faults);
    }
}
