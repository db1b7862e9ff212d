package org.fangpin110.unit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Units at start: the table from the database, filled from the shipped files when it is empty. */
public final class Units {
    static final String SHIPPED_UNITS = "/units/regions-neimenggu.csv.xz";
    static final String SHIPPED_ALIASES = "/units/aliases-zhalaite.csv";
    /** The state of the shipped file (units/SOURCES.md). */
    static final LocalDate SHIPPED_STATE = LocalDate.of(2023, 6, 30);

    private final UnitRepository units;
    private final InstantSource clock;

    public Units(UnitRepository units, InstantSource clock) {
        this.units = units;
        this.clock = clock;
    }

    /** Safe with several nodes starting at once: one seeds, the others wait and find it done. */
    public Future<UnitTable> loadOrSeed(Pool pool) {
        return units.latestVersion(pool)
                .compose(version -> version.version() > 0 ? Future.succeededFuture() : seed(pool))
                .compose(ready -> units.load(pool));
    }

    /** Reads 1.1 MB on the calling thread (about 0.1 s), once in the life of a database. */
    private Future<Void> seed(Pool pool) {
        UnitFile file = shippedUnits();
        List<UnitAlias> aliases = shippedAliases();
        return pool.withTransaction(tx -> units.lock(tx)
                .compose(locked -> units.latestVersion(tx))
                .compose(version -> version.version() > 0 ? Future.succeededFuture() : fill(tx, file, aliases)));
    }

    private Future<Void> fill(SqlConnection tx, UnitFile file, List<UnitAlias> aliases) {
        return units.insertAliases(
                        tx, aliases, "aliases-zhalaite.csv", clock.instant().atOffset(ZoneOffset.UTC))
                .compose(inserted -> new UnitImport(units, clock).applyLocked(tx, file, UnitImport.Progress.SILENT))
                .mapEmpty();
    }

    /** The shipped units, for the seed and for tests that need real names without a database. */
    public static UnitFile shippedUnits() {
        try (InputStream bytes = resource(SHIPPED_UNITS)) {
            return UnitFile.read(bytes, "regions-neimenggu.csv 2023-06-30", SHIPPED_STATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<UnitAlias> shippedAliases() {
        try (var lines = new BufferedReader(new InputStreamReader(resource(SHIPPED_ALIASES), StandardCharsets.UTF_8))) {
            return aliases(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Columns code, alias, kind, …; what follows is for people. */
    private static List<UnitAlias> aliases(BufferedReader lines) throws IOException {
        List<UnitAlias> found = new ArrayList<>();
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] cells = line.split(",", -1);
            found.add(new UnitAlias(cells[0], cells[1], cells[2].toUpperCase(Locale.ROOT)));
        }
        return found;
    }

    /** The shipped table without a database. */
    public static UnitTable shipped() {
        UnitFile file = shippedUnits();
        UnitTable.Builder builder = UnitTable.builder();
        file.units().forEach(builder::add);
        return builder.addAliases(shippedAliases())
                .build(new UnitTableVersion(
                        1, file.source(), file.checksum(), file.units().size()));
    }

    private static InputStream resource(String name) {
        InputStream bytes = Units.class.getResourceAsStream(name);
        if (bytes == null) {
            throw new IllegalStateException("missing from the jar: " + name);
        }
        return bytes;
    }
}
