package org.fangpin110.platform.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The role requests are served with. It owns nothing: it reads and writes rows, but may not change, delete or empty a table
 * that is append-only (one whose trigger refuses updates), nor switch off its trigger. Only migrations run as the owner.
 */
final class AppRole {
    static final String NAME = "fangpin110_app";
    private static final Pattern SAFE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final long LOCK = 0x66616e67726f6cL;

    private static final String APPEND_ONLY =
            """
            select distinct t.tgrelid::regclass::text from pg_trigger t
            join pg_proc p on p.oid = t.tgfoid and p.proname = 'refuse_change' and (t.tgtype & 16) > 0 -- fires on update
            union select 'flyway_schema_history'""";

    private AppRole() {}

    /** One that follows from the owner's, and from which the owner's does not follow. */
    static String password(String ofOwner) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ofOwner.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(NAME.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the role where it is missing and grants it what it may; as the owner, after every migration and at each start. */
    static void grant(String jdbcUrl, String owner, String ownerPassword, String role, String password) {
        if (!SAFE.matcher(role).matches()) {
            throw new IllegalArgumentException("a role's name has small letters, digits and _ only");
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl, owner, ownerPassword);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")"); // nodes that start together
            followARestoredDump(statement);
            boolean isThere = has(statement, "select 1 from pg_roles where rolname = '" + role + "'");
            if (!isThere) {
                statement.execute("create role " + role + " login password '" + password.replace("'", "''") + "'");
            } else if (role.equals(NAME)
                    && has(statement, "select 1 from pg_roles where rolname = current_user and rolsuper")) {
                statement.execute("alter role " + role + " login password '" + password.replace("'", "''") + "'");
            }
            statement.execute("grant usage on schema public to " + role);
            statement.execute("grant select, insert, update, delete on all tables in schema public to " + role);
            statement.execute("grant usage, select on all sequences in schema public to " + role);
            boolean knowsMaintain = connection.getMetaData().getDatabaseMajorVersion() >= 17;
            if (knowsMaintain) { // to analyze after an import
                statement.execute("grant maintain on all tables in schema public to " + role);
            }
            for (String table : appendOnly(statement)) {
                statement.execute("revoke update, delete, truncate, references, trigger on " + table + " from " + role
                        + ", public");
            }
            statement.execute("revoke insert on flyway_schema_history from " + role);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "无法授权数据库角色 / cannot grant what the database role needs: " + e.getMessage(), e);
        }
    }

    /** A dump loaded into a younger cluster: its transaction numbers begin below those of the rows, so they are raised. */
    private static void followARestoredDump(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                """
                select greatest((select max(commit_order) from case_event),
                        (select max(commit_order) from audit_event where case_id is not null), 0)
                    - pg_current_xact_id()::text::bigint - commit_order_offset()""")) {
            rows.next();
            long behind = rows.getLong(1);
            if (behind <= 0) {
                return;
            }
            try (Statement raise = statement.getConnection().createStatement();
                    ResultSet offset = raise.executeQuery("select commit_order_offset()")) {
                offset.next();
                long raised = offset.getLong(1) + behind + 1;
                raise.execute("create or replace function commit_order_offset() returns bigint language sql immutable"
                        + " parallel safe return " + raised + "::bigint");
            }
        }
    }

    private static List<String> appendOnly(Statement statement) throws SQLException {
        java.util.ArrayList<String> tables = new java.util.ArrayList<>();
        try (ResultSet rows = statement.executeQuery(APPEND_ONLY)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Whether whoever is connected could change what is append-only, if only after granting it to itself. */
    static final String COULD_REWRITE =
            """
            select exists (
                select from pg_trigger t
                join pg_proc p on p.oid = t.tgfoid and p.proname = 'refuse_change' and (t.tgtype & 16) > 0
                join pg_class c on c.oid = t.tgrelid
                where pg_has_role(current_user, c.relowner, 'MEMBER')
                   or has_table_privilege(c.oid, 'UPDATE') or has_table_privilege(c.oid, 'DELETE')
                   or has_table_privilege(c.oid, 'TRUNCATE'))""";
}
