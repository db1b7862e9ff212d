package org.fangpin110.intake;

import io.vertx.core.json.JsonArray;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.matching.EarlierCase;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.Traits;

/** Reads the candidates of one report out of the one value the look-up makes of them: most reports have none. */
final class CandidateJson {
    /** Of a case opened before names were indexed: equal to no name. */
    private static final IndexKey NAMELESS = new IndexKey(new byte[0]);

    final List<EarlierCase> cases = new ArrayList<>(0);
    final Map<UUID, Precedents.Joinable> joinable = new HashMap<>(0);

    /** @param found array of arrays, in the order of {@link SubmissionRepository}'s look-up; anything else is no candidate */
    CandidateJson(Object found) {
        if (found instanceof JsonArray rows) {
            rows.forEach(row -> add((JsonArray) row));
        }
    }

    private void add(JsonArray row) {
        UUID id = UUID.fromString(row.getString(0));
        if (joinable.containsKey(id)) {
            return;
        }
        String risks = row.getString(9);
        String print = row.getString(10);
        Traits traits = new Traits(
                key(row, 4),
                key(row, 5),
                key(row, 6).orElse(NAMELESS),
                key(row, 8),
                row.getString(2),
                risks == null ? Set.of() : Set.of(risks.split(" ")),
                print == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(print)),
                OffsetDateTime.parse(row.getString(11)).toInstant());
        boolean open = row.getBoolean(12);
        cases.add(new EarlierCase(id, open, traits));
        joinable.put(
                id,
                new Precedents.Joinable(
                        row.getString(1),
                        LocalDate.parse(row.getString(3)),
                        new Precedents.Claims(
                                open ? key(row, 7) : Optional.empty(), open ? key(row, 13) : Optional.empty())));
    }

    private static Optional<IndexKey> key(JsonArray row, int at) {
        return Optional.ofNullable(row.getString(at))
                .map(text -> new IndexKey(Base64.getMimeDecoder().decode(text)));
    }
}
