package org.fangpin110.casefile;

import java.util.UUID;

/** A place in the list of comparisons: by unit, then by age. */
public record SuggestionPlace(String ownerUnit, UUID caseId, UUID suggestionId) {
    /** Before every one. */
    public static final SuggestionPlace START = new SuggestionPlace("", new UUID(0, 0), new UUID(0, 0));
}
