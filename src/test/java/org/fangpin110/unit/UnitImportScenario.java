package org.fangpin110.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What importing units must do, against any migrated empty database; {@code run} is for an IT, {@code main} for a
 * developer with a connection URI (and the national file, to see how long it takes).
 */
public final class UnitImportScenario {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));

    private final Pool pool;
    private final UnitRepository repository = new UnitRepository();
    private final UnitImport imports = new UnitImport(repository, CLOCK);

    public UnitImportScenario(Pool pool) {
        this.pool = pool;
    }

    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        Pool pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(arguments[0]))
                .using(vertx)
                .build();
        new UnitImportScenario(pool).run();
        if (arguments.length > 1) {
            new UnitImportScenario(pool).importNation(Path.of(arguments[1]));
        }
        vertx.close().await();
    }

    public void run() {
        seedsOnceAndLoads();
        theSameFileChangesNothing();
        aBannerFileChangesItsBannerOnly();
        theOriginalFileBringsBackWhatVanished();
    }

    private void seedsOnceAndLoads() {
        Units units = new Units(repository, CLOCK);
        long start = System.nanoTime();
        UnitTable seeded = units.loadOrSeed(pool).await();
        System.out.printf("seed %d ms%n", (System.nanoTime() - start) / 1_000_000);
        for (int round = 0; round < 5; round++) {
            start = System.nanoTime();
            UnitTable again = units.loadOrSeed(pool).await();
            System.out.printf("load %d ms%n", (System.nanoTime() - start) / 1_000_000);
            assertThat(again.version()).isEqualTo(seeded.version());
        }
        assertThat(seeded.size()).isEqualTo(15_938);
        assertThat(seeded.aliases("152223107000")).isNotEmpty();
        assertThat(seeded.within(UnitRange.ALL)).isEqualTo(Units.shipped().within(UnitRange.ALL));
    }

    private void theSameFileChangesNothing() {
        ImportReport report = imports.apply(pool, Units.shippedUnits(), UnitImport.Progress.SILENT)
                .await();
        assertThat(report.unchanged()).isTrue();
    }

    private void aBannerFileChangesItsBannerOnly() {
        List<Integer> seen = new ArrayList<>();
        UnitFile file = banner(line -> line.startsWith("152223100201,")
                ? line.replace("152223100201", "152223100299") // 东方红 re-coded
                : line.startsWith("152223100202,")
                        ? null // 东风 gone
                        : line.replace("红卫村委会", "红卫新村委会")); // 红卫 renamed
        ImportReport report =
                imports.apply(pool, file, (done, total) -> seen.add(done)).await();
        assertThat(report.inserted()).isEqualTo(1);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.retired()).isEqualTo(2);
        assertThat(seen).containsExactly(260);
        UnitTable table = repository.load(pool).await();
        assertThat(table.size()).isEqualTo(15_937);
        assertThat(table.current("152223100201")).map(Unit::code).contains("152223100299");
        assertThat(table.find("152223100202")).isEmpty();
        assertThat(table.findRetired("152223100202")).map(Unit::validTo).contains(LocalDate.of(2026, 3, 1));
        assertThat(table.find("152223100204")).map(Unit::name).contains("红卫新村委会");
        assertThat(table.version().version()).isEqualTo(report.version());
    }

    private void theOriginalFileBringsBackWhatVanished() {
        ImportReport report = imports.apply(pool, Units.shippedUnits(), UnitImport.Progress.SILENT)
                .await();
        assertThat(report.inserted()).isEqualTo(2);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.retired()).isEqualTo(1);
        assertThat(repository.load(pool).await().find("152223100202")).isPresent();
    }

    private interface Change {
        String of(String line);
    }

    private static UnitFile banner(Change change) {
        StringBuilder csv = new StringBuilder("code,name,level,parent_code\n");
        for (Unit unit : Units.shippedUnits().units()) {
            boolean above = unit.level() < 3 && UnitRange.of(unit).contains("152223000000");
            if (above || unit.code().startsWith("152223")) {
                String line = change.of(String.join(
                        ",",
                        unit.code(),
                        unit.name(),
                        Integer.toString(unit.level()),
                        unit.parent().orElse("")));
                csv.append(line == null ? "" : line + "\n");
            }
        }
        try {
            return UnitFile.read(
                    new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
                    "banner.csv",
                    LocalDate.of(2026, 3, 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void importNation(Path path) throws IOException {
        long start = System.nanoTime();
        UnitFile file;
        try (InputStream bytes = Files.newInputStream(path)) {
            file = UnitFile.read(bytes, "villages-cn.csv", LocalDate.of(2026, 4, 1));
        }
        System.out.printf("nation read %d ms%n", (System.nanoTime() - start) / 1_000_000);
        start = System.nanoTime();
        ImportReport report =
                imports.apply(pool, file, UnitImport.Progress.SILENT).await();
        System.out.printf("nation imported %d ms %s%n", (System.nanoTime() - start) / 1_000_000, report);
        for (int round = 0; round < 3; round++) {
            start = System.nanoTime();
            UnitTable table = repository.load(pool).await();
            System.out.printf("nation loaded %d units %d ms%n", table.size(), (System.nanoTime() - start) / 1_000_000);
        }
    }
}
