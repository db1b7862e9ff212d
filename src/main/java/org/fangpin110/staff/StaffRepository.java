package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** SQL of staff and staff_post. */
public final class StaffRepository {
    private static final String SIGNED_IN =
            """
            select s.staff_id, s.account, s.display_name, p.role, p.unit_code, p.department_code
            from session v
            join staff s on s.staff_id = v.subject_id and s.is_active
            left join staff_post p on p.staff_id = s.staff_id and p.ended_at is null
            where v.session_id = $1 and v.subject_kind = 'STAFF' and v.subject_id = $2 and v.ended_at is null
            order by p.role, p.unit_code""";

    /** The member behind a session as things are now; reads the session too, to stay one statement a request. */
    Future<Optional<StaffMember>> signedIn(SqlClient db, UUID sessionId, UUID staffId) {
        return db.preparedQuery(SIGNED_IN).execute(Tuple.of(sessionId, staffId)).map(StaffRepository::member);
    }

    private static Optional<StaffMember> member(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        List<Post> posts = new ArrayList<>();
        Row last = null;
        for (Row row : rows) {
            last = row;
            if (row.getString("role") != null) {
                posts.add(new Post(
                        Role.valueOf(row.getString("role")),
                        row.getString("unit_code"),
                        row.getString("department_code")));
            }
        }
        return Optional.of(new StaffMember(
                last.getUUID("staff_id"), last.getString("account"), last.getString("display_name"), posts));
    }

    /** What a sign-in is checked against; passwordHash null: locked. */
    record Attempt(UUID staffId, String passwordHash, Instant lockedUntil) {
        static Attempt of(Row row) {
            OffsetDateTime until = row.getOffsetDateTime("locked_until");
            return new Attempt(
                    row.getUUID("staff_id"), row.getString("password_hash"), until == null ? null : until.toInstant());
        }

        boolean isLocked() {
            return passwordHash == null;
        }
    }

    private static final String ATTEMPT =
            """
            with counted as (
                update staff
                set failed_count = case when locked_until is null then failed_count else 0 end + 1,
                    locked_until = case
                        when case when locked_until is null then failed_count else 0 end + 1 >= $3 then $4::timestamptz
                        end
                where account = $1 and is_active and (locked_until is null or locked_until <= $2)
                returning staff_id, password_hash)
            select s.staff_id, c.password_hash, s.locked_until
            from staff s
            left join counted c on c.staff_id = s.staff_id
            where s.account = $1 and s.is_active""";

    /** Counts an attempt as failed before anybody looks at the password; empty for unknown and inactive accounts. */
    Future<Optional<Attempt>> attempt(SqlClient db, String account, Instant now, int allowed, Instant lockUntil) {
        return db.preparedQuery(ATTEMPT)
                .mapping(Attempt::of)
                .execute(Tuple.of(account, at(now), allowed, at(lockUntil)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String FORGIVE =
            """
            update staff set failed_count = greatest(failed_count - 1, 0), locked_until = null
            where staff_id = $1""";

    /** Takes back an attempt that was never looked at. */
    Future<Void> forgive(SqlClient db, UUID staffId) {
        return db.preparedQuery(FORGIVE).execute(Tuple.of(staffId)).mapEmpty();
    }

    private static final String SUCCEED =
            """
            update staff set failed_count = 0, locked_until = null
            where staff_id = $1 and is_active""";

    /** False when the account was deactivated meanwhile. */
    Future<Boolean> succeed(SqlConnection tx, UUID staffId) {
        return tx.preparedQuery(SUCCEED).execute(Tuple.of(staffId)).map(rows -> rows.rowCount() == 1);
    }

    private static final String PASSWORD =
            """
            update staff set password_hash = $2, changed_at = $3, failed_count = 0, locked_until = null
            where staff_id = $1 and is_active""";

    Future<Void> password(SqlConnection tx, UUID staffId, String hash, Instant now) {
        return tx.preparedQuery(PASSWORD)
                .execute(Tuple.of(staffId, hash, at(now)))
                .mapEmpty();
    }

    private static final String IS_ACTIVE = "select from staff where staff_id = $1 and is_active";

    /** For {@code SessionRules.forStaff}. */
    public Future<Boolean> isActive(SqlClient db, UUID staffId) {
        return db.preparedQuery(IS_ACTIVE).execute(Tuple.of(staffId)).map(rows -> rows.size() == 1);
    }

    /** A row of staff with its posts. */
    record NewStaff(UUID staffId, String account, String displayName, String passwordHash, List<NewPost> posts) {
        @Override
        public String toString() {
            return "NewStaff[" + staffId + "]";
        }
    }

    record NewPost(UUID postId, Post post) {}

    private static final String INSERT =
            """
            insert into staff (staff_id, account, display_name, password_hash, created_at, changed_at)
            select id, account, name, hash, $5, $5
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as n(id, account, name, hash)""";

    private static final String INSERT_POSTS =
            """
            insert into staff_post (post_id, staff_id, role, unit_code, started_at, department_code)
            select id, staff, role, unit, $5, department
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $6::text[])
                as n(id, staff, role, unit, department)""";

    /** Fails with the constraint {@code staff_account_key} when an account is taken. */
    Future<Void> insert(SqlConnection tx, List<NewStaff> added, Instant now) {
        Tuple staff = Tuple.of(
                added.stream().map(NewStaff::staffId).toArray(UUID[]::new),
                added.stream().map(NewStaff::account).toArray(String[]::new),
                added.stream().map(NewStaff::displayName).toArray(String[]::new),
                added.stream().map(NewStaff::passwordHash).toArray(String[]::new),
                at(now));
        List<UUID> postIds = new ArrayList<>();
        List<UUID> owners = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        List<String> units = new ArrayList<>();
        List<String> departments = new ArrayList<>();
        added.forEach(one -> one.posts().forEach(post -> {
            postIds.add(post.postId());
            owners.add(one.staffId());
            roles.add(post.post().role().name());
            units.add(post.post().unitCode());
            departments.add(post.post().department());
        }));
        Tuple posts = Tuple.of(
                        postIds.toArray(UUID[]::new),
                        owners.toArray(UUID[]::new),
                        roles.toArray(String[]::new),
                        units.toArray(String[]::new),
                        at(now))
                .addArrayOfString(departments.toArray(String[]::new));
        return tx.preparedQuery(INSERT)
                .execute(staff)
                .compose(stored -> tx.preparedQuery(INSERT_POSTS).execute(posts))
                .mapEmpty();
    }

    private static final String DEACTIVATE =
            """
            update staff set is_active = false, changed_at = $2
            where account = $1
            returning staff_id""";

    Future<Optional<UUID>> deactivate(SqlConnection tx, String account, Instant now) {
        return tx.preparedQuery(DEACTIVATE)
                .mapping(row -> row.getUUID("staff_id"))
                .execute(Tuple.of(account, at(now)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String NAMES = "select staff_id, display_name from staff where staff_id = any($1)";

    /** Display names; whoever is unknown is missing. */
    public Future<Map<UUID, String>> names(SqlClient db, Set<UUID> staffIds) {
        return db.preparedQuery(NAMES)
                .execute(Tuple.of((Object) staffIds.toArray(UUID[]::new)))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.getUUID(0), row -> row.getString(1))));
    }

    private static final String IDS = "select account, staff_id from staff where account = any($1) and is_active";

    /** Active staff by account. */
    public Future<Map<String, UUID>> ids(SqlClient db, Set<String> accounts) {
        return db.preparedQuery(IDS)
                .execute(Tuple.of((Object) accounts.toArray(String[]::new)))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.getString(0), row -> row.getUUID(1))));
    }

    private static final String SERVED =
            """
            select distinct p.unit_code
            from staff_post p
            join staff s on s.staff_id = p.staff_id and s.is_active
            where p.unit_code = any ($1) and p.role = any ($2) and p.ended_at is null""";

    /** Those of the units in which somebody active holds such a post. */
    public Future<Set<String>> served(SqlClient db, List<String> units, Set<Role> roles) {
        return db.preparedQuery(SERVED)
                .execute(Tuple.tuple()
                        .addArrayOfString(units.toArray(String[]::new))
                        .addArrayOfString(roles.stream().map(Role::name).toArray(String[]::new)))
                .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.toSet()));
    }

    private static final String ANY = "select from staff limit 1";

    Future<Boolean> any(SqlClient db) {
        return db.preparedQuery(ANY).execute().map(rows -> rows.size() > 0);
    }

    private static final String LOCK = "lock table staff in share row exclusive mode";

    /** Nobody else adds staff until the end of the transaction. */
    Future<Void> lock(SqlConnection tx) {
        return tx.query(LOCK).execute().mapEmpty();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
