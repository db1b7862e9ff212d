package org.fangpin110.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;

/**
 * What the code on a notice opens: how to object. The same for every notice but its number, which is not looked up: nobody learns
 * here whether there is such a notice, or about whom. No script, nothing from elsewhere.
 */
final class ObjectionPage {
    /** Where the mini-program shows a notice. */
    static final String PROGRAM_PAGE = "pages/notice/notice";

    private static final String STYLE = "body{margin:0;font:20px/1.6 sans-serif;color:#1c1c1c;background:#fff}"
            + "header{background:#14533f;color:#fff;padding:20px;font-size:30px;font-weight:bold}"
            + "main{padding:20px;max-width:640px}h1{color:#b42b1e;font-size:28px;margin:8px 0 16px}"
            + "a{display:block;margin:12px 0;padding:16px;border-radius:8px;background:#14533f;color:#fff;"
            + "text-align:center;text-decoration:none;font-weight:bold;font-size:24px}a.call{background:#b42b1e}";
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash()
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Messages messages;
    private final String appId;

    ObjectionPage(Messages messages, String appId) {
        this.messages = messages;
        this.appId = appId;
    }

    String of(NoticeNumber number, Language language) {
        String open =
                "weixin://dl/business/?appid=" + appId + "&path=" + PROGRAM_PAGE + "&query=no%3D" + number.value();
        return html(
                language,
                "<h1>" + text(language, "heading") + "</h1><p>" + text(language, "number", number.grouped()) + "</p><p>"
                        + text(language, "how") + "</p><a href=\"" + escaped(open) + "\">" + text(language, "open")
                        + "</a><p>" + text(language, "wechat") + "</p><p>" + text(language, "phone") + "</p>"
                        + hotline(language));
    }

    String unknown(Language language) {
        return html(
                language,
                "<h1>" + text(language, "unknown") + "</h1><p>" + text(language, "unknown.text") + "</p>"
                        + hotline(language));
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
        return escaped(messages.text(language, "notice.page." + key, parameters));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
