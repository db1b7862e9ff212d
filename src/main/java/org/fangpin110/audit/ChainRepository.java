package org.fangpin110.audit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** SQL of the chain: what waits to be sealed, links, seals and anchors. */
final class ChainRepository {
    private static final long LOCK_KEY = 0x66616e6770696e31L;

    /** Only one node seals at a time; false where another does. Until the transaction ends. */
    Future<Boolean> lock(SqlClient tx) {
        return tx.preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK_KEY))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Rows of every transaction below it are committed or never will be. Asked before they are read. */
    Future<Long> horizon(SqlClient tx) {
        return tx.query("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + commit_order_offset()")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static final String EVENTS =
            """
            select * from case_event
            where (commit_order, case_id, sequence) > ($1, $2, $3) and commit_order < $4
            order by commit_order, case_id, sequence
            limit $5""";

    private static final String ENTRIES =
            """
            select * from audit_event
            where case_id is not null and (commit_order, id) > ($1, $2) and commit_order < $3
            order by commit_order, id
            limit $4""";

    Future<List<Waiting>> events(SqlClient tx, Seal last, long horizon, int limit) {
        return tx.preparedQuery(EVENTS)
                .mapping(Waiting::event)
                .execute(Tuple.of(last.eventOrder(), last.eventCase(), last.eventSequence(), horizon, limit))
                .map(rows -> rows.stream().toList());
    }

    Future<List<Waiting>> entries(SqlClient tx, Seal last, long horizon, int limit) {
        return tx.preparedQuery(ENTRIES)
                .mapping(Waiting::entry)
                .execute(Tuple.of(last.auditOrder(), last.auditId(), horizon, limit))
                .map(rows -> rows.stream().toList());
    }

    /** @param sequence of a step, else null @param auditId of an entry of the trail, else null */
    record Waiting(long order, UUID caseId, Integer sequence, UUID auditId, Instant at, String text) {
        static Waiting event(Row row) {
            return new Waiting(
                    row.getLong("commit_order"),
                    row.getUUID("case_id"),
                    row.getInteger("sequence"),
                    null,
                    row.getOffsetDateTime("at").toInstant(),
                    CanonicalRow.of(row));
        }

        static Waiting entry(Row row) {
            return new Waiting(
                    row.getLong("commit_order"),
                    row.getUUID("case_id"),
                    null,
                    row.getUUID("id"),
                    row.getOffsetDateTime("at").toInstant(),
                    CanonicalRow.of(row));
        }

        char kind() {
            return auditId == null ? 'E' : 'A';
        }
    }

    private static final String HEADS =
            """
            select l.case_id, l.position, l.hash
            from unnest($1::uuid[]) as c (id)
            cross join lateral (select * from case_link where case_id = c.id order by position desc limit 1) l""";

    record Head(int position, byte[] hash) {
        static final Head NONE = new Head(0, Digests.BEGINNING);
    }

    /** The last links of these cases; those without a link are missing. */
    Future<Map<UUID, Head>> heads(SqlClient tx, UUID... cases) {
        return tx.preparedQuery(HEADS).execute(Tuple.of(cases)).map(rows -> {
            Map<UUID, Head> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getUUID(0), new Head(row.getInteger(1), bytes(row, 2))));
            return found;
        });
    }

    record Link(UUID caseId, int position, Integer sequence, UUID auditId, long sealNo, int leaf, byte[] hash) {
        static Link of(Row row) {
            return new Link(
                    row.getUUID("case_id"),
                    row.getInteger("position"),
                    row.getInteger("sequence"),
                    row.getUUID("audit_id"),
                    row.getLong("seal_no"),
                    row.getInteger("leaf"),
                    row.getBuffer("hash").getBytes());
        }
    }

    private static final String APPEND_LINKS =
            """
            insert into case_link (case_id, position, sequence, audit_id, seal_no, leaf, hash)
            select g.case_id, g.position, g.sequence, g.audit_id, $5, g.ord - 1, g.hash
            from unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $6::bytea[]) with ordinality
                as g (case_id, position, sequence, audit_id, hash, ord)""";

    Future<Void> append(SqlClient tx, long sealNo, List<Link> links) {
        return tx.preparedQuery(APPEND_LINKS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(links.stream().map(Link::caseId).toArray(UUID[]::new))
                        .addArrayOfInteger(links.stream().map(Link::position).toArray(Integer[]::new))
                        .addArrayOfInteger(links.stream().map(Link::sequence).toArray(Integer[]::new))
                        .addArrayOfUUID(links.stream().map(Link::auditId).toArray(UUID[]::new))
                        .addLong(sealNo)
                        .addArrayOfBuffer(links.stream()
                                .map(link -> Buffer.buffer(link.hash()))
                                .toArray(Buffer[]::new)))
                .mapEmpty();
    }

    /** Also says how far sealing has come: the last row of each of the two tables. */
    record Seal(
            long no,
            Instant at,
            int links,
            byte[] root,
            byte[] previous,
            byte[] hash,
            long eventOrder,
            UUID eventCase,
            int eventSequence,
            long auditOrder,
            UUID auditId) {
        static final Seal NONE = new Seal(
                0,
                Instant.EPOCH,
                0,
                Digests.BEGINNING,
                Digests.BEGINNING,
                Digests.BEGINNING,
                -1,
                Digests.NOBODY,
                0,
                -1,
                Digests.NOBODY);

        static Seal of(Row row) {
            return new Seal(
                    row.getLong("seal_no"),
                    row.getOffsetDateTime("sealed_at").toInstant(),
                    row.getInteger("links"),
                    row.getBuffer("root").getBytes(),
                    row.getBuffer("previous").getBytes(),
                    row.getBuffer("hash").getBytes(),
                    row.getLong("event_order"),
                    row.getUUID("event_case"),
                    row.getInteger("event_sequence"),
                    row.getLong("audit_order"),
                    row.getUUID("audit_id"));
        }
    }

    Future<Seal> lastSeal(SqlClient tx) {
        return tx.query("select * from chain_seal order by seal_no desc limit 1")
                .mapping(Seal::of)
                .execute()
                .map(rows -> rows.stream().findFirst().orElse(Seal.NONE));
    }

    private static final String APPEND_SEAL =
            """
            insert into chain_seal (seal_no, sealed_at, links, root, previous, hash, event_order, event_case, event_sequence,
                audit_order, audit_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";

    Future<Void> append(SqlClient tx, Seal seal) {
        return tx.preparedQuery(APPEND_SEAL)
                .execute(Tuple.of(seal.no(), utc(seal.at()), seal.links())
                        .addBuffer(Buffer.buffer(seal.root()))
                        .addBuffer(Buffer.buffer(seal.previous()))
                        .addBuffer(Buffer.buffer(seal.hash()))
                        .addLong(seal.eventOrder())
                        .addUUID(seal.eventCase())
                        .addInteger(seal.eventSequence())
                        .addLong(seal.auditOrder())
                        .addUUID(seal.auditId()))
                .mapEmpty();
    }

    private static final String CHAIN = "select * from case_link where case_id = $1 order by position limit $2";

    Future<List<Link>> chain(SqlClient tx, UUID caseId, int limit) {
        return tx.preparedQuery(CHAIN)
                .mapping(Link::of)
                .execute(Tuple.of(caseId, limit))
                .map(rows -> rows.stream().toList());
    }

    /** The rows of a case as they are now, whether sealed or not. */
    Future<List<Waiting>> rows(SqlClient tx, UUID caseId) {
        return tx.preparedQuery("select * from case_event where case_id = $1")
                .mapping(Waiting::event)
                .execute(Tuple.of(caseId))
                .compose(events -> tx.preparedQuery("select * from audit_event where case_id = $1")
                        .mapping(Waiting::entry)
                        .execute(Tuple.of(caseId))
                        .map(entries -> java.util.stream.Stream.concat(events.stream(), entries.stream())
                                .toList()));
    }

    Future<List<Seal>> seals(SqlClient tx, List<Long> numbers) {
        return tx.preparedQuery("select * from chain_seal where seal_no = any($1) order by seal_no")
                .mapping(Seal::of)
                .execute(Tuple.tuple().addArrayOfLong(numbers.toArray(Long[]::new)))
                .map(rows -> rows.stream().toList());
    }

    /** Hashes of the links under a seal, in the order of its leaves. */
    Future<List<byte[]>> leaves(SqlClient tx, long sealNo) {
        return tx.preparedQuery("select hash from case_link where seal_no = $1 order by leaf")
                .mapping(row -> bytes(row, 0))
                .execute(Tuple.of(sealNo))
                .map(rows -> rows.stream().toList());
    }

    Future<List<byte[]>> sealHashes(SqlClient tx, long first, long last) {
        return tx.preparedQuery("select hash from chain_seal where seal_no between $1 and $2 order by seal_no")
                .mapping(row -> bytes(row, 0))
                .execute(Tuple.of(first, last))
                .map(rows -> rows.stream().toList());
    }

    private static final String LAST_BEFORE =
            """
            select seal_no from chain_seal where seal_no > $1 and sealed_at < $2 order by seal_no desc limit 1""";

    Future<Optional<Long>> lastSealBefore(SqlClient tx, long after, Instant before) {
        return tx.preparedQuery(LAST_BEFORE)
                .mapping(row -> row.getLong(0))
                .execute(Tuple.of(after, utc(before)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String ANCHORS =
            "select * from chain_anchor where last_seal >= $1 and day <= $2 order by day limit 20000";

    /** Oldest first, from the one that covers the seal. */
    Future<List<ChainAnchor>> anchors(SqlClient tx, long fromSeal, LocalDate untilDay) {
        return tx.preparedQuery(ANCHORS)
                .mapping(ChainAnchor::of)
                .execute(Tuple.of(fromSeal, untilDay))
                .map(rows -> rows.stream().toList());
    }

    Future<Optional<ChainAnchor>> lastAnchor(SqlClient tx) {
        return tx.query("select * from chain_anchor order by day desc limit 1")
                .mapping(ChainAnchor::of)
                .execute()
                .map(rows -> rows.stream().findFirst());
    }

    private static final String APPEND_ANCHOR =
            """
            insert into chain_anchor (day, first_seal, last_seal, root, previous, hash, made_at)
            values ($1, $2, $3, $4, $5, $6, $7)""";

    Future<Void> append(SqlClient tx, ChainAnchor anchor, Instant madeAt) {
        return tx.preparedQuery(APPEND_ANCHOR)
                .execute(Tuple.of(anchor.day(), anchor.firstSeal(), anchor.lastSeal())
                        .addBuffer(Buffer.buffer(anchor.root()))
                        .addBuffer(Buffer.buffer(anchor.previous()))
                        .addBuffer(Buffer.buffer(anchor.hash()))
                        .addOffsetDateTime(utc(madeAt)))
                .mapEmpty();
    }

    private static byte[] bytes(Row row, int column) {
        return row.getBuffer(column).getBytes();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
