package org.fangpin110.infocheck;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.casefile.Case;
import org.fangpin110.infocheck.DataSets.Rule;

/** SQL of authorisations and of what departments are asked. */
final class InformationCheckRepository {
    private static final String DATA_SETS =
            """
            select region_code, data_set, department_code, scope, asked, effective_from, effective_to, version
            from check_data_set
            order by region_code, data_set, effective_from""";

    Future<DataSets> dataSets(SqlClient db) {
        return db.preparedQuery(DATA_SETS)
                .mapping(row -> new Rule(
                        row.getString("region_code"),
                        row.getString("data_set"),
                        row.getString("department_code"),
                        row.getString("scope"),
                        row.getBoolean("asked"),
                        row.getLocalDate("effective_from"),
                        row.getLocalDate("effective_to"),
                        row.getInteger("version")))
                .execute()
                .map(rows -> new DataSets(rows.stream().toList()));
    }

    private static final String END =
            """
            with ended as (
                update check_authorisation set ended_at = $2 where case_id = $1 and ended_at is null)
            update information_check set cancelled_at = $2, version = version + 1
            where case_id = $1 and answered_at is null and cancelled_at is null""";

    /** What was allowed ends; what was not answered is asked no more. Answers stay. How many questions that were. */
    Future<Integer> end(SqlClient tx, UUID caseId, Instant at) {
        return tx.preparedQuery(END).execute(Tuple.of(caseId, utc(at))).map(rows -> rows.rowCount());
    }

    private static final String RECORD =
            """
            insert into check_authorisation (authorisation_id, banner_code, case_id, scope, signed_on, members, member_count,
                                             recorded_by, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    Future<Void> record(SqlClient tx, UUID id, Case file, Authorisation given, byte[] members, UUID by, Instant at) {
        return tx.preparedQuery(RECORD)
                .execute(Tuple.of(id, file.bannerCode(), file.id())
                        .addArrayOfString(given.scope().stream().sorted().toArray(String[]::new))
                        .addLocalDate(given.signedOn())
                        .addBuffer(Buffer.buffer(members))
                        .addShort((short) given.members().size())
                        .addUUID(by)
                        .addOffsetDateTime(utc(at)))
                .mapEmpty();
    }

    /** @param policyVersion of the limit the due time was computed with */
    record Asking(UUID authorisationId, UUID by, Instant at, Instant dueAt, int policyVersion, long calendarVersion) {}

    private static final String ASK =
            """
            insert into information_check (check_id, banner_code, case_id, authorisation_id, department_code, data_set,
                data_set_version, asked_by, asked_at, due_at, policy_version, calendar_version)
            select q.id, $5, $6, $7, q.department, q.data_set, q.version, $8, $9, $10, $11, $12
            from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[]) as q (id, department, data_set, version)""";

    Future<Void> ask(SqlClient tx, Case file, List<Rule> rules, List<UUID> ids, Asking asking) {
        return tx.preparedQuery(ASK)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(ids.toArray(UUID[]::new))
                        .addArrayOfString(rules.stream().map(Rule::department).toArray(String[]::new))
                        .addArrayOfString(rules.stream().map(Rule::dataSet).toArray(String[]::new))
                        .addArrayOfInteger(rules.stream().map(Rule::version).toArray(Integer[]::new))
                        .addString(file.bannerCode())
                        .addUUID(file.id())
                        .addUUID(asking.authorisationId())
                        .addUUID(asking.by())
                        .addOffsetDateTime(utc(asking.at()))
                        .addOffsetDateTime(utc(asking.dueAt()))
                        .addInteger(asking.policyVersion())
                        .addLong(asking.calendarVersion()))
                .mapEmpty();
    }

    private static final String OPEN =
            """
            select count(*)::integer from information_check
            where case_id = $1 and answered_at is null and cancelled_at is null""";

    Future<Integer> open(SqlClient db, UUID caseId) {
        return db.preparedQuery(OPEN)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String COLUMNS =
            """
            select k.*, a.members, a.member_count, a.signed_on, c.owner_unit, c.closed_at is null as case_open,
                   s.display_name as answered_by_name
            from information_check k
            join check_authorisation a on a.authorisation_id = k.authorisation_id and a.banner_code = k.banner_code
            join case_file c on c.id = k.case_id and c.banner_code = k.banner_code
            left join staff s on s.staff_id = k.answered_by
            """;

    private static final String OF_CASE = COLUMNS + " where k.case_id = $1 order by k.asked_at, k.check_id";

    /** Oldest first; some fourteen a round. Only for a case that was found in scope. */
    Future<List<InformationCheck>> ofCase(SqlClient db, UUID caseId) {
        return db.preparedQuery(OF_CASE)
                .mapping(InformationCheck::of)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }

    /** A department's desk: which office of which banner. */
    record Office(String bannerCode, String department) {}

    private static final String OF_OFFICES =
            """
            with due as (
                select q.* from unnest($1::text[], $2::text[]) as office (banner, department)
                cross join lateral (
                    select k.check_id, k.banner_code, k.due_at from information_check k
                    join case_file c on c.id = k.case_id and c.banner_code = k.banner_code and c.closed_at is null
                    where k.banner_code = office.banner and k.department_code = office.department
                      and k.answered_at is null and k.cancelled_at is null and (k.due_at, k.check_id) > ($3, $4)
                    order by k.due_at, k.check_id
                    limit $5) q
                order by q.due_at, q.check_id
                limit $5)
            """
                    + COLUMNS + " join due on due.check_id = k.check_id and due.banner_code = k.banner_code"
                    + " order by k.due_at, k.check_id";

    /** What offices still owe, what is due first first. */
    Future<List<InformationCheck>> ofOffices(SqlClient db, List<Office> offices, Instant due, UUID after, int limit) {
        return db.preparedQuery(OF_OFFICES)
                .mapping(InformationCheck::of)
                .execute(Tuple.tuple()
                        .addArrayOfString(
                                offices.stream().map(Office::bannerCode).toArray(String[]::new))
                        .addArrayOfString(
                                offices.stream().map(Office::department).toArray(String[]::new))
                        .addOffsetDateTime(utc(due))
                        .addUUID(after)
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String OF_BANNERS =
            """
            with due as (
                select q.* from unnest($1::text[]) as desk (banner)
                cross join lateral (
                    select k.check_id, k.banner_code, k.due_at from information_check k
                    join case_file c on c.id = k.case_id and c.banner_code = k.banner_code and c.closed_at is null
                    where k.banner_code = desk.banner
                      and k.answered_at is null and k.cancelled_at is null and (k.due_at, k.check_id) > ($2, $3)
                    order by k.due_at, k.check_id
                    limit $4) q
                order by q.due_at, q.check_id
                limit $4)
            """
                    + COLUMNS + " join due on due.check_id = k.check_id and due.banner_code = k.banner_code"
                    + " order by k.due_at, k.check_id";

    /** What all offices of these banners still owe. */
    Future<List<InformationCheck>> ofBanners(SqlClient db, List<String> banners, Instant due, UUID after, int limit) {
        return db.preparedQuery(OF_BANNERS)
                .mapping(InformationCheck::of)
                .execute(Tuple.tuple()
                        .addArrayOfString(banners.toArray(String[]::new))
                        .addOffsetDateTime(utc(due))
                        .addUUID(after)
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String FIND = COLUMNS + " where k.check_id = $1";

    Future<Optional<InformationCheck>> find(SqlClient db, UUID checkId) {
        return db.preparedQuery(FIND)
                .mapping(InformationCheck::of)
                .execute(Tuple.of(checkId))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String LOCK =
            """
            with locked_case as materialized (
                select c.id from case_file c
                join information_check k on k.case_id = c.id and k.banner_code = c.banner_code
                where k.check_id = $1
                for update of c)
            select k.check_id from information_check k
            where k.check_id = $1 and k.case_id in (select id from locked_case)
            for update of k""";

    /** The case first, like every step: who closes the case and who answers wait for each other. */
    Future<Optional<InformationCheck>> lock(SqlClient tx, UUID checkId) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(checkId)).compose(locked -> find(tx, checkId));
    }

    /** @param finding encrypted; null where nothing is to be said */
    record Answering(
            CheckResult result, CheckSource source, byte[] finding, UUID by, String as, UUID key, Instant at) {}

    private static final String ANSWER =
            """
            with answered as (
                update information_check
                set result = $2, source = $3, finding = $4, answered_by = $5, answered_as = $6, answer_key = $7,
                    answered_at = $8, version = version + 1
                where check_id = $1
                returning case_id, banner_code, answered_by),
            moved as (
                update case_file c set last_sequence = c.last_sequence + 1
                from answered a where c.id = a.case_id and c.banner_code = a.banner_code
                returning c.id, c.banner_code, c.last_sequence, c.state, c.owner_unit)
            insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit)
            select id, banner_code, last_sequence, $8, $9, 'STAFF', $5, state, owner_unit
            from moved
            returning pg_notify('fangpin110', owner_unit)""";

    /** Case and check must be locked. The version of the case stays: an answer undoes nobody's work on the case. */
    Future<Void> answer(SqlClient tx, UUID checkId, Answering answer, String event) {
        return tx.preparedQuery(ANSWER)
                .execute(Tuple.of(
                                checkId, answer.result().name(), answer.source().name())
                        .addBuffer(answer.finding() == null ? null : Buffer.buffer(answer.finding()))
                        .addUUID(answer.by())
                        .addString(answer.as())
                        .addUUID(answer.key())
                        .addOffsetDateTime(utc(answer.at()))
                        .addString(event))
                .mapEmpty();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
