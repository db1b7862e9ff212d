package org.fangpin110.attachment;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;

/** Contents in the database, encrypted: one thing to back up. A megabyte costs some 15 ms of SM4, hence the workers. */
public final class DatabaseAttachmentStore implements AttachmentStore {
    private final FieldCipher cipher;
    private final WorkerExecutor workers;

    public DatabaseAttachmentStore(FieldCipher cipher, WorkerExecutor workers) {
        this.cipher = cipher;
        this.workers = workers;
    }

    private static final String PUT =
            """
            insert into attachment_content (attachment_id, banner_code, content)
            values ($1, $2, $3)""";

    @Override
    public Future<Void> put(SqlClient db, String bannerCode, UUID id, Buffer content) {
        return workers.executeBlocking(() -> cipher.encrypt(context(id), content.getBytes()), false)
                .compose(stored -> db.preparedQuery(PUT).execute(Tuple.of(id, bannerCode, Buffer.buffer(stored))))
                .mapEmpty();
    }

    private static final String GET =
            """
            select content from attachment_content
            where attachment_id = $1 and banner_code = $2""";

    @Override
    public Future<Buffer> get(SqlClient db, String bannerCode, UUID id) {
        return db.preparedQuery(GET)
                .mapping(row -> row.getBuffer("content"))
                .execute(Tuple.of(id, bannerCode))
                .map(rows -> rows.stream()
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException("no content of attachment " + id)))
                .compose(stored -> workers.executeBlocking(() -> cipher.decrypt(context(id), stored.getBytes()), false))
                .map(Buffer::buffer);
    }

    private static String context(UUID id) {
        return "attachment_content.content." + id;
    }
}
