package org.fangpin110.notification;

/** Words that a channel would refuse: our own mistake, found before sending. Names the field, never the text. */
final class FieldFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FieldFault(String template, String field) {
        super(template + ", field " + field, null, false, false);
    }
}
