package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.report.Receipt;

/**
 * The write path: one statement looks up what a whole batch meets and stores every submission that meets nothing; what
 * met something comes back, is decided anew and stored by a second one. Each is one round trip and one implicit
 * transaction: report, case or link, event, key and outbox of all its submissions, or of none.
 */
final class SubmissionRepository {
    private static final Duration LIMIT_WINDOW = Duration.ofHours(24);

    /**
     * Lets the plans of the connection be made anew. A plan made while the tables were empty cannot tell one index from
     * another, and PostgreSQL would keep it until the next ANALYZE: minutes at a tenth of the speed.
     */
    Future<Void> planAnew(SqlClient db) {
        return db.query("discard plans").execute().mapEmpty();
    }

    /** Tells everybody who listens whose queue changed. */
    Future<Void> tell(SqlClient db, Collection<String> units) {
        return db.preparedQuery("select pg_notify('fangpin110', $1)")
                .execute(Tuple.of(String.join(",", units)))
                .mapEmpty();
    }

    /**
     * Stores those of the batch that meet nothing in the database and are within the limits, as they were placed, and
     * tells of all what they met, in their order. Any violated key fails the whole batch, nothing stored.
     */
    Future<List<Met>> admit(
            SqlClient db, List<Submission> batch, IntakeBounds bounds, Instant now, Supplier<UUID> ids) {
        Tuple parameters = columns(batch, ids)
                .addUUID(TimeOrderedIds.earliestOf(now.minus(LIMIT_WINDOW)))
                .addOffsetDateTime(utc(now.minus(LIMIT_WINDOW)))
                .addInteger(bounds.perResident())
                .addInteger(bounds.perPhone());
        return db.preparedQuery(SubmissionStatements.ADMIT)
                .mapping(SubmissionRepository::met)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    /**
     * @param stored it met nothing; else it is for the caller to decide
     * @param precedents what it met
     */
    record Met(boolean stored, Precedents precedents) {}

    private static final Met NOTHING = new Met(true, Precedents.NONE);

    private static Met met(Row row) {
        return row.getBoolean(0) ? NOTHING : new Met(false, precedents(row));
    }

    private static Precedents precedents(Row row) {
        Optional<Precedents.Earlier> earlier = Optional.empty();
        UUID reportId = row.getUUID(2);
        if (reportId != null) {
            Receipt receipt = new Receipt(
                    reportId,
                    row.getString(3),
                    row.getOffsetDateTime(4).toInstant(),
                    row.getString(5),
                    row.getLocalDate(6),
                    List.of(row.getArrayOfStrings(7)),
                    true);
            earlier = Optional.of(new Precedents.Earlier(receipt, row.getBuffer(1)));
        }
        CandidateJson candidates = new CandidateJson(row.getValue(13));
        return new Precedents(
                earlier,
                row.getInteger(8),
                row.getInteger(9),
                Optional.ofNullable(row.getString(10)).map(unit -> new Precedents.Known(unit, row.getString(11))),
                Optional.ofNullable(row.getBuffer(12)).map(key -> new IndexKey(key.getBytes())),
                candidates.cases,
                candidates.joinable);
    }

    /**
     * Stores the batch and answers the owning unit by report id. A submission whose case was closed meanwhile is missing
     * from the answer and stored nowhere. Any violated key fails the whole batch, nothing stored.
     */
    Future<Map<UUID, String>> insert(SqlClient db, List<Submission> batch, Supplier<UUID> ids) {
        Tuple parameters = columns(batch, ids);
        Suggestions.of(batch, ids).addTo(parameters);
        return db.preparedQuery(SubmissionStatements.INSERT).execute(parameters).map(rows -> {
            Map<UUID, String> owners = new HashMap<>();
            rows.forEach(row -> owners.put(row.getUUID(0), row.getString(1)));
            return owners;
        });
    }

    private static Tuple columns(List<Submission> batch, Supplier<UUID> ids) {
        return Tuple.tuple()
                .addArrayOfUUID(column(batch, s -> s.reportId, UUID[]::new))
                .addArrayOfUUID(column(batch, s -> s.caseId, UUID[]::new))
                .addArrayOfBoolean(column(batch, s -> opensCase(s) && !s.deviceHasToWait, Boolean[]::new))
                .addArrayOfString(column(batch, s -> s.bannerCode, String[]::new))
                .addArrayOfString(column(batch, s -> s.routing.ownerUnit(), String[]::new))
                .addArrayOfString(column(batch, s -> s.routing.destination().name(), String[]::new))
                .addArrayOfShort(column(batch, s -> s.report.isUrgent() ? (short) 0 : (short) 1, Short[]::new))
                .addArrayOfOffsetDateTime(column(batch, s -> utc(s.submittedAt), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(batch, s -> utc(s.deadlines.dueAt()), OffsetDateTime[]::new))
                .addArrayOfLocalDate(column(batch, s -> s.promisedBy, LocalDate[]::new))
                .addArrayOfInteger(column(batch, s -> s.deadlines.policyVersion(), Integer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.traits.person()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.phone), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> buffer(s.traits.name()), Buffer[]::new))
                .addArrayOfString(column(batch, s -> s.routing.transferTarget().orElse(null), String[]::new))
                .addArrayOfString(column(batch, s -> s.receiptNo, String[]::new))
                .addArrayOfUUID(column(batch, s -> s.residentId, UUID[]::new))
                .addArrayOfString(column(batch, s -> s.report.reporterKind(), String[]::new))
                .addArrayOfString(column(batch, s -> s.report.riskMain(), String[]::new))
                .addArrayOfBoolean(column(batch, s -> s.report.isUrgent(), Boolean[]::new))
                .addArrayOfString(column(batch, s -> String.join(" ", s.flags), String[]::new))
                .addArrayOfString(column(batch, s -> DecisionJson.routing(s.routing), String[]::new))
                .addArrayOfString(column(batch, s -> DecisionJson.matching(s.matching), String[]::new))
                .addArrayOfString(column(batch, s -> DecisionJson.consents(s.report.consents()), String[]::new))
                .addArrayOfBuffer(column(batch, s -> s.sealed, Buffer[]::new))
                .addArrayOfUUID(column(batch, s -> s.idempotencyKey, UUID[]::new))
                .addArrayOfBuffer(column(batch, s -> s.contentHash, Buffer[]::new))
                .addArrayOfUUID(column(batch, s -> ids.get(), UUID[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.traits.phone()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> buffer(s.nameClaim), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.traits.household()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.householdClaim), Buffer[]::new))
                .addArrayOfString(column(batch, s -> String.join(" ", s.traits.risks()), String[]::new))
                .addArrayOfLong(column(batch, SubmissionRepository::print, Long[]::new))
                .addArrayOfUUID(column(batch, s -> s.matching.previous().orElse(null), UUID[]::new))
                .addArrayOfShort(
                        column(batch, s -> (short) s.matching.candidates().size(), Short[]::new))
                .addArrayOfString(column(batch, s -> s.routing.helperUnit().orElse(null), String[]::new))
                .addArrayOfLong(column(batch, s -> s.deadlines.calendarVersion(), Long[]::new))
                .addArrayOfString(column(batch, s -> s.deadlines.provisional(), String[]::new));
    }

    static Receipt receipt(Submission s, String ownerUnit) {
        return new Receipt(s.reportId, s.receiptNo, s.submittedAt, ownerUnit, s.promisedBy, s.flags, false);
    }

    static boolean opensCase(Submission submission) {
        return submission.matching.outcome() != MatchingDecision.Outcome.LINKED;
    }

    /** What two submissions under way must not share: their sender, device, phone, person, name within a unit. */
    static Set<Object> identities(Submission submission) {
        Set<Object> identities = new HashSet<>();
        identities.add(submission.residentId);
        submission.phone.ifPresent(identities::add);
        submission.device.ifPresent(identities::add);
        submission.traits.person().ifPresent(identities::add);
        identities.add(List.of(submission.traits.name(), submission.traits.unit()));
        return identities;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Buffer bytes(Optional<IndexKey> key) {
        return key.map(SubmissionRepository::buffer).orElse(null);
    }

    private static Buffer buffer(IndexKey key) {
        return Buffer.buffer(key.bytes());
    }

    private static Long print(Submission s) {
        return s.traits.print().isPresent() ? s.traits.print().getAsLong() : null;
    }

    private static <T> T[] column(
            List<Submission> batch, Function<Submission, T> value, java.util.function.IntFunction<T[]> array) {
        T[] column = array.apply(batch.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(batch.get(i));
        }
        return column;
    }
}
