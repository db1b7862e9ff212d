package org.fangpin110.intake;

import java.util.Set;

/** Versions of the consent texts that a report may name; their words are {@code consent.<kind>.<version>} in the messages. */
final class ConsentTexts {
    static final String CURRENT = "2026-11";
    /** The current one, and older ones that drafts on phones may still carry. */
    static final Set<String> VERSIONS = Set.of(CURRENT);

    private ConsentTexts() {}
}
