package org.fangpin110.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;

/** The place after which a page begins, opaque to clients. A token nobody made is a 400. */
public final class PageToken {
    private PageToken() {}

    public static String of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(text.isEmpty() ? "" : "|").append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The parts of a token that must have {@code count} of them. */
    public static String[] parts(String token, int count) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\\|", -1);
            if (parts.length == count) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    public static UUID uuid(String token) {
        try {
            return UUID.fromString(parts(token, 1)[0]);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    /** The 400 for a token that nobody made. */
    public static AppException unknown() {
        return AppException.malformed(
                "parameters-malformed", java.util.List.of(new FieldError("#after", "wrong-format")));
    }
}
