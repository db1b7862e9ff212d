package org.fangpin110.report;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the case of a report stands, as its family is told.
 *
 * @param paused the reason of a pause that lasts
 * @param climbed levels at which this step's delay was told, in no order
 * @param phone of the owning unit's office
 * @param question asked of the family and not answered yet
 * @param withdrawnConsents of this report
 * @param hiddenFromProxies the family wants nobody else to follow it
 */
public record Course(
        String state,
        Instant dueAt,
        boolean provisional,
        Optional<Instant> closedAt,
        Optional<String> paused,
        List<String> climbed,
        Optional<String> phone,
        Optional<Question> question,
        Optional<OwnRating> rating,
        boolean appealed,
        List<String> withdrawnConsents,
        boolean hiddenFromProxies) {

    /** @param note encrypted in its event */
    public record Question(UUID caseId, int sequence, Instant at, byte[] note) {
        @Override
        public String toString() {
            return "Question[" + caseId + ", " + sequence + "]";
        }
    }

    /** What this reporter said last about how it ended. */
    public record OwnRating(int score, boolean solved, Instant ratedAt) {}

    static Course of(Row row, UUID caseId) {
        OffsetDateTime closed = row.getOffsetDateTime("closed_at");
        byte[] note = row.getBuffer("question") == null
                ? null
                : row.getBuffer("question").getBytes();
        return new Course(
                row.getString("state"),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getBoolean("due_provisional"),
                Optional.ofNullable(closed).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("paused")),
                List.of(row.getArrayOfStrings("climbed")),
                Optional.ofNullable(row.getString("phone")),
                note == null
                        ? Optional.empty()
                        : Optional.of(new Question(
                                caseId,
                                row.getInteger("question_no"),
                                row.getOffsetDateTime("asked_at").toInstant(),
                                note)),
                row.getInteger("score") == null
                        ? Optional.empty()
                        : Optional.of(new OwnRating(
                                row.getInteger("score"),
                                row.getBoolean("solved"),
                                row.getOffsetDateTime("changed_at").toInstant())),
                row.getBoolean("appealed"),
                List.of(row.getArrayOfStrings("withdrawn_consents")),
                row.getBoolean("hidden_from_proxies"));
    }
}
