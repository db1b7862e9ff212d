package org.fangpin110.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Codes a phone would have got, each good once and for five minutes. */
final class OneTimeCodes {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int KEPT = 10_000;

    private record Code(String stands, Instant expiry) {}

    private final InstantSource clock;
    private final Map<String, Code> open = new LinkedHashMap<>();

    OneTimeCodes(InstantSource clock) {
        this.clock = clock;
    }

    /** A new code that stands for this. */
    synchronized String issue(String standsFor) {
        String code = "dev-" + UUID.randomUUID().toString().replace("-", "");
        open.put(code, new Code(standsFor, clock.instant().plus(LIFE)));
        Iterator<String> oldest = open.keySet().iterator();
        if (open.size() > KEPT) {
            oldest.next();
            oldest.remove();
        }
        return code;
    }

    /** What the code stood for; it is spent now. */
    synchronized Optional<String> spend(String code) {
        return Optional.ofNullable(open.remove(code))
                .filter(found -> clock.instant().isBefore(found.expiry))
                .map(Code::stands);
    }
}
