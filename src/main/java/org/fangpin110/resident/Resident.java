package org.fangpin110.resident;

import java.util.Set;
import java.util.UUID;
import org.fangpin110.platform.http.Caller;

/** A WeChat account that signed in. */
public record Resident(UUID residentId) implements Caller {
    @Override
    public Set<String> roles() {
        return Set.of();
    }
}
