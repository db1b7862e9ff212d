package org.fangpin110.notice;

import java.util.regex.Pattern;

/** An office's phone: a landline with its area code, or a service number. A mobile is a person's and does not fit. */
public record OfficePhone(String value) {
    private static final Pattern OFFICE = Pattern.compile("0[1-9]\\d{1,2}-[2-9]\\d{6,7}|1[012]\\d{3}|96\\d{3,4}");

    public OfficePhone {
        if (!OFFICE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an office's phone");
        }
    }
}
