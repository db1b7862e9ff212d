package org.fangpin110.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A failure the caller can act on, answered as problem+json with {@code type: /problems/<code>}. Whatever is not one of
 * these is a bug and answers 500. Carries no stack trace: it is an answer. Never put personal data into it.
 */
public final class AppException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private transient List<Object> parameters = List.of();

    private AppException(int status, String code, List<FieldError> errors) {
        super(code, null, false, false);
        this.status = status;
        this.errors = errors;
    }

    /** The shape of the request is wrong: 400. */
    public static AppException malformed(String code, List<FieldError> errors) {
        return new AppException(400, code, errors);
    }

    public static AppException malformed(String code) {
        return malformed(code, List.of());
    }

    /** No valid token: 401. */
    public static AppException unauthenticated(String code) {
        return new AppException(401, code, List.of());
    }

    /** Known, but not allowed to call this at all: 403. */
    public static AppException forbidden(String code) {
        return new AppException(403, code, List.of());
    }

    /** Not there, or not yours; the two are never told apart: 404. */
    public static AppException notFound() {
        return new AppException(404, "not-found", List.of());
    }

    /** Raced, or not allowed in the present state: 409. */
    public static AppException conflict(String code) {
        return new AppException(409, code, List.of());
    }

    /** The version on the screen is no longer the stored one: 412. */
    public static AppException changedMeanwhile(int currentVersion) {
        return new AppException(412, "changed-meanwhile", List.of()).with("currentVersion", currentVersion);
    }

    /** The meaning is wrong; all faults at once: 422. */
    public static AppException unprocessable(List<FieldError> errors) {
        return new AppException(422, "fields-to-correct", errors);
    }

    public static AppException unprocessable(String code) {
        return new AppException(422, code, List.of());
    }

    /** Over a limit of the caller's own: 429, with the time to wait. */
    public static AppException tooMany(String code, Duration retryAfter) {
        return new AppException(429, code, List.of()).with("retryAfterSeconds", retryAfter.toSeconds());
    }

    /** We cannot now: 503, with the time to wait. */
    public static AppException unavailable(String code, Duration retryAfter) {
        return new AppException(503, code, List.of()).with("retryAfterSeconds", retryAfter.toSeconds());
    }

    /** Any other status of HTTP's own, such as 405, 408, 413 or 415. */
    public static AppException status(int status, String code) {
        return new AppException(status, code, List.of());
    }

    /** Adds a member to the problem document. */
    public AppException with(String member, Object value) {
        details.put(member, value);
        return this;
    }

    /** What the placeholders of its sentence stand for. */
    public AppException saying(Object... values) {
        parameters = List.of(values);
        return this;
    }

    public List<Object> parameters() {
        return parameters;
    }

    public int status() {
        return status;
    }

    public String code() {
        return getMessage();
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> details() {
        return details;
    }
}
