package org.fangpin110.workflow;

/**
 * How somebody stands to one case.
 *
 * @param owning true when it is for the very unit that owns the case, false for a unit above it
 */
public record Standing(Actor actor, boolean owning) {
    public static final Standing RESIDENT = new Standing(Actor.RESIDENT, false);
    public static final Standing SYSTEM = new Standing(Actor.SYSTEM, false);
}
