package org.fangpin110.household;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the registry knows. */
public final class RegistryRepository {
    private static final String LAST_LOAD =
            """
            select * from registry_load order by load_id desc limit 1""";

    /** The load the registry's tables hold; none before the first. */
    public Future<Optional<RegistryLoad>> lastLoad(SqlClient db) {
        return db.preparedQuery(LAST_LOAD)
                .mapping(RegistryRepository::load)
                .execute()
                .map(rows -> rows.stream().findFirst());
    }

    private static final String LOAD_BEFORE =
            """
            select * from registry_load where load_id < $1 order by load_id desc limit 1""";

    Future<Optional<RegistryLoad>> lastLoadBefore(SqlClient db, long load) {
        return db.preparedQuery(LOAD_BEFORE)
                .mapping(RegistryRepository::load)
                .execute(Tuple.of(load))
                .map(rows -> rows.stream().findFirst());
    }

    private static RegistryLoad load(Row row) {
        return new RegistryLoad(
                row.getLong("load_id"),
                row.getOffsetDateTime("loaded_at").toInstant(),
                row.getLocalDate("as_of"),
                row.getString("source"),
                row.getString("checksum"),
                row.getLong("unit_table_version"),
                new RegistryLoad.Counts(
                        row.getInteger("household_count"),
                        row.getInteger("person_count"),
                        row.getInteger("inserted_count"),
                        row.getInteger("changed_count"),
                        row.getInteger("retired_count"),
                        row.getInteger("followed_count"),
                        row.getInteger("fault_count")),
                false,
                java.util.List.of());
    }

    private static final String HOUSEHOLD_OF =
            """
            select h.household_key, h.unit_code, h.household_class, h.monitor_status, h.monitored_since, h.member_count,
                   h.has_dibao, p.relation, l.as_of, head.person_key as head_key, head.content as head_content
            from registry_person p
            join registry_household h on h.household_key = p.household_key and h.retired_at is null
            cross join lateral (select as_of from registry_load order by load_id desc limit 1) l
            left join lateral (select person_key, content from registry_person m
                               where m.household_key = h.household_key and m.relation = 'HEAD' and m.retired_at is null
                               order by m.person_key limit 1) head on true
            where p.person_index = $1 and p.retired_at is null
            order by p.person_key
            limit 1""";

    /**
     * The household of a person as the registry has it. Only for a case that was found in scope.
     *
     * @param personIndex blind index of the ID number; null finds nothing
     */
    public Future<Optional<RegisteredHousehold>> householdOf(SqlClient db, byte[] personIndex) {
        return personIndex == null
                ? Future.succeededFuture(Optional.empty())
                : db.preparedQuery(HOUSEHOLD_OF)
                        .mapping(RegisteredHousehold::of)
                        .execute(Tuple.of(io.vertx.core.buffer.Buffer.buffer(personIndex)))
                        .map(rows -> rows.stream().findFirst());
    }

    private static final String MEMBERS =
            """
            select person_key, relation, content from registry_person
            where household_key = $1 and retired_at is null
            order by relation <> 'HEAD', person_key""";

    /** Everybody of a household, opened. Only for a case that was found in scope. */
    public Future<List<KnownMember>> members(SqlClient db, UUID householdKey, RegistrySeal seal) {
        return db.preparedQuery(MEMBERS).execute(Tuple.of(householdKey)).map(rows -> rows.stream()
                .flatMap(row -> KnownMember.of(
                        Relation.valueOf(row.getString("relation")),
                        seal.openPerson(
                                row.getUUID("person_key"),
                                row.getBuffer("content").getBytes()))
                        .stream())
                .toList());
    }

    /** Everybody of a household with all that is known of them. Only for a case that was found in scope. */
    public Future<List<RegisteredMember>> membersInFull(SqlClient db, UUID householdKey, RegistrySeal seal) {
        return db.preparedQuery(MEMBERS).execute(Tuple.of(householdKey)).map(rows -> rows.stream()
                .map(row -> new RegisteredMember(
                        Relation.valueOf(row.getString("relation")),
                        seal.openPerson(
                                row.getUUID("person_key"),
                                row.getBuffer("content").getBytes())))
                .toList());
    }
}
