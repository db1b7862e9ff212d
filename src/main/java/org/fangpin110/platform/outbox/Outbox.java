package org.fangpin110.platform.outbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Rows of the table outbox. The hot path of intake writes its own inside its one statement. */
public final class Outbox {
    private final BackOff backOff;

    public Outbox() {
        this(BackOff.STANDARD);
    }

    public Outbox(BackOff backOff) {
        this.backOff = backOff;
    }

    private static final String APPEND =
            """
            insert into outbox (id, kind, banner_code, payload, available_at, created_at)
            values ($1, $2, $3, $4, $5, $5)""";

    /** Appends in the caller's transaction; the payload holds ids only. */
    public Future<Void> append(SqlClient tx, UUID id, String kind, String bannerCode, JsonObject payload, Instant now) {
        return tx.preparedQuery(APPEND)
                .execute(Tuple.of(id, kind, bannerCode, payload, utc(now)))
                .mapEmpty();
    }

    private static final String CLAIM =
            """
            update outbox set attempt = attempt + 1, available_at = $2
            where id in (select id from outbox
                         where done_at is null and available_at <= $1
                         order by available_at, id
                         limit $3
                         for update skip locked)
            returning id, kind, banner_code, payload, attempt, created_at""";

    /** Takes what is due until the lease ends; nobody else gets it meanwhile. A lease not renewed frees it by itself. */
    public Future<List<OutboxEvent>> claim(SqlClient db, int limit, Duration lease, Instant now) {
        return db.preparedQuery(CLAIM)
                .mapping(this::event)
                .execute(Tuple.of(utc(now), utc(now.plus(lease)), limit))
                .map(rows -> rows.stream()
                        .sorted(Comparator.comparing(OutboxEvent::createdAt).thenComparing(OutboxEvent::id))
                        .toList());
    }

    private OutboxEvent event(Row row) {
        int attempt = row.getInteger("attempt");
        return new OutboxEvent(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("banner_code"),
                row.getJsonObject("payload"),
                attempt,
                row.getOffsetDateTime("created_at").toInstant(),
                backOff.after(attempt).isEmpty());
    }

    private static final String RENEW =
            """
            update outbox o set available_at = $1
            from unnest($2::uuid[], $3::int[]) as held(id, attempt)
            where o.id = held.id and o.attempt = held.attempt and o.done_at is null
            returning o.id""";

    /** Answers the leases that still hold. */
    Future<Set<UUID>> renew(SqlClient db, Collection<Lease> leases, Instant until) {
        UUID[] ids = leases.stream().map(Lease::id).toArray(UUID[]::new);
        Integer[] attempts = leases.stream().map(Lease::attempt).toArray(Integer[]::new);
        return db.preparedQuery(RENEW)
                .execute(Tuple.of(utc(until), ids, attempts))
                .map(rows -> {
                    Set<UUID> held = new HashSet<>();
                    rows.forEach(row -> held.add(row.getUUID("id")));
                    return held;
                });
    }

    private static final String SETTLE =
            """
            update outbox o
            set done_at = case when s.again_at is null then $1 end,
                outcome = s.outcome,
                available_at = coalesce(s.again_at, o.available_at)
            from unnest($2::uuid[], $3::int[], $4::text[], $5::timestamptz[]) as s(id, attempt, outcome, again_at)
            where o.id = s.id and o.attempt = s.attempt and o.done_at is null""";

    /** Answers how many took effect: a settlement of a lost lease changes nothing. */
    Future<Integer> settle(SqlClient db, List<Settlement> settlements, Instant now) {
        List<Settlement> ordered = new ArrayList<>(settlements); // one order of locking for all processes
        ordered.sort(Comparator.comparing(settlement -> settlement.lease().id()));
        UUID[] ids = ordered.stream().map(s -> s.lease().id()).toArray(UUID[]::new);
        Integer[] attempts = ordered.stream().map(s -> s.lease().attempt()).toArray(Integer[]::new);
        String[] words = ordered.stream().map(Settlement::word).toArray(String[]::new);
        OffsetDateTime[] again = ordered.stream()
                .map(s -> s.againAt() == null ? null : utc(s.againAt()))
                .toArray(OffsetDateTime[]::new);
        return db.preparedQuery(SETTLE)
                .execute(Tuple.of(utc(now), ids, attempts, words, again))
                .map(rows -> rows.rowCount());
    }

    private static final String PURGE =
            """
            delete from outbox where id in (select id from outbox where done_at < $1 limit $2 for update skip locked)""";

    /** Deletes settled rows, at most so many at once; answers how many. */
    public Future<Integer> purge(SqlClient db, Instant doneBefore, int limit) {
        return db.preparedQuery(PURGE).execute(Tuple.of(utc(doneBefore), limit)).map(rows -> rows.rowCount());
    }

    BackOff backOff() {
        return backOff;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
