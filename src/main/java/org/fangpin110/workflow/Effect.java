package org.fangpin110.workflow;

/** What a step does beside the state, in the same transaction. */
public enum Effect {
    /** Departments are asked what the household authorised. */
    ASK_DEPARTMENTS,
    /** The notice is written down with the day until which it must hang. */
    POST,
    TAKE_DOWN,
    RECORD_OBJECTION,
    DECIDE_OBJECTIONS,
    /** The clock rests, within its cap. */
    PAUSE,
    GO_ON,
    OWE_PAPERWORK,
    /** Whether somebody else looks at the household again is drawn by lot. */
    DRAW_REVISIT,
    /** The resident reads a sentence as the answer. */
    ANSWER
}
