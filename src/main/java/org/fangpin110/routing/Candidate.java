package org.fangpin110.routing;

import java.util.List;

/** A unit the report may belong to, best first, and why it came up. */
public record Candidate(String unitCode, double score, List<ReasonCode> why) {
    public Candidate {
        why = List.copyOf(why);
    }
}
