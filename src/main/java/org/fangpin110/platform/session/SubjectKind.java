package org.fangpin110.platform.session;

/** Whom a session belongs to; also the audience of its tokens. */
public enum SubjectKind {
    RESIDENT,
    STAFF
}
