package org.fangpin110.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What a resident's phone would have shown.
 *
 * @param sequence counts up from 1
 * @param recipient an openid, or a phone with all but the last four digits hidden
 * @param lines the message as read, line by line
 */
public record InboxMessage(
        long sequence, Instant at, Channel channel, String recipient, String template, List<String> lines) {
    public enum Channel {
        WECHAT,
        SMS
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("sequence", sequence)
                .put("at", at.toString())
                .put("channel", channel.name())
                .put("recipient", recipient)
                .put("template", template)
                .put("lines", new JsonArray(lines));
    }

    /** Shows neither the person nor the text. */
    @Override
    public String toString() {
        return "InboxMessage[sequence=" + sequence + ", channel=" + channel + ", template=" + template + "]";
    }
}
