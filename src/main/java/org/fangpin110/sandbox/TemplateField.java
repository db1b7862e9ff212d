package org.fangpin110.sandbox;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * WeChat's limits on what a template field may hold, by the kind in its name (thing1 is a thing).
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html">sendMessage</a>
 */
final class TemplateField {
    private static final String CLOCK = "([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?";
    private static final String DAY = "\\d{4}年\\d{1,2}月\\d{1,2}日";
    private static final String MOMENT = "(" + DAY + "( ?" + CLOCK + ")?|" + CLOCK + ")";
    private static final String SPAN = MOMENT + "( ?~ ?" + MOMENT + ")?";

    private static final Map<String, Pattern> ALLOWED = Map.ofEntries(
            allowed("thing", ".{1,20}"),
            allowed("number", "(?=.{1,32}$)-?\\d+(\\.\\d+)?"),
            allowed("letter", "[A-Za-z]{1,32}"),
            allowed("symbol", "[\\p{P}\\p{S}]{1,5}"),
            allowed("character_string", "[\\x20-\\x7e]{1,32}"),
            allowed("time", SPAN),
            allowed("date", DAY + "( ?" + CLOCK + ")?( ?~ ?" + DAY + "( ?" + CLOCK + ")?)?"),
            allowed("amount", "[\\p{Sc}￥]?(?=[\\d.]{1,11}元?$)\\d{1,10}(\\.\\d+)?元?"),
            allowed("phone_number", "[+\\d() -]{1,17}"),
            allowed("car_number", "\\p{IsHan}?[A-Za-z0-9]{1,6}[A-Za-z0-9\\p{IsHan}]"),
            allowed("name", "\\p{IsHan}[\\p{IsHan}·]{0,9}|[A-Za-z .'-]{1,20}"),
            allowed("phrase", "\\p{IsHan}{1,5}"),
            allowed("enum", ".+"));

    private TemplateField() {}

    private static Map.Entry<String, Pattern> allowed(String kind, String pattern) {
        return Map.entry(kind, Pattern.compile(pattern));
    }

    /** No kind allows a line break or an empty text. */
    static boolean allows(String field, String text) {
        Pattern pattern = ALLOWED.get(field.replaceFirst("\\d+$", ""));
        return pattern != null && !text.isBlank() && pattern.matcher(text).matches();
    }
}
