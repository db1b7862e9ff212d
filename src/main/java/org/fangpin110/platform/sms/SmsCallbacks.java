package org.fangpin110.platform.sms;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** How one provider tells what became of messages and what phones answered. None of them signs what it pushes. */
public interface SmsCallbacks {
    /** @throws IllegalArgumentException when it is not what this provider sends */
    List<SmsReceipt> receipts(Object json);

    /** @throws IllegalArgumentException when it is not what this provider sends */
    List<SmsReply> replies(Object json);

    /** What it wants to read, or it repeats. */
    JsonObject acknowledgement();
}
