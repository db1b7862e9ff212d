package org.fangpin110.platform.problem;

import java.util.List;

/**
 * One fault of one field.
 *
 * @param pointer JSON pointer into the body (RFC 6901), or {@code #name} for a parameter
 * @param code kebab-case; message files hold its words as {@code field.<code>}
 * @param parameters what the words need, such as a limit; never the offending value
 */
public record FieldError(String pointer, String code, List<Object> parameters) {
    public FieldError(String pointer, String code, Object... parameters) {
        this(pointer, code, List.of(parameters));
    }

    /** The same fault, seen from a body in which what is faulty lies at this pointer. */
    public FieldError under(String parent) {
        return new FieldError(parent + pointer, code, parameters);
    }
}
