package org.fangpin110.intake;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fangpin110.matching.MatchingDecision.Candidate;
import org.fangpin110.matching.ReasonCode;

/** The comparisons a batch asks of people, by columns: one row a pair of cases. */
final class Suggestions {
    private final List<UUID> ids = new ArrayList<>(0);
    private final List<UUID> cases = new ArrayList<>(0);
    private final List<UUID> candidates = new ArrayList<>(0);
    private final List<Short> scores = new ArrayList<>(0);
    private final List<String> reasons = new ArrayList<>(0);

    static Suggestions of(List<Submission> batch, Supplier<UUID> ids) {
        Suggestions all = new Suggestions();
        batch.forEach(
                submission -> submission.matching.candidates().forEach(one -> all.add(ids.get(), submission, one)));
        return all;
    }

    private void add(UUID id, Submission submission, Candidate candidate) {
        ids.add(id);
        cases.add(submission.caseId);
        candidates.add(candidate.caseId());
        scores.add((short) candidate.score());
        reasons.add(candidate.reasons().stream().map(ReasonCode::code).collect(Collectors.joining(" ")));
    }

    void addTo(Tuple parameters) {
        parameters
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addArrayOfUUID(cases.toArray(UUID[]::new))
                .addArrayOfUUID(candidates.toArray(UUID[]::new))
                .addArrayOfShort(scores.toArray(Short[]::new))
                .addArrayOfString(reasons.toArray(String[]::new));
    }
}
