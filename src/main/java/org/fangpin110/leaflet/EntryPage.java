package org.fangpin110.leaflet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/**
 * What the ordinary code opens on a phone where WeChat did not take it: whose code it is, the way into the mini-program, the
 * phone number. No script, nothing from elsewhere, nothing about anybody.
 */
final class EntryPage {
    private static final String STYLE = "body{margin:0;font:20px/1.6 sans-serif;color:#1c1c1c;background:#fff}"
            + "header{background:#14533f;color:#fff;padding:20px;font-size:30px;font-weight:bold}"
            + "main{padding:20px;max-width:640px}h1{color:#b42b1e;font-size:28px;margin:8px 0 16px}"
            + "a{display:block;margin:12px 0;padding:16px;border-radius:8px;background:#14533f;color:#fff;"
            + "text-align:center;text-decoration:none;font-weight:bold;font-size:24px}"
            + "a.call{background:#b42b1e}small{color:#555;font-size:16px}";
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Supplier<UnitTable> units;
    private final Messages messages;
    private final String appId;

    EntryPage(Supplier<UnitTable> units, Messages messages, String appId) {
        this.units = units;
        this.messages = messages;
        this.appId = appId;
    }

    /** The page of the village that answers for the code today; empty when the code is not one, or names no village. */
    Optional<String> of(String scanned, Language language) {
        UnitTable now = units.get();
        return EntryCode.read(scanned).flatMap(code -> now.current(code.unitCode())
                .filter(unit -> unit.level() >= 4)
                .map(unit -> page(now, code, unit, language)));
    }

    String unknown(Language language) {
        return html(
                language,
                "<h1>" + text(language, "unknown.title") + "</h1><p>" + text(language, "unknown") + "</p>"
                        + hotline(language));
    }

    private String page(UnitTable now, EntryCode code, Unit unit, Language language) {
        StringBuilder body = new StringBuilder();
        body.append("<p>").append(escaped(Leaflets.above(now, unit))).append("</p>");
        body.append("<h1>").append(text(language, "village", unit.name())).append("</h1>");
        if (!unit.code().equals(code.unitCode())) {
            String former = now.findRetired(code.unitCode()).map(Unit::name).orElse(code.unitCode());
            body.append("<p>").append(text(language, "moved", former)).append("</p>");
        }
        // the plain scheme needs no call and does not expire; its page is declared in WeChat's console
        String open = "weixin://dl/business/?appid=" + appId + "&path=" + ProgramCodes.PAGE + "&query=scene%3D"
                + new EntryCode(unit.code()).scene().replace("=", "%253D");
        body.append("<p>").append(text(language, "how")).append("</p>");
        body.append("<a href=\"").append(escaped(open)).append("\">");
        body.append(text(language, "open")).append("</a><p>").append(text(language, "wechat"));
        body.append("</p><p>").append(text(language, "phone")).append("</p>").append(hotline(language));
        body.append("<p><small>").append(text(language, "privacy")).append("</small></p>");
        return html(language, body.toString());
    }

    private String hotline(Language language) {
        return "<a class=\"call\" href=\"tel:12317\">" + text(language, "hotline") + "</a>";
    }

    private String html(Language language, String body) {
        String title = text(language, "title");
        return "<!doctype html><html lang=\"" + language.tag() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + title
                + "</title><style>" + STYLE + "</style></head><body><header>" + title + "</header><main>" + body
                + "</main></body></html>\n";
    }

    private String text(Language language, String key, Object... parameters) {
        return escaped(messages.text(language, "entry." + key, parameters));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
