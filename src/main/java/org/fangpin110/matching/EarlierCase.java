package org.fangpin110.matching;

import java.util.UUID;

/**
 * A case that shares something with the newcomer.
 *
 * @param open false for the latest closed case of the same person: nothing is attached to it, but a new case names it
 */
public record EarlierCase(UUID caseId, boolean open, Traits traits) {}
