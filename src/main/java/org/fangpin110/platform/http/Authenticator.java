package org.fangpin110.platform.http;

import io.vertx.core.Future;

/** Turns a bearer token into a caller, or fails with 401. One per security scheme of the contract. */
@FunctionalInterface
public interface Authenticator {
    Future<? extends Caller> authenticate(String token);
}
