/**
 * The door: mounts every operation of the contract, checks what comes in, writes what goes out. Knows nothing of
 * reports; start at {@link Api}.
 */
package org.fangpin110.platform.http;
