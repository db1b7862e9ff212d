package org.fangpin110.platform.http;

/** Told of every answered request; labels are the contract's own words, never data. */
@FunctionalInterface
public interface RequestMeter {
    void answered(String operationId, int status, long nanos);
}
