package org.fangpin110.platform.outbox;

import java.util.UUID;

/** Which claim of which row. A later claim has a higher attempt, so whatever an older one says no longer counts. */
record Lease(UUID id, int attempt) {}
