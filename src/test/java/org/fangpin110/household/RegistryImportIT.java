package org.fangpin110.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fangpin110.household.RegistryFault.Effect;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.support.ManualClock;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.UnitTableVersion;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@ExtendWith(TestDatabase.class)
class RegistryImportIT {
    private static final String HOUSEHOLD = "T1522230000001";
    private static final String HEAD_ID = "152223198009146556";
    private static final String HEAD_NAME = "钱文斌";
    private static final String BADAI = "152223107208";
    private static final String NEXT_DOOR = "152223107209";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final UnitTable UNITS = Units.shipped();

    private final MasterKey key = MasterKey.random();
    private final RegistrySeal seal =
            new RegistrySeal(new FieldCipher(FieldAlgorithm.SM4_GCM, key), new BlindIndex(key));
    private final KnownHouseholdRepository known = new KnownHouseholdRepository();
    private final RegistryRepository registry = new RegistryRepository();
    private final RegistryImport imports =
            new RegistryImport(registry, known, seal, new ManualClock(Instant.parse("2026-11-23T04:00:00Z")));

    @TempDir
    Path directory;

    private Pool pool;
    private List<String> households;
    private List<String> persons;

    @BeforeEach
    void empty(Pool given) throws IOException {
        pool = given;
        pool.query("truncate registry_load, registry_household, registry_person, known_household")
                .execute()
                .await();
        households = new ArrayList<>(Files.readAllLines(Path.of("src/test/resources/registry/households.csv")));
        persons = new ArrayList<>(Files.readAllLines(Path.of("src/test/resources/registry/persons.csv")));
    }

    @Test
    void everyHouseholdAndPersonIsFoundByBlindIndexAndNothingPersonalCanBeRead() {
        RegistryLoad load = load(DAY);

        assertThat(load.counts()).isEqualTo(new RegistryLoad.Counts(50, 118, 168, 0, 0, 0, 0));
        RegisteredHousehold found =
                registry.householdOf(pool, index(HEAD_ID)).await().orElseThrow();
        assertThat(found.unitCode()).isEqualTo(BADAI);
        assertThat(found.householdClass()).isEqualTo(HouseholdClass.ORDINARY);
        assertThat(found.memberCount()).isEqualTo(4);
        assertThat(found.relation()).isEqualTo(Relation.HEAD);
        assertThat(found.maskedHead(seal)).contains("钱**");
        assertThat(known.find(pool, index(HEAD_ID)).await())
                .contains(new KnownHouseholdRepository.Known(BADAI, "REGISTRY", found.key()));
        String everything = String.join(
                "\n",
                column(
                        "select t::text from registry_household t union all select t::text from registry_person t"
                                + " union all select t::text from known_household t union all select t::text from registry_load t"));
        assertThat(everything).hasSizeGreaterThan(10_000).doesNotContain(HEAD_NAME, HEAD_ID, "19900000137", "某某组");
        for (String secret : List.of(HEAD_NAME, HEAD_ID, "19900000137", "某某组")) {
            assertThat(everything)
                    .doesNotContain(Buffer.buffer(secret).toString(StandardCharsets.ISO_8859_1), hex(secret));
        }
    }

    @Test
    void classesAndStatusAreThoseOfTheDomain() {
        load(DAY);

        assertThat(
                        column(
                                """
                        select household_class || ' ' || monitor_status || ' ' || count(*) from registry_household
                        group by household_class, monitor_status order by 1"""))
                .containsExactly(
                        "EX_POOR NONE 10",
                        "ORDINARY NONE 37",
                        "SUDDEN_HARDSHIP MONITORED 2",
                        "UNSTABLE_EX_POOR ELIMINATED 1");
    }

    @Test
    void theSameRegistryTwiceChangesNothingPackedOrNot() throws IOException {
        load(DAY);
        List<String> before = column("select t::text from registry_person t order by 1");

        RegistryLoad again = load(DAY.plusDays(20));
        Path packed = directory.resolve("packed.csv.xz");
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(packed), new LZMA2Options())) {
            out.write((String.join("\n", households) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        RegistryLoad fromPacked =
                load(packed, write("p.csv", persons), DAY, false).await();

        assertThat(again.unchanged()).isTrue();
        assertThat(fromPacked.unchanged()).isTrue();
        assertThat(column("select t::text from registry_person t order by 1")).isEqualTo(before);
        assertThat(column("select count(*)::text from registry_load")).containsExactly("1");
    }

    @Test
    void aNewerRegistryAddsChangesAndRetires() {
        load(DAY);
        String gone = "T1522230000003";
        change(households, HOUSEHOLD, line -> line.replace(BADAI, NEXT_DOOR));
        remove(households, gone);
        remove(persons, gone);
        households.add(households.get(4).replaceFirst("^[^,]*", "T1522239999999"));
        persons.add(person("T1522239999999-01", "T1522239999999", "新来的", id("152223199001010017")));

        RegistryLoad load = load(DAY.plusDays(10));

        int members = column("select person_no from registry_person where retired_at is not null")
                .size();
        assertThat(load.counts().inserted()).isEqualTo(2);
        assertThat(load.counts().changed()).isEqualTo(1);
        assertThat(load.counts().retired()).isEqualTo(1 + members);
        assertThat(column("select household_no from registry_household where retired_at is not null"))
                .containsExactly(gone);
        assertThat(known.find(pool, index(HEAD_ID)).await().orElseThrow().unitCode())
                .isEqualTo(NEXT_DOOR);
        assertThat(column("select count(*)::text from known_household"))
                .containsExactly(Integer.toString(118 + 1 - members));
    }

    @Test
    void whatComesBackIsThereAgain() {
        load(DAY);
        List<String> all = List.copyOf(households);
        remove(households, HOUSEHOLD);
        load(DAY.plusDays(1));
        assertThat(registry.householdOf(pool, index(HEAD_ID)).await()).isEmpty();
        households = new ArrayList<>(all);

        load(DAY.plusDays(2));

        assertThat(registry.householdOf(pool, index(HEAD_ID)).await()).isPresent();
        assertThat(known.find(pool, index(HEAD_ID)).await()).isPresent();
    }

    @Test
    void faultyRowsAreListedByLineAndWhatWasKnownOfThemStays() {
        load(DAY);
        int line = change(households, HOUSEHOLD, row -> row.replace(BADAI, "999999999999"));
        int bad = change(persons, "T1522230000002-01", row -> row.replaceFirst(",[^,]*,", ",,"));
        String wrongId = persons.get(20).split(",")[3];
        persons.set(20, persons.get(20).replace(wrongId, flipped(wrongId)));
        persons.add(persons.get(30));
        persons.add(person("T1522230000009-77", "T0000000000000", "没有户", id("152223199001010017")));
        persons.add("torn,row");

        RegistryLoad load = load(DAY.plusDays(10));

        assertThat(load.faults())
                .contains(
                        new RegistryFault(RegistryFile.Kind.HOUSEHOLDS, line, "unit-unknown", Effect.LEFT_OUT),
                        new RegistryFault(RegistryFile.Kind.PERSONS, bad, "household-missing", Effect.LEFT_OUT),
                        new RegistryFault(RegistryFile.Kind.PERSONS, 21, "id-checksum", Effect.LOADED_WITHOUT),
                        new RegistryFault(RegistryFile.Kind.PERSONS, 120, "number-twice", Effect.LEFT_OUT),
                        new RegistryFault(RegistryFile.Kind.PERSONS, 121, "household-not-loaded", Effect.LEFT_OUT),
                        new RegistryFault(RegistryFile.Kind.PERSONS, 122, "columns-missing", Effect.LEFT_OUT))
                .hasSize(6);
        assertThat(load.faults().toString()).doesNotContain("没有户", wrongId);
        assertThat(load.counts().retired()).isZero();
        assertThat(registry.householdOf(pool, index(HEAD_ID))
                        .await()
                        .orElseThrow()
                        .unitCode())
                .isEqualTo(BADAI);
        assertThat(registry.householdOf(pool, index(wrongId)).await()).isEmpty();
    }

    @Test
    void aNumberThatStandsTwiceBelongsToItsFirstPerson() {
        persons.add(person("T1522230000002-77", "T1522230000002", "同号人", id(HEAD_ID)));

        RegistryLoad load = load(DAY);

        assertThat(load.faults())
                .containsExactly(new RegistryFault(RegistryFile.Kind.PERSONS, 120, "id-twice", Effect.LOADED_WITHOUT));
        assertThat(known.find(pool, index(HEAD_ID)).await().orElseThrow().unitCode())
                .isEqualTo(BADAI);
    }

    @Test
    void anOldNumberOfFifteenDigitsIsTheSamePerson() {
        change(persons, HOUSEHOLD + "-01", row -> row.replace(HEAD_ID, "152223800914655"));

        assertThat(load(DAY).faults()).isEmpty();

        String modern = IdNumber.ofLegacy("152223800914655").orElseThrow().value();
        assertThat(registry.householdOf(pool, index(modern)).await()).isPresent();
    }

    @Test
    void whatIsNoRegistryIsRefusedAndChangesNothing() throws IOException {
        load(DAY);
        List<String> before = column("select t::text from registry_household t order by 1");
        List<String> good = List.copyOf(households);

        households.set(0, households.get(0).replace("village_code", "village"));
        refused("column-missing HOUSEHOLDS village_code", false);
        households = new ArrayList<>(good);
        IntStream.range(1, 40)
                .forEach(i -> households.set(i, households.get(i).replaceAll(",1522231\\d{5},", ",1522,")));
        refused("too-many-faults", false);
        households = new ArrayList<>(good.subList(0, 1));
        refused("too-many-faults", false);
        households = new ArrayList<>(good);
        Path gbk = directory.resolve("gbk.csv");
        Files.write(gbk, String.join("\n", households).getBytes(Charset.forName("GBK")));
        assertThatThrownBy(() -> load(gbk, write("p.csv", persons), DAY, false).await())
                .isInstanceOf(InvalidRegistry.class)
                .hasMessage("not-utf-8");

        assertThat(column("select t::text from registry_household t order by 1"))
                .isEqualTo(before);
        assertThat(column("select count(*)::text from registry_load")).containsExactly("1");
    }

    @Test
    void aFileThatLosesAQuarterOfTheHouseholdsIsBelievedOnlyOnRequest() {
        for (int n = 0; n < 600; n++) {
            String number = String.format("T15222301%05d", n);
            households.add(households.get(1).replace(HOUSEHOLD, number));
        }
        load(DAY);
        households = new ArrayList<>(households.subList(0, 200));

        refused("too-many-retired 451/650", false);

        assertThat(load(write("h.csv", households), write("p.csv", persons), DAY, true)
                        .await()
                        .counts()
                        .households())
                .isEqualTo(199);
    }

    @Test
    void anotherCountysFileRetiresNothingHere() {
        load(DAY);
        String elsewhere = UNITS.within(UnitRange.of("152224000000")).stream()
                .filter(unit -> unit.isVillage() && unit.routable())
                .findFirst()
                .orElseThrow()
                .code();
        households = new ArrayList<>(List.of(
                households.get(0),
                households.get(1).replace(HOUSEHOLD, "K0000000000001").replace(BADAI, elsewhere)));
        persons = new ArrayList<>(List.of(
                persons.get(0), person("K0000000000001-01", "K0000000000001", "外旗人", id("152224199001010012"))));

        RegistryLoad load = load(DAY);

        assertThat(load.counts().retired()).isZero();
        assertThat(load.counts().households()).isEqualTo(51);
    }

    @Test
    void aMergedVillagesHouseholdsFollowItsSuccessor() {
        UnitTable.Builder merged = UnitTable.builder();
        UNITS.within(UnitRange.ALL).forEach(unit -> merged.add(unit.code().equals(BADAI) ? retired(unit) : unit));
        load(DAY);

        RegistryLoad load = load(merged.build(new UnitTableVersion(99, "", "", 0)));

        assertThat(load.counts().followed()).isEqualTo(8);
        assertThat(load.unchanged()).isFalse();
        assertThat(known.find(pool, index(HEAD_ID)).await().orElseThrow().unitCode())
                .isEqualTo(NEXT_DOOR);
    }

    @Test
    void theNewerOfVillageAndRegistryIsBelieved() {
        known.confirm(pool, index(HEAD_ID), NEXT_DOOR, Instant.parse("2026-10-30T00:00:00Z"))
                .await();
        load(DAY);
        assertThat(basis()).isEqualTo("152223107208 REGISTRY");

        known.confirm(pool, index(HEAD_ID), NEXT_DOOR, Instant.parse("2026-11-05T00:00:00Z"))
                .await();
        assertThat(basis()).isEqualTo("152223107209 EARLIER_CASE");
        households.add(households.get(1).replace(HOUSEHOLD, "T1522239999999"));
        load(DAY.plusDays(10)); // says of this person what it said before
        assertThat(basis()).isEqualTo("152223107209 EARLIER_CASE");
        assertThat(known.find(pool, index(HEAD_ID)).await().orElseThrow().householdKey())
                .isEqualTo(seal.householdKey(HOUSEHOLD));

        change(households, HOUSEHOLD, row -> row.replace(BADAI, "152223107201"));
        load(DAY.plusDays(20));
        assertThat(basis()).isEqualTo("152223107201 REGISTRY");
        known.confirm(pool, index(HEAD_ID), "152223107201", Instant.parse("2026-12-24T00:00:00Z"))
                .await();
        assertThat(basis()).isEqualTo("152223107201 REGISTRY");
    }

    @Test
    void aRegistryOlderThanTheVillagesWordAddsTheHouseholdOnly() {
        known.confirm(pool, index(HEAD_ID), NEXT_DOOR, Instant.parse("2026-11-05T00:00:00Z"))
                .await();

        load(DAY);

        assertThat(known.find(pool, index(HEAD_ID)).await())
                .contains(new KnownHouseholdRepository.Known(NEXT_DOOR, "EARLIER_CASE", seal.householdKey(HOUSEHOLD)));
    }

    @Test
    void aConfirmationOutlivesTheRegistryThatForgetsThePerson() {
        load(DAY);
        known.confirm(pool, index(HEAD_ID), NEXT_DOOR, Instant.parse("2026-11-05T00:00:00Z"))
                .await();
        remove(households, HOUSEHOLD);
        remove(persons, HOUSEHOLD);

        load(DAY.plusDays(10));

        assertThat(known.find(pool, index(HEAD_ID)).await())
                .contains(new KnownHouseholdRepository.Known(NEXT_DOOR, "EARLIER_CASE", null));
    }

    @Test
    void ofImportsAtOnceOneLoadsAndTheOthersFindItDone() {
        Path h = write("h.csv", households);
        Path p = write("p.csv", persons);

        List<RegistryLoad> loads = Future.all(IntStream.range(0, 3)
                        .mapToObj(n -> load(h, p, DAY, false))
                        .toList())
                .map(done -> done.<RegistryLoad>list())
                .await();

        assertThat(loads).filteredOn(RegistryLoad::unchanged).hasSize(2);
        assertThat(column("select count(*)::text from registry_load")).containsExactly("1");
    }

    @Test
    void everyRowIsReportedAsProgress() throws IOException {
        List<Integer> seen = new ArrayList<>();

        imports.apply(
                        pool,
                        UNITS,
                        new RegistryImport.Source(write("h.csv", households), write("p.csv", persons), DAY, false),
                        (done, total) -> {
                            seen.add(done);
                            assertThat(done).isLessThanOrEqualTo(total);
                        })
                .await();

        assertThat(seen).isSorted().endsWith(168);
    }

    private static Unit retired(Unit unit) {
        return new Unit(
                unit.code(),
                unit.level(),
                unit.name(),
                unit.shortName(),
                unit.parentCode(),
                unit.kind(),
                unit.routable(),
                unit.validFrom(),
                DAY,
                NEXT_DOOR,
                unit.source());
    }

    private void refused(String code, boolean retireMany) {
        assertThatThrownBy(() -> load(write("h.csv", households), write("p.csv", persons), DAY, retireMany)
                        .await())
                .isInstanceOf(InvalidRegistry.class)
                .hasMessageStartingWith(code);
    }

    private RegistryLoad load(LocalDate asOf) {
        return load(write("h.csv", households), write("p.csv", persons), asOf, false)
                .await();
    }

    private RegistryLoad load(UnitTable units) {
        try {
            return imports.apply(
                            pool,
                            units,
                            new RegistryImport.Source(write("h.csv", households), write("p.csv", persons), DAY, false),
                            RegistryImport.Progress.SILENT)
                    .await();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Future<RegistryLoad> load(Path h, Path p, LocalDate asOf, boolean retireMany) {
        try {
            return imports.apply(
                    pool, UNITS, new RegistryImport.Source(h, p, asOf, retireMany), RegistryImport.Progress.SILENT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path write(String name, List<String> lines) {
        try {
            return Files.write(directory.resolve(name), lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @return the line it stands on */
    private static int change(List<String> lines, String number, UnaryOperator<String> how) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(number + ",")) {
                lines.set(i, how.apply(lines.get(i)));
                return i + 1;
            }
        }
        throw new AssertionError(number);
    }

    private static void remove(List<String> lines, String number) {
        assertThat(lines.removeIf(line -> line.startsWith(number))).isTrue();
    }

    private static String person(String number, String household, String name, String idNo) {
        return String.join(",", number, household, name, idNo, "男", "1990-01-01", "汉族", "其他", "", "", "健康", "是");
    }

    /** With the right check character. */
    private static String id(String number) {
        return Stream.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X")
                .map(last -> number.substring(0, 17) + last)
                .filter(candidate -> IdNumber.check(candidate).faults().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String flipped(String number) {
        return number.substring(0, 17) + (number.endsWith("1") ? "2" : "1");
    }

    private byte[] index(String idNo) {
        return seal.person(new IdNumber(idNo));
    }

    private String basis() {
        Optional<KnownHouseholdRepository.Known> found =
                known.find(pool, index(HEAD_ID)).await();
        return found.map(one -> one.unitCode() + " " + one.basis()).orElse("");
    }

    private List<String> column(String sql) {
        return pool.preparedQuery(sql).execute(Tuple.tuple()).await().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
