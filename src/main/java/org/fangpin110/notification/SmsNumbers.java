package org.fangpin110.notification;

import io.vertx.core.buffer.Buffer;
import org.fangpin110.platform.crypto.BlindIndex;

/** The index under which numbers of messages, replies and reports meet. */
final class SmsNumbers {
    private SmsNumbers() {}

    /** The same as that of a report's contact phone, so that a sender's own case is found. */
    static Buffer index(BlindIndex index, String digits) {
        return Buffer.buffer(index.of("case_file.phone_index", digits));
    }
}
