package org.fangpin110.matching;

import java.util.Optional;
import java.util.UUID;

/** An open case that shares an index with the newcomer. */
public record OpenCase(
        UUID caseId, Optional<IndexKey> person, Optional<IndexKey> phone, Optional<IndexKey> nameAndUnit) {}
