package org.fangpin110.platform.wechat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One subscribe message to one person.
 *
 * @param page what a tap opens, without leading slash; null opens nothing
 * @param data field of the template (thing1, phrase2, …) to its text, in the order of the template
 */
public record SubscribeMessage(String openid, String templateId, String page, Map<String, String> data) {
    public SubscribeMessage {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** Shows neither the person nor the text. */
    @Override
    public String toString() {
        return "SubscribeMessage[templateId=" + templateId + ", fields=" + data.keySet() + "]";
    }
}
