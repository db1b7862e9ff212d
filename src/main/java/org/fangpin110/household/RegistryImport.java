package org.fangpin110.household;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.fangpin110.unit.UnitTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a registry: all of it or nothing, and nothing the second time. Rows are checked, sealed and staged in batches,
 * then the database compares them with what it has. A faulty row is left out and listed; what was known of it stays. Too
 * many faults, or too many households gone, mean the wrong file: nothing is loaded.
 *
 * <p>Reads and seals between its statements, some milliseconds a batch: for a process that serves nobody.
 */
public final class RegistryImport {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryImport.class);
    /** A row in twenty left out, and more than a handful: that is no registry. */
    private static final int FAULTS_ALLOWED = 20;

    private static final double SHARE_OF_FAULTS = 0.05;
    /** A quarter of the households gone at once, and more than a village's worth: an incomplete file. */
    private static final int RETIRED_ALLOWED = 100;

    private static final double SHARE_OF_RETIRED = 0.25;

    private final RegistryRepository registry;
    private final KnownHouseholdRepository known;
    private final RegistrySeal seal;
    private final InstantSource clock;
    private final RegistryImportRepository stage = new RegistryImportRepository();

    /**
     * Two files that belong together.
     *
     * @param asOf the day they speak of
     * @param retireMany believe it when a large part of the households is gone
     */
    public record Source(Path households, Path persons, LocalDate asOf, boolean retireMany) {
        String names() {
            return households.getFileName() + " + " + persons.getFileName();
        }
    }

    /** Called after each batch, on the event loop. */
    @FunctionalInterface
    public interface Progress {
        Progress SILENT = (done, total) -> {};

        void report(int rowsDone, int rowsTotal);
    }

    public RegistryImport(
            RegistryRepository registry, KnownHouseholdRepository known, RegistrySeal seal, InstantSource clock) {
        this.registry = registry;
        this.known = known;
        this.seal = seal;
        this.clock = clock;
    }

    /** Fails with {@link InvalidRegistry} when nothing was loaded because of the files. */
    public Future<RegistryLoad> apply(Pool pool, UnitTable units, Source source, Progress progress) throws IOException {
        MessageDigest digest = sha256();
        int total = RegistryFile.digest(source.households(), digest) + RegistryFile.digest(source.persons(), digest);
        String checksum = HexFormat.of().formatHex(digest.digest());
        Progress of = (done, none) -> progress.report(Math.min(done, total), total);
        return pool.withTransaction(
                tx -> stage.begin(tx).compose(begun -> registry.lastLoad(tx)).compose(last -> last.filter(
                                load -> load.isOf(checksum, units.version().version()))
                        .map(load -> Future.succeededFuture(load.again()))
                        .orElseGet(() -> new Run(tx, units, source, checksum, of).go())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One import in its transaction. */
    private final class Run {
        private final SqlConnection tx;
        private final UnitTable units;
        private final Source source;
        private final String checksum;
        private final Progress progress;
        private final RegistryRows rows;
        private final OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        private int read;
        private int inserted;
        private int changed;
        private int retired;

        Run(SqlConnection tx, UnitTable units, Source source, String checksum, Progress progress) {
            this.tx = tx;
            this.units = units;
            this.source = source;
            this.checksum = checksum;
            this.progress = progress;
            this.rows = new RegistryRows(seal, units, source.asOf());
        }

        Future<RegistryLoad> go() {
            return stage.openStage(tx)
                    .compose(open -> stageFile(
                            source.households(), RegistryFile.Kind.HOUSEHOLDS, rows::household, stage::stageHouseholds))
                    .compose(staged ->
                            stageFile(source.persons(), RegistryFile.Kind.PERSONS, rows::person, stage::stagePersons))
                    .compose(staged -> stage.analyzeStage(tx))
                    .compose(ready -> judgeRows())
                    .compose(judged -> stage.insertLoad(
                            tx,
                            now,
                            source.asOf(),
                            source.names(),
                            checksum,
                            units.version().version(),
                            rows.followed(),
                            rows.faults().size()))
                    .compose(this::write)
                    .compose(written -> registry.lastLoad(tx))
                    .map(load -> told(load.orElseThrow()));
        }

        private <R> Future<Void> stageFile(
                Path path, RegistryFile.Kind kind, Function<RegistryFile.Row, Optional<R>> check, Stager<R> into) {
            RegistryFile file = RegistryFile.open(path, kind);
            return stageRest(file, check, into).eventually(() -> {
                file.close();
                return Future.succeededFuture();
            });
        }

        private <R> Future<Void> stageRest(
                RegistryFile file, Function<RegistryFile.Row, Optional<R>> check, Stager<R> into) {
            List<RegistryFile.Row> batch = file.next(RegistryImportRepository.BATCH);
            if (batch.isEmpty()) {
                return Future.succeededFuture();
            }
            List<R> good = batch.stream().map(check).flatMap(Optional::stream).toList();
            return into.stage(tx, good).compose(staged -> {
                read += batch.size();
                progress.report(read, read);
                return stageRest(file, check, into);
            });
        }

        /** What only the whole shows: numbers that stand twice, members of nobody. */
        private Future<Void> judgeRows() {
            return stage.dropHouseholdsTwice(tx)
                    .compose(lines -> found(lines, RegistryFile.Kind.HOUSEHOLDS, "number-twice", true))
                    .compose(next -> stage.dropPersonsTwice(tx))
                    .compose(lines -> found(lines, RegistryFile.Kind.PERSONS, "number-twice", true))
                    .compose(next -> stage.dropPersonsWithoutHousehold(tx, rows.keptHouseholds()))
                    .compose(lines -> found(lines, RegistryFile.Kind.PERSONS, "household-not-loaded", true))
                    .compose(next -> stage.forgetIdsTwice(tx))
                    .compose(lines -> found(lines, RegistryFile.Kind.PERSONS, "id-twice", false))
                    .compose(done -> {
                        long left = rows.faults().stream()
                                .filter(fault -> fault.effect() == RegistryFault.Effect.LEFT_OUT)
                                .count();
                        if (left == read || left > FAULTS_ALLOWED && left > SHARE_OF_FAULTS * read) {
                            return refused("too-many-faults " + left + "/" + read);
                        }
                        return Future.succeededFuture();
                    });
        }

        private Future<Void> found(List<Integer> lines, RegistryFile.Kind kind, String code, boolean leftOut) {
            lines.forEach(line -> rows.found(
                    leftOut ? RegistryFault.leftOut(kind, line, code) : RegistryFault.loadedWithout(kind, line, code)));
            return Future.succeededFuture();
        }

        private Future<Void> write(long load) {
            List<UUID> keptHouseholds = List.copyOf(rows.keptHouseholds());
            return registry.lastLoadBefore(tx, load)
                    .compose(before -> stage.retireHouseholds(tx, now, load, keptHouseholds)
                            .compose(gone -> {
                                int had = before.map(earlier -> earlier.counts().households())
                                        .orElse(0);
                                retired += gone;
                                return !source.retireMany() && gone > RETIRED_ALLOWED && gone > SHARE_OF_RETIRED * had
                                        ? refused("too-many-retired " + gone + "/" + had)
                                        : Future.<Void>succeededFuture();
                            }))
                    .compose(done -> stage.changeHouseholds(tx, load, source.asOf()))
                    .compose(count -> changed(count, stage.addHouseholds(tx, load, source.asOf())))
                    .compose(count -> inserted(count, stage.changePersons(tx, load, source.asOf())))
                    .compose(count -> changed(count, stage.addPersons(tx, load, source.asOf())))
                    .compose(count ->
                            inserted(count, stage.retirePersons(tx, now, load, List.copyOf(rows.keptPersons()))))
                    .compose(count -> {
                        retired += count;
                        return known.followRegistry(tx);
                    })
                    .compose(followed -> stage.analyze(tx))
                    .compose(done -> stage.completeLoad(tx, load, inserted, changed, retired));
        }

        private Future<Integer> changed(int count, Future<Integer> next) {
            changed += count;
            return next;
        }

        private Future<Integer> inserted(int count, Future<Integer> next) {
            inserted += count;
            return next;
        }

        private Future<Void> refused(String code) {
            return Future.failedFuture(new InvalidRegistry(code, rows.faults()));
        }

        private RegistryLoad told(RegistryLoad load) {
            LOG.atInfo()
                    .addKeyValue("source", load.source())
                    .addKeyValue("load", load.loadId())
                    .addKeyValue("households", load.counts().households())
                    .addKeyValue("persons", load.counts().persons())
                    .addKeyValue("inserted", inserted)
                    .addKeyValue("changed", changed)
                    .addKeyValue("retired", retired)
                    .addKeyValue("faults", rows.faults().size())
                    .log("registry imported");
            return load.with(rows.faults());
        }
    }

    @FunctionalInterface
    private interface Stager<R> {
        Future<Void> stage(SqlConnection tx, List<R> rows);
    }
}
