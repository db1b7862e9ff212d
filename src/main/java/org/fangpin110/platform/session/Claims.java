package org.fangpin110.platform.session;

import java.util.UUID;

/** What a valid access token says. */
public record Claims(SubjectKind kind, UUID subjectId, UUID sessionId, long expiresAtEpochSecond) {}
