package org.fangpin110.notification;

import java.time.Instant;

/** Whether a channel may be used for one recipient now. */
sealed interface Readiness {
    record Ready() implements Readiness {}

    /** Not for this recipient: the next channel. */
    record Absent(String code) implements Readiness {}

    /** Not at this hour. */
    record NotBefore(String code, Instant time) implements Readiness {}
}
