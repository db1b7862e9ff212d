package org.fangpin110.gazetteer;

/** What may happen to units. Words: {@code unit-change.<name>}. */
enum ChangeKind {
    RENAME,
    /** One or several into one, which may be there already. */
    MERGE,
    /** One into several new ones; its open cases wait in the township pool for somebody to say whose they are. */
    SPLIT,
    RECODE,
    /** Nobody follows but the township. */
    RETIRE,
    ADD,
    /** May it own a queue. */
    ROUTABLE
}
