package org.fangpin110.deadline;

import java.util.List;

/** A file of holidays of which nothing may be used. Names the first faults by line. */
public final class InvalidNoticeFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * @param line counted from 1, the header; 0 for what is missing from the file
     * @param code kebab-case
     * @param value what stood there, or what is missing
     */
    public record Fault(int line, String code, String value) {}

    InvalidNoticeFile(List<Fault> faults) {
        super("the file of holidays has faults, first: " + faults.get(0), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
