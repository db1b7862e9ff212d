package org.fangpin110.notice;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;

/** The words of a posted notice into the database and out: later message files do not change what hung on the wall. */
final class NoticeSeal {
    private final FieldCipher cipher;

    NoticeSeal(FieldCipher cipher) {
        this.cipher = cipher;
    }

    byte[] seal(UUID noticeId, Map<Language, NoticeText> texts) {
        JsonObject all = new JsonObject();
        texts.forEach((language, text) -> all.put(language.name(), json(text)));
        return cipher.encrypt(
                PublicNotice.contentContext(noticeId), all.toBuffer().getBytes());
    }

    /** In the language asked for where it was posted with it, else in Chinese. */
    NoticeText open(PublicNotice notice, Language language) {
        return open(notice).getOrDefault(language, open(notice).get(Language.ZH));
    }

    private Map<Language, NoticeText> open(PublicNotice notice) {
        JsonObject all = new JsonObject(
                Buffer.buffer(cipher.decrypt(PublicNotice.contentContext(notice.id()), notice.content())));
        Map<Language, NoticeText> texts = new EnumMap<>(Language.class);
        all.forEach(entry -> texts.put(Language.valueOf(entry.getKey()), text((JsonObject) entry.getValue())));
        return texts;
    }

    private static JsonObject json(NoticeText text) {
        JsonArray lines = new JsonArray();
        text.lines().forEach(line -> lines.add(JsonArray.of(line.label(), line.value())));
        return new JsonObject()
                .put("title", text.title())
                .put("opening", text.opening())
                .put("lines", lines)
                .put("objection", text.objection())
                .put("privacy", text.privacy())
                .put("issuer", text.issuer())
                .put("date", text.date())
                .put("number", text.number());
    }

    private static NoticeText text(JsonObject json) {
        List<NoticeText.Line> lines = json.getJsonArray("lines").stream()
                .map(JsonArray.class::cast)
                .map(line -> new NoticeText.Line(line.getString(0), line.getString(1)))
                .toList();
        return new NoticeText(
                json.getString("title"),
                json.getString("opening"),
                lines,
                json.getString("objection"),
                json.getString("privacy"),
                json.getString("issuer"),
                json.getString("date"),
                json.getString("number"));
    }
}
