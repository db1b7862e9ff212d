package org.fangpin110.platform.session;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.fangpin110.platform.crypto.FieldCipher;

/** SQL of signing_key; private keys leave and enter it encrypted. */
final class SigningKeyRepository {
    private final FieldCipher cipher;

    SigningKeyRepository(FieldCipher cipher) {
        this.cipher = cipher;
    }

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('signing_key'))";

    /** One node at a time until the end of the transaction. */
    Future<Void> lock(SqlConnection tx) {
        return tx.query(LOCK).execute().mapEmpty();
    }

    private static final String IN_USE =
            """
            select key_id, public_key, private_key
            from signing_key
            where retired_at is null or retired_at > $1
            order by created_at > $2, case when created_at > $2 then created_at end, created_at desc, key_id""";

    /** Newest first, then those made after the given moment, oldest first: a young key never signs before an older one. */
    Future<List<SigningKey>> inUse(SqlClient db, Instant now, Instant signsFrom) {
        return db.preparedQuery(IN_USE)
                .mapping(row -> {
                    String keyId = row.getString("key_id");
                    byte[] sealed = row.getBuffer("private_key").getBytes();
                    return new SigningKey(
                            keyId, row.getString("public_key"), cipher.decryptText(context(keyId), sealed));
                })
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), signsFrom.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().toList());
    }

    private static final String INSERT =
            """
            insert into signing_key (key_id, algorithm, public_key, private_key, created_at)
            values ($1, 'RS256', $2, $3, $4)""";

    Future<Void> insert(SqlConnection tx, SigningKey key, Instant now) {
        Buffer sealed = Buffer.buffer(cipher.encryptText(context(key.keyId()), key.privatePem()));
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(key.keyId(), key.publicPem(), sealed, now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String RETIRE =
            """
            update signing_key set retired_at = $2
            where key_id <> $1 and retired_at is null""";

    /** All but this one, from that moment on. */
    Future<Void> retireOthers(SqlConnection tx, String keyId, Instant from) {
        return tx.preparedQuery(RETIRE)
                .execute(Tuple.of(keyId, from.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static String context(String keyId) {
        return "signing_key.private_key." + keyId;
    }
}
