package org.fangpin110.platform.http;

import io.vertx.core.buffer.Buffer;

/**
 * A hand-written decoder for a hot operation. Accepts exactly what the contract's schema accepts, a test feeds both the
 * same bodies; throws {@code AppException} 400 with every fault of shape.
 */
@FunctionalInterface
public interface BodyDecoder<T> {
    T decode(Buffer body);
}
