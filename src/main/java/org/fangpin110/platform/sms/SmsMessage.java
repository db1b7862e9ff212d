package org.fangpin110.platform.sms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One SMS to one phone.
 *
 * @param id ours; providers echo it in receipts but do not use it to drop repeats
 * @param phone with country code, as +8613…
 * @param template our name for the wording; the provider maps it to its own
 * @param parameters what fills the wording, in its order
 * @param text the whole text with its signature, for providers that take free text
 * @param extension digits added to the sender's number, so that a reply finds its case; may be empty
 */
public record SmsMessage(
        UUID id, String phone, String template, Map<String, String> parameters, String text, String extension) {
    public SmsMessage {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Shows neither the phone nor the text. */
    @Override
    public String toString() {
        return "SmsMessage[id=" + id + ", template=" + template + "]";
    }
}
