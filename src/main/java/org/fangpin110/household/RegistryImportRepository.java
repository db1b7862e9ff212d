package org.fangpin110.household;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Stages a registry and lets the database compare it with what it has; every statement works on whole tables. */
final class RegistryImportRepository {
    /** Rows for one statement: large enough to forget the round trip, small enough to show progress. */
    static final int BATCH = 1_000;

    private static final String LOCK = "lock table registry_load in share row exclusive mode";
    /** Whole tables take longer than the requests the server's limit is made for. */
    private static final String TAKE_TIME = "set local statement_timeout = '10min'";

    private static final String STAGE_HOUSEHOLDS =
            """
            create temporary table household_incoming (
                line integer, household_key uuid, household_no text, unit_code text, household_class text,
                monitor_status text, monitored_since date, registered_on date, member_count smallint, has_dibao boolean,
                phone_index bytea, content bytea, row_index bytea
            ) on commit drop""";

    private static final String STAGE_PERSONS =
            """
            create temporary table person_incoming (
                line integer, person_key uuid, person_no text, household_key uuid, relation text, sex text,
                birth_year smallint, person_index bytea, name_index bytea, content bytea, row_index bytea
            ) on commit drop""";

    /** One import at a time, over all nodes; held until the transaction ends. Reports go on. */
    Future<Void> begin(SqlConnection tx) {
        return tx.query(LOCK)
                .execute()
                .compose(locked -> tx.query(TAKE_TIME).execute())
                .mapEmpty();
    }

    Future<Void> openStage(SqlConnection tx) {
        return tx.query(STAGE_HOUSEHOLDS)
                .execute()
                .compose(made -> tx.query(STAGE_PERSONS).execute())
                .mapEmpty();
    }

    private static final String INSERT_HOUSEHOLDS =
            """
            insert into household_incoming
            select * from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[],
                                 $8::date[], $9::smallint[], $10::boolean[], $11::bytea[], $12::bytea[], $13::bytea[])""";

    Future<Void> stageHouseholds(SqlConnection tx, List<StagedHousehold> rows) {
        Tuple columns = Tuple.tuple()
                .addArrayOfInteger(column(rows, StagedHousehold::line, Integer[]::new))
                .addArrayOfUUID(column(rows, StagedHousehold::key, UUID[]::new))
                .addArrayOfString(column(rows, StagedHousehold::number, String[]::new))
                .addArrayOfString(column(rows, StagedHousehold::unitCode, String[]::new))
                .addArrayOfString(column(rows, row -> row.householdClass().name(), String[]::new))
                .addArrayOfString(column(rows, row -> row.status().name(), String[]::new))
                .addArrayOfLocalDate(column(rows, StagedHousehold::monitoredSince, LocalDate[]::new))
                .addArrayOfLocalDate(column(rows, StagedHousehold::registeredOn, LocalDate[]::new))
                .addArrayOfShort(column(rows, row -> (short) row.memberCount(), Short[]::new))
                .addArrayOfBoolean(column(rows, StagedHousehold::dibao, Boolean[]::new))
                .addArrayOfBuffer(column(rows, row -> buffer(row.phoneIndex()), Buffer[]::new))
                .addArrayOfBuffer(column(rows, row -> buffer(row.content()), Buffer[]::new))
                .addArrayOfBuffer(column(rows, row -> buffer(row.rowIndex()), Buffer[]::new));
        return tx.preparedQuery(INSERT_HOUSEHOLDS).execute(columns).mapEmpty();
    }

    private static final String INSERT_PERSONS =
            """
            insert into person_incoming
            select * from unnest($1::int[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::smallint[],
                                 $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[])""";

    Future<Void> stagePersons(SqlConnection tx, List<StagedPerson> rows) {
        Tuple columns = Tuple.tuple()
                .addArrayOfInteger(column(rows, StagedPerson::line, Integer[]::new))
                .addArrayOfUUID(column(rows, StagedPerson::key, UUID[]::new))
                .addArrayOfString(column(rows, StagedPerson::number, String[]::new))
                .addArrayOfUUID(column(rows, StagedPerson::householdKey, UUID[]::new))
                .addArrayOfString(column(rows, row -> row.relation().name(), String[]::new))
                .addArrayOfString(column(rows, StagedPerson::sex, String[]::new))
                .addArrayOfShort(column(
                        rows,
                        row -> row.birthYear() == null ? null : row.birthYear().shortValue(),
                        Short[]::new))
                .addArrayOfBuffer(column(rows, row -> buffer(row.personIndex()), Buffer[]::new))
                .addArrayOfBuffer(column(rows, row -> buffer(row.nameIndex()), Buffer[]::new))
                .addArrayOfBuffer(column(rows, row -> buffer(row.content()), Buffer[]::new))
                .addArrayOfBuffer(column(rows, row -> buffer(row.rowIndex()), Buffer[]::new));
        return tx.preparedQuery(INSERT_PERSONS).execute(columns).mapEmpty();
    }

    private static final String HOUSEHOLDS_TWICE =
            """
            delete from household_incoming again
            using (select line, row_number() over (partition by household_key order by line) as nth from household_incoming) n
            where n.line = again.line and n.nth > 1
            returning again.line""";

    private static final String PERSONS_TWICE =
            """
            delete from person_incoming again
            using (select line, row_number() over (partition by person_key order by line) as nth from person_incoming) n
            where n.line = again.line and n.nth > 1
            returning again.line""";

    /** One person has one household: the number counts where it stands first. */
    private static final String IDS_TWICE =
            """
            update person_incoming again set person_index = null
            from (select line, row_number() over (partition by person_index order by line) as nth from person_incoming
                  where person_index is not null) n
            where n.line = again.line and n.nth > 1
            returning again.line""";

    /** A household whose own row was left out, but that an earlier load knows, still takes its members. */
    private static final String WITHOUT_HOUSEHOLD =
            """
            delete from person_incoming p
            where not exists (select from household_incoming h where h.household_key = p.household_key)
              and not exists (select from registry_household h
                              where h.household_key = p.household_key and h.retired_at is null
                                and h.household_key = any ($1))
            returning p.line""";

    /** Fresh tables have no statistics: the planner would compare every row with every other. */
    Future<Void> analyzeStage(SqlConnection tx) {
        return tx.query("analyze household_incoming, person_incoming").execute().mapEmpty();
    }

    Future<List<Integer>> dropHouseholdsTwice(SqlConnection tx) {
        return lines(tx, HOUSEHOLDS_TWICE, Tuple.tuple());
    }

    Future<List<Integer>> dropPersonsTwice(SqlConnection tx) {
        return lines(tx, PERSONS_TWICE, Tuple.tuple());
    }

    Future<List<Integer>> forgetIdsTwice(SqlConnection tx) {
        return lines(tx, IDS_TWICE, Tuple.tuple());
    }

    Future<List<Integer>> dropPersonsWithoutHousehold(SqlConnection tx, Collection<UUID> keptHouseholds) {
        return lines(tx, WITHOUT_HOUSEHOLD, Tuple.tuple().addArrayOfUUID(keptHouseholds.toArray(UUID[]::new)));
    }

    private static Future<List<Integer>> lines(SqlConnection tx, String sql, Tuple parameters) {
        return tx.preparedQuery(sql)
                .mapping(row -> row.getInteger(0))
                .execute(parameters)
                .map(rows -> rows.stream().sorted().toList());
    }

    private static final String INSERT_LOAD =
            """
            insert into registry_load (loaded_at, as_of, source, checksum, unit_table_version, household_count, person_count,
                inserted_count, changed_count, retired_count, followed_count, fault_count)
            values ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, $6, $7)
            returning load_id""";

    Future<Long> insertLoad(
            SqlConnection tx,
            OffsetDateTime now,
            LocalDate asOf,
            String source,
            String checksum,
            long unitTable,
            int followed,
            int faults) {
        return tx.preparedQuery(INSERT_LOAD)
                .execute(Tuple.of(now, asOf, source, checksum, unitTable, followed)
                        .addInteger(faults))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Only in counties the files speak of can a missing household mean one that is gone. */
    private static final String RETIRE_HOUSEHOLDS =
            """
            update registry_household h
            set retired_at = $1, load_id = $2
            where h.retired_at is null
              and left(h.unit_code, 6) in (select distinct left(unit_code, 6) from household_incoming)
              and not exists (select from household_incoming i where i.household_key = h.household_key)
              and not exists (select from unnest($3::uuid[]) as kept (household_key)
                              where kept.household_key = h.household_key)""";

    Future<Integer> retireHouseholds(SqlConnection tx, OffsetDateTime now, long load, Collection<UUID> kept) {
        return changed(tx, RETIRE_HOUSEHOLDS, Tuple.of(now, load).addArrayOfUUID(kept.toArray(UUID[]::new)));
    }

    private static final String CHANGE_HOUSEHOLDS =
            """
            update registry_household h
            set unit_code = i.unit_code, household_class = i.household_class, monitor_status = i.monitor_status,
                monitored_since = i.monitored_since, registered_on = i.registered_on, member_count = i.member_count,
                has_dibao = i.has_dibao, phone_index = i.phone_index, content = i.content, row_index = i.row_index,
                stated_on = case when h.retired_at is null and h.unit_code = i.unit_code then h.stated_on else $2 end,
                load_id = $1, retired_at = null
            from household_incoming i
            where i.household_key = h.household_key
              and (h.row_index <> i.row_index or h.unit_code <> i.unit_code or h.retired_at is not null)""";

    private static final String ADD_HOUSEHOLDS =
            """
            insert into registry_household (household_key, household_no, unit_code, household_class, monitor_status,
                monitored_since, registered_on, member_count, has_dibao, phone_index, content, row_index, stated_on, load_id)
            select household_key, household_no, unit_code, household_class, monitor_status, monitored_since, registered_on,
                member_count, has_dibao, phone_index, content, row_index, $2, $1
            from household_incoming i
            where not exists (select from registry_household h where h.household_key = i.household_key)""";

    private static final String CHANGE_PERSONS =
            """
            update registry_person p
            set household_key = i.household_key, relation = i.relation, sex = i.sex, birth_year = i.birth_year,
                person_index = i.person_index, name_index = i.name_index, content = i.content, row_index = i.row_index,
                stated_on = case when p.retired_at is null and p.household_key = i.household_key
                                  and p.person_index is not distinct from i.person_index then p.stated_on else $2 end,
                load_id = $1, retired_at = null
            from person_incoming i
            where i.person_key = p.person_key
              and (p.row_index <> i.row_index or p.person_index is distinct from i.person_index
                   or p.retired_at is not null)""";

    private static final String ADD_PERSONS =
            """
            insert into registry_person (person_key, person_no, household_key, relation, sex, birth_year, person_index,
                name_index, content, row_index, stated_on, load_id)
            select person_key, person_no, household_key, relation, sex, birth_year, person_index, name_index, content,
                row_index, $2, $1
            from person_incoming i
            where not exists (select from registry_person p where p.person_key = i.person_key)""";

    Future<Integer> changeHouseholds(SqlConnection tx, long load, LocalDate asOf) {
        return changed(tx, CHANGE_HOUSEHOLDS, Tuple.of(load, asOf));
    }

    Future<Integer> addHouseholds(SqlConnection tx, long load, LocalDate asOf) {
        return changed(tx, ADD_HOUSEHOLDS, Tuple.of(load, asOf));
    }

    Future<Integer> changePersons(SqlConnection tx, long load, LocalDate asOf) {
        return changed(tx, CHANGE_PERSONS, Tuple.of(load, asOf));
    }

    Future<Integer> addPersons(SqlConnection tx, long load, LocalDate asOf) {
        return changed(tx, ADD_PERSONS, Tuple.of(load, asOf));
    }

    /** Gone are members of a household that is gone, and those whom their household's new list leaves out. */
    private static final String RETIRE_PERSONS =
            """
            update registry_person p
            set retired_at = $1, load_id = $2
            from registry_household h
            where p.retired_at is null and h.household_key = p.household_key
              and (h.retired_at is not null
                   or exists (select from household_incoming i where i.household_key = p.household_key)
                      and not exists (select from person_incoming i where i.person_key = p.person_key)
                      and not exists (select from unnest($3::uuid[]) as kept (person_key)
                                      where kept.person_key = p.person_key))""";

    Future<Integer> retirePersons(SqlConnection tx, OffsetDateTime now, long load, Collection<UUID> kept) {
        return changed(tx, RETIRE_PERSONS, Tuple.of(now, load).addArrayOfUUID(kept.toArray(UUID[]::new)));
    }

    Future<Void> analyze(SqlConnection tx) {
        return tx.query("analyze registry_household, registry_person, known_household")
                .execute()
                .mapEmpty();
    }

    private static final String COMPLETE_LOAD =
            """
            update registry_load
            set household_count = (select count(*) from registry_household where retired_at is null),
                person_count = (select count(*) from registry_person where retired_at is null),
                inserted_count = $2, changed_count = $3, retired_count = $4
            where load_id = $1""";

    Future<Void> completeLoad(SqlConnection tx, long load, int inserted, int changed, int retired) {
        return tx.preparedQuery(COMPLETE_LOAD)
                .execute(Tuple.of(load, inserted, changed, retired))
                .mapEmpty();
    }

    private static Future<Integer> changed(SqlConnection tx, String sql, Tuple parameters) {
        return tx.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount());
    }

    private static Buffer buffer(byte[] value) {
        return value == null ? null : Buffer.buffer(value);
    }

    private static <R, T> T[] column(List<R> rows, Function<R, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
