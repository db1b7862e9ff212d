package org.fangpin110.unit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a unit file: all of it or nothing, and nothing the second time. The rows are staged, then the database compares
 * them with what it has: new units are inserted, changed ones get a new row, vanished ones are retired.
 */
public final class UnitImport {
    private static final Logger LOG = LoggerFactory.getLogger(UnitImport.class);

    private final UnitRepository units;
    private final InstantSource clock;

    /** Called after each batch, on the event loop. */
    @FunctionalInterface
    public interface Progress {
        Progress SILENT = (done, total) -> {};

        void report(int rowsDone, int rowsTotal);
    }

    public UnitImport(UnitRepository units, InstantSource clock) {
        this.units = units;
        this.clock = clock;
    }

    /** The rows hold from the day {@link UnitFile#read} was given. */
    public Future<ImportReport> apply(Pool pool, UnitFile file, Progress progress) {
        return pool.withTransaction(tx -> units.lock(tx).compose(locked -> applyLocked(tx, file, progress)));
    }

    Future<ImportReport> applyLocked(SqlConnection tx, UnitFile file, Progress progress) {
        return units.latestVersion(tx)
                .compose(last -> last.checksum().equals(file.checksum())
                        ? Future.succeededFuture(new ImportReport(last.version(), 0, 0, 0, true))
                        : compareAndWrite(tx, file, progress));
    }

    private Future<ImportReport> compareAndWrite(SqlConnection tx, UnitFile file, Progress progress) {
        LocalDate effective = file.units().get(0).validFrom();
        return units.openStage(tx)
                .compose(open -> stage(tx, file.units(), 0, progress))
                .compose(staged -> units.closeStage(tx))
                .compose(compared -> units.retireVanished(tx, file.scope(), effective))
                .compose(retired -> units.closeChanged(tx)
                        .compose(changed -> units.insertMissing(tx).compose(written -> nameSuccessors(tx, retired, 2)
                                .compose(named -> record(tx, file, effective, written - changed, changed, retired)))));
    }

    private Future<Void> stage(SqlConnection tx, List<Unit> rows, int from, Progress progress) {
        if (from >= rows.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(rows.size(), from + UnitRepository.BATCH);
        return units.stage(tx, rows.subList(from, to)).compose(done -> {
            progress.report(to, rows.size());
            return stage(tx, rows, to, progress);
        });
    }

    /** From above, so that a village can follow the township it belonged to. */
    private Future<Void> nameSuccessors(SqlConnection tx, int retired, int level) {
        return retired == 0 || level > 5
                ? Future.succeededFuture()
                : units.nameSuccessors(tx, level).compose(named -> nameSuccessors(tx, retired, level + 1));
    }

    private Future<ImportReport> record(
            SqlConnection tx, UnitFile file, LocalDate effective, int inserted, int changed, int retired) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return units.insertVersion(tx, now, effective, file.source(), file.checksum(), inserted, changed, retired)
                .map(version -> {
                    LOG.atInfo()
                            .addKeyValue("source", file.source())
                            .addKeyValue("version", version)
                            .addKeyValue("inserted", inserted)
                            .addKeyValue("changed", changed)
                            .addKeyValue("retired", retired)
                            .log("units imported");
                    return new ImportReport(version, inserted, changed, retired, false);
                });
    }
}
