package org.fangpin110.platform.outbox;

import java.time.Instant;

/**
 * What becomes of a claimed row.
 *
 * @param word for the column outcome; null while it goes on
 * @param againAt null when it is closed
 */
record Settlement(Lease lease, String word, Instant againAt) {
    static Settlement closed(Lease lease, String word) {
        return new Settlement(lease, word, null);
    }

    static Settlement again(Lease lease, Instant at) {
        return new Settlement(lease, null, at);
    }

    static Settlement of(OutboxEvent event, Outcome outcome, BackOff backOff, Instant now) {
        Lease lease = new Lease(event.id(), event.attempt());
        if (outcome instanceof Outcome.TryLater later) {
            return later.notBefore()
                    .or(() -> backOff.after(event.attempt()).map(now::plus))
                    .map(at -> again(lease, at))
                    .orElseGet(() -> closed(lease, word("given-up", later.note())));
        }
        String kind =
                outcome instanceof Outcome.Done ? "done" : outcome instanceof Outcome.Refused ? "refused" : "unknown";
        return closed(lease, word(kind, outcome.note()));
    }

    boolean givenUp() {
        return word != null && word.startsWith("given-up");
    }

    private static String word(String kind, String note) {
        return note.isEmpty() ? kind : kind + ":" + note;
    }
}
