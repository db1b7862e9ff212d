package org.fangpin110.bench;

import java.nio.ByteBuffer;

/** What one connection of the load says and hears. Called by one thread. */
interface Conversation {
    /** Puts the next request; false when there is none any more. */
    boolean ask(ByteBuffer out);

    /** The answer to it; head and body are valid during the call only. */
    void answered(int status, ByteBuffer head, ByteBuffer body, long nanos);
}
