package org.fangpin110.notice;

import java.util.List;
import org.fangpin110.platform.problem.FieldError;

/** A sentence a cadre wrote and the guard has read. There is no other way to make one. */
public final class FreeText {
    private final String value;

    FreeText(String value) {
        this.value = value;
    }

    /** Either the text or what is wrong with it. */
    public record Checked(FreeText text, List<FieldError> faults) {}

    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "FreeText[" + value.length() + "]";
    }
}
