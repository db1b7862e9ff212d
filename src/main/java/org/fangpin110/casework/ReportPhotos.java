package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Photos of a report whose case was found in scope. The attachment record answers; the two are joined where all is wired. */
public interface ReportPhotos {
    /** As the contract's Photo. */
    record Photo(UUID photoId, String mediaType, int byteSize, int width, int height, Instant createdAt) {}

    Future<List<Photo>> list(SqlClient db, String bannerCode, UUID reportId);

    /** Empty when the report has no such photo. */
    Future<Optional<Buffer>> read(SqlClient db, String bannerCode, UUID reportId, UUID photoId);
}
