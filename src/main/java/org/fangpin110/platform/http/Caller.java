package org.fangpin110.platform.http;

import java.util.Set;

/** Who calls, as established by the authenticator of the operation's security scheme. */
public interface Caller {
    /** The roles held now, by the names the contract uses; empty for callers without roles. */
    Set<String> roles();
}
