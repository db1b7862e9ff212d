package org.fangpin110.platform.sms;

import java.util.Map;
import org.fangpin110.platform.sms.SmsFailure.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's error words and what each means for us. A word stands for all that begin with it; the longest counts. A word
 * nobody knows is a clear no that somebody has to look at.
 */
final class SmsCodes {
    private static final Logger LOG = LoggerFactory.getLogger(SmsCodes.class);
    private static final int LONGEST = 80;

    private final String provider;
    private final Map<String, Kind> kinds;

    SmsCodes(String provider, Map<String, Kind> kinds) {
        this.provider = provider;
        this.kinds = Map.copyOf(kinds);
    }

    SmsFailure failure(String word) {
        String code = clean(word);
        Kind kind = kind(code);
        if (kind == Kind.OUR_FAULT) {
            LOG.atError()
                    .addKeyValue("provider", provider)
                    .addKeyValue("code", code)
                    .log("An SMS provider refuses for a reason that lies with us");
        }
        return new SmsFailure(kind, code);
    }

    Kind kind(String code) {
        String found = "";
        for (String word : kinds.keySet()) {
            if (code.startsWith(word) && word.length() > found.length()) {
                found = word;
            }
        }
        return found.isEmpty() ? Kind.OUR_FAULT : kinds.get(found);
    }

    /** Providers put what they like into a code; a phone or a text must not get into our log and rows. */
    static String clean(String word) {
        String code =
                word == null ? "" : word.replaceAll("[^0-9A-Za-z._:-]", "").replaceAll("\\d{7,}", "-");
        return code.isEmpty() ? "no-code" : code.substring(0, Math.min(code.length(), LONGEST));
    }
}
