package org.fangpin110.attachment;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;

/**
 * Where contents lie. An interface with one implementation on purpose: the place is to be exchangeable for object storage. The connection
 * of the caller's transaction is passed in, so that row and content appear together; a store elsewhere ignores it.
 */
public interface AttachmentStore {
    Future<Void> put(SqlClient db, String bannerCode, UUID id, Buffer content);

    /** Fails with {@link java.util.NoSuchElementException} when there is none. */
    Future<Buffer> get(SqlClient db, String bannerCode, UUID id);
}
