package org.fangpin110.platform.http;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param firstRequest from the opening of a connection to the end of its first request's headers
 * @param nextRequest between two requests of a connection; above the keep-alive of common proxies
 * @param wholeRequest from the first byte of a request to its answer, at most; the contract may say less
 */
public record Patience(Duration firstRequest, Duration nextRequest, Duration wholeRequest) {
    public static final Patience STANDARD =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(120));
}
