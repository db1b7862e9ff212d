package org.fangpin110.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to the version packed with us: files {@code db/migration/V001__name.sql}, forward only. */
public final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final String LOCATION = "db/migration";
    private static final Pattern FILE = Pattern.compile("(?:.*/)?V(\\d+)__[^/]+\\.sql");
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String RECORDED = "select max(version::int) from flyway_schema_history where success";

    private Migrations() {}

    /**
     * Asks one cheap question and wakes Flyway only when the answer is "behind". Nodes that start together wait for each other: Flyway
     * holds the database's lock.
     *
     * @return whether anything was due
     */
    public static boolean migrateIfBehind(String jdbcUrl, String user, String password) {
        return migrateIfBehind(jdbcUrl, user, password, LOCATION);
    }

    static boolean migrateIfBehind(String jdbcUrl, String user, String password, String location) {
        int packaged = highestPackaged(location);
        int recorded = recorded(jdbcUrl, user, password);
        if (recorded >= packaged) {
            if (recorded
                    > packaged) { // a rolling upgrade: the newer node has migrated, we serve on until we are replaced
                log.atWarn()
                        .addKeyValue("packaged", packaged)
                        .addKeyValue("recorded", recorded)
                        .log("the schema is newer than this program");
            }
            return false;
        }
        log.atInfo().addKeyValue("from", recorded).addKeyValue("to", packaged).log("migrating the schema");
        FluentConfiguration flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(jdbcUrl, user, password)
                .locations("classpath:" + location)
                .failOnMissingLocations(true);
        // A lock of the session, not of a transaction: "create index concurrently" would wait for that one for ever.
        flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        flyway.load().migrate();
        return true;
    }

    /** 0 when nothing was ever migrated. */
    private static int recorded(String jdbcUrl, String user, String password) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < PostgresBinaries.OLDEST_MAJOR) {
                throw new IllegalStateException("数据库是 PostgreSQL " + major + ",至少需要 "
                        + PostgresBinaries.OLDEST_MAJOR + " 版。 / PostgreSQL " + PostgresBinaries.OLDEST_MAJOR
                        + " or newer is needed, this is " + major + ".");
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(RECORDED)) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw new IllegalStateException("无法读取数据库版本 / cannot read the schema's version: " + e.getMessage(), e);
        }
    }

    static int highestPackaged(String location) {
        try {
            OptionalInt highest = names(location)
                    .map(FILE::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(file -> Integer.parseInt(file.group(1)))
                    .max();
            return highest.orElseThrow(() -> new IllegalStateException("no migration is packaged in " + location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From directories during development, from our jar in production. */
    private static Stream<String> names(String location) throws IOException {
        List<String> names = new ArrayList<>();
        for (URL url : Collections.list(Migrations.class.getClassLoader().getResources(location))) {
            if (url.openConnection() instanceof JarURLConnection jar) {
                String prefix = location + "/";
                jar.getJarFile().stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(prefix))
                        .forEach(names::add);
            } else {
                try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
                    files.map(Path::toString).forEach(names::add);
                } catch (URISyntaxException e) {
                    throw new IOException(e);
                }
            }
        }
        return names.stream();
    }
}
