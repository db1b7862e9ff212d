package org.fangpin110.platform.outbox;

import java.time.Instant;
import java.util.Optional;

/** How the handling of one event ended. The note is a short code for the row and the log, never text or personal data. */
public sealed interface Outcome {
    String note();

    /** Finished. */
    record Done(String note) implements Outcome {}

    /**
     * Not now.
     *
     * @param notBefore a time set by a rule (quiet hours); such a wait never counts as the last. Empty: by back-off
     */
    record TryLater(String note, Optional<Instant> notBefore) implements Outcome {
        public TryLater(String note) {
            this(note, Optional.empty());
        }
    }

    /** A clear no: repeating changes nothing. */
    record Refused(String note) implements Outcome {}

    /** The bytes left and no answer came. Closed here and settled by a receipt: sending again might tell twice. */
    record Unknown(String note) implements Outcome {}
}
