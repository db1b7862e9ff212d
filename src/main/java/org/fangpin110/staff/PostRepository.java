package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
}
