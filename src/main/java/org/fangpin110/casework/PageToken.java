package org.fangpin110.casework;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;

/** A place in a queue as the contract's {@code after}: URL-safe Base64 of priority|micros|id. */
final class PageToken {
    private static final Pattern PLACE = Pattern.compile(
            "([01])\\|(-?[0-9]{1,18})\\|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private PageToken() {}

    static String of(QueuePlace place) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, place.dueAt());
        String text = place.priority() + "|" + micros + "|" + place.caseId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whatever we did not write ourselves is a 400. */
    static QueuePlace read(String token) {
        Matcher parts = PLACE.matcher(decoded(token));
        if (!parts.matches()) {
            throw malformed();
        }
        Instant dueAt = Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS);
        if (Math.abs(dueAt.getEpochSecond()) > 200_000_000_000L) { // beyond what PostgreSQL can hold
            throw malformed();
        }
        return new QueuePlace(Integer.parseInt(parts.group(1)), dueAt, UUID.fromString(parts.group(3)));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static AppException malformed() {
        return AppException.malformed("parameters-malformed", List.of(new FieldError("#after", "wrong-format")));
    }
}
