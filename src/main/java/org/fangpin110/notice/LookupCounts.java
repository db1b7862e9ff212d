package org.fangpin110.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.problem.AppException;

/** Notices one account looked up within an hour: whoever lives in a village needs a few, whoever collects needs thousands. Not thread-safe. */
final class LookupCounts {
    static final int PER_HOUR = 30;

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED = 50_000;

    private record Looked(Instant since, int times) {}

    private final Map<UUID, Looked> accounts = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Looked> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** 429 over the limit; whether there is such a notice does not matter. */
    void count(UUID account, Instant now) {
        Looked before = accounts.get(account);
        boolean fresh = before == null || !now.isBefore(before.since().plus(WINDOW));
        if (!fresh && before.times() >= PER_HOUR) {
            throw AppException.tooMany(
                    "too-many-lookups", Duration.between(now, before.since().plus(WINDOW)));
        }
        accounts.put(account, fresh ? new Looked(now, 1) : new Looked(before.since(), before.times() + 1));
    }
}
