package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** SQL of staff_post where a unit's posts are looked at or moved together. */
public final class PostRepository {
    private static final String COUNT =
            """
            select p.unit_code, p.role, count(*)::integer
            from staff_post p
            join staff s on s.staff_id = p.staff_id and s.is_active
            where p.unit_code = any($1) and p.ended_at is null
            group by p.unit_code, p.role""";

    /** Posts held by active staff at these units, by unit and role; units without any are missing. */
    public Future<Map<String, Map<Role, Integer>>> held(SqlClient db, List<String> unitCodes) {
        return db.preparedQuery(COUNT)
                .execute(Tuple.of(unitCodes.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Map<Role, Integer>> found = new HashMap<>();
                    rows.forEach(row -> found.computeIfAbsent(row.getString(0), code -> new HashMap<>())
                            .put(Role.valueOf(row.getString(1)), row.getInteger(2)));
                    return found;
                });
    }

    private static final String HAS_DEPARTMENT =
            """
            select exists (
                select from staff_post p
                join staff s on s.staff_id = p.staff_id and s.is_active
                where p.unit_code = $1 and p.department_code = $2 and p.ended_at is null)""";

    /** Whether somebody active holds a post of this office of the banner. */
    public Future<Boolean> hasDepartment(SqlClient db, String bannerUnit, String department) {
        return db.preparedQuery(HAS_DEPARTMENT)
                .execute(Tuple.of(bannerUnit, department))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static final String MOVE =
            """
            with ended as (
                update staff_post set ended_at = $3
                where unit_code = $1 and ended_at is null
                returning staff_id, role, department_code)
            insert into staff_post (post_id, staff_id, role, unit_code, started_at, department_code)
            select gen_random_uuid(), ended.staff_id, ended.role, t.unit_code, $3, ended.department_code
            from ended cross join unnest($2::text[]) as t (unit_code)
            on conflict (staff_id, role, unit_code) where ended_at is null do nothing""";

    /** Whoever held a post at the unit holds it at each of the others from now on; at none: the posts end. */
    public Future<Void> move(SqlConnection tx, String unitCode, List<String> to, Instant at) {
        return tx.preparedQuery(MOVE)
                .execute(Tuple.of(unitCode, to.toArray(String[]::new), at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /** Somebody's post at a unit, as those see it who give and end posts. */
    public record Held(UUID postId, UUID staffId, String account, String displayName, Post post, Instant startedAt) {
        static Held of(Row row) {
            return new Held(
                    row.getUUID("post_id"),
                    row.getUUID("staff_id"),
                    row.getString("account"),
                    row.getString("display_name"),
                    new Post(Role.valueOf(row.getString("role")), row.getString("unit_code")),
                    row.getOffsetDateTime("started_at").toInstant());
        }

        @Override
        public String toString() {
            return "Held[" + postId + "]";
        }
    }

    private static final String PAGE =
            """
            select p.post_id, p.staff_id, s.account, s.display_name, p.role, p.unit_code, p.started_at
            from staff_post p
            join staff s on s.staff_id = p.staff_id and s.is_active
            where p.unit_code = $1 and p.ended_at is null and p.post_id > $2
            order by p.post_id
            limit $3""";

    /** Posts of active staff at the unit itself. */
    public Future<List<Held>> page(SqlClient db, String unitCode, UUID after, int limit) {
        return db.preparedQuery(PAGE)
                .mapping(Held::of)
                .execute(Tuple.of(unitCode, after, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String FIND =
            """
            select p.post_id, p.staff_id, s.account, s.display_name, p.role, p.unit_code, p.started_at
            from staff_post p
            join staff s on s.staff_id = p.staff_id
            where p.post_id = $1 and p.ended_at is null
            for update of p""";

    /** The post, locked; empty when there is none or it has ended. */
    public Future<Optional<Held>> lock(SqlConnection tx, UUID postId) {
        return tx.preparedQuery(FIND)
                .mapping(Held::of)
                .execute(Tuple.of(postId))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String OPEN =
            """
            select p.post_id, p.staff_id, s.account, s.display_name, p.role, p.unit_code, p.started_at
            from staff_post p
            join staff s on s.staff_id = p.staff_id
            where p.staff_id = $1 and p.ended_at is null""";

    /** All posts somebody holds, of an account that is no longer active too. */
    public Future<List<Held>> of(SqlClient db, UUID staffId) {
        return db.preparedQuery(OPEN)
                .mapping(Held::of)
                .execute(Tuple.of(staffId))
                .map(rows -> rows.stream().toList());
    }

    private static final String END = "update staff_post set ended_at = $2 where post_id = $1 and ended_at is null";

    public Future<Void> end(SqlConnection tx, UUID postId, Instant at) {
        return tx.preparedQuery(END)
                .execute(Tuple.of(postId, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String START =
            """
            insert into staff_post (post_id, staff_id, role, unit_code, started_at)
            values ($1, $2, $3, $4, $5)
            on conflict (staff_id, role, unit_code) where ended_at is null do nothing""";

    /** False when that person holds this post already. */
    public Future<Boolean> start(SqlConnection tx, UUID postId, UUID staffId, Post post, Instant at) {
        return tx.preparedQuery(START)
                .execute(Tuple.of(postId, staffId, post.role().name(), post.unitCode(), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String IN_BANNER =
            """
            select s.staff_id
            from staff s
            where s.account = $1 and s.is_active
              and exists (select from staff_post p where p.staff_id = s.staff_id and left(p.unit_code, 6) = $2)
              and not exists (select from staff_post p
                              where p.staff_id = s.staff_id and p.ended_at is null and left(p.unit_code, 6) <> $2)
            for no key update of s""";

    /** Somebody active who holds or held a post in the banner and holds none elsewhere, locked against deactivation. */
    public Future<Optional<UUID>> memberOf(SqlConnection tx, String account, String bannerPrefix) {
        return tx.preparedQuery(IN_BANNER)
                .execute(Tuple.of(account, bannerPrefix))
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID(0)));
    }

    private static final String OTHERS =
            """
            select p.staff_id
            from staff_post p
            join staff s on s.staff_id = p.staff_id and s.is_active
            where p.unit_code = $1 and p.role = $2 and p.ended_at is null and p.staff_id <> $3
            order by p.post_id
            for update of p""";

    /** Who else holds such a post at the unit; their posts are locked, so that two do not end as each other's successor. */
    public Future<List<UUID>> others(SqlConnection tx, Post post, UUID staffId) {
        return tx.preparedQuery(OTHERS)
                .execute(Tuple.of(post.unitCode(), post.role().name(), staffId))
                .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
    }

    private static final String HOLDERS =
            """
            select distinct p.unit_code, p.staff_id
            from staff_post p
            join staff s on s.staff_id = p.staff_id and s.is_active
            where p.unit_code = any($1) and p.ended_at is null""";

    /** Who of the active staff holds any post at each of these units. */
    public Future<Map<String, Set<UUID>>> holders(SqlClient db, List<String> units) {
        return db.preparedQuery(HOLDERS)
                .execute(Tuple.of((Object) units.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Set<UUID>> found = new HashMap<>();
                    rows.forEach(row -> found.computeIfAbsent(row.getString(0), code -> new HashSet<>())
                            .add(row.getUUID(1)));
                    return found;
                });
    }
}
