package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.EntityTag;
import org.fangpin110.platform.http.JsonBodies;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.unit.UnitLookup;

/** The dictionary as bytes, made once for each language and state of the unit table. One instance per event loop. */
public final class DictionaryHandler {
    /** Short: a new consent text must reach the phones the same day. */
    private static final String CACHING = "public, max-age=300";

    private final Dictionary dictionary;
    private final UnitLookup units;
    private final Map<Language, Prepared> prepared = new EnumMap<>(Language.class);

    private record Prepared(EntityTag units, EntityTag tag, Buffer bytes) {}

    public DictionaryHandler(Dictionary dictionary, UnitLookup units) {
        this.dictionary = dictionary;
        this.units = units;
    }

    public void bind(Api api) {
        api.bind("getDictionary", this::getDictionary);
    }

    private Future<Reply> getDictionary(Request request) {
        Language language = request.language();
        Prepared ready = ready(language);
        return ready.tag()
                .answer(request, CACHING, () -> Reply.bytes("application/json", ready.bytes()))
                .map(reply -> reply.header("Vary", "Accept-Language").header("Content-Language", language.tag()));
    }

    private Prepared ready(Language language) {
        EntityTag now = units.tag("dictionary");
        Prepared known = prepared.get(language);
        if (known == null || !known.units().equals(now)) {
            Buffer bytes = JsonBodies.write(dictionary.in(language));
            EntityTag tag = EntityTag.of(
                    "dictionary-" + language.tag() + '-' + bytes.length(), bytes.toString(StandardCharsets.UTF_8));
            known = new Prepared(now, tag, bytes);
            prepared.put(language, known);
        }
        return known;
    }
}
