package org.fangpin110.routing;

import java.util.List;

/** One step of the explanation: a code and what its sentence is filled with. Never the address itself. */
public record Reason(ReasonCode code, List<String> parameters) {
    public Reason {
        parameters = List.copyOf(parameters);
    }

    public static Reason of(ReasonCode code, String... parameters) {
        return new Reason(code, List.of(parameters));
    }
}
