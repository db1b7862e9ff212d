package org.fangpin110.casework;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.platform.http.PageToken;

/** A place in a queue as the contract's {@code after}: priority, microseconds, id. */
final class QueuePlaceToken {
    private static final Pattern PLACE = Pattern.compile(
            "([01])\\|(-?[0-9]{1,18})\\|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private QueuePlaceToken() {}

    static String of(QueuePlace place) {
        return PageToken.of(place.priority(), ChronoUnit.MICROS.between(Instant.EPOCH, place.dueAt()), place.caseId());
    }

    /** Whatever we did not write ourselves is a 400. */
    static QueuePlace read(String token) {
        Matcher parts = PLACE.matcher(String.join("|", PageToken.parts(token, 3)));
        if (!parts.matches()) {
            throw PageToken.unknown();
        }
        Instant dueAt = Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS);
        if (Math.abs(dueAt.getEpochSecond()) > 200_000_000_000L) { // beyond what PostgreSQL can hold
            throw PageToken.unknown();
        }
        return new QueuePlace(Integer.parseInt(parts.group(1)), dueAt, UUID.fromString(parts.group(3)));
    }
}
