package org.fangpin110.routing;

/** The village we already know the subject's household in. */
public record KnownHousehold(String unitCode, Basis basis) {
    public enum Basis {
        REGISTRY,
        EARLIER_CASE
    }
}
