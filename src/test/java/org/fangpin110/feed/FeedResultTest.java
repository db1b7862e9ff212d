package org.fangpin110.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.feed.FeedResult.Part;
import org.junit.jupiter.api.Test;

class FeedResultTest {
    private static final Outcome STORED = Lines.outcome(
            Lines.own("A"), Lines.receipt("R1", false), new Decision("VILLAGE", "152223100214", "", "NEW", "", false));
    private static final Outcome REFUSED = Lines.outcome(
            Lines.own("B"), Lines.problem(422, "fields-to-correct", "/subject/idNo", "id-checksum"), null);
    private static final Outcome BROKEN = Lines.outcome(Lines.own("C"), Lines.problem(500, "our-fault"), null);
    private static final Outcome SILENT =
            new Outcome(new FeedReport(Lines.own("D")), Optional.empty(), Optional.empty());

    private static FeedResult result(Outcome... outcomes) {
        return new FeedResult(List.of(outcomes), Map.of("SMS", 1), Duration.ofMillis(1500));
    }

    @Test
    void receiptsAndRefusalsMakeItComplete() {
        assertThat(result(STORED, REFUSED).complete()).isTrue();
        assertThat(result(STORED, BROKEN).complete()).isFalse();
        assertThat(result(STORED, SILENT).complete()).isFalse();
    }

    @Test
    void everyPartIsCounted() {
        Map<Part, Map<String, Integer>> counts =
                result(STORED, REFUSED, BROKEN, SILENT).counts();

        assertThat(counts.get(Part.ACCEPTED)).isEqualTo(Map.of("201", 1));
        assertThat(counts.get(Part.NOT_ACCEPTED))
                .isEqualTo(Map.of("422 id_checksum", 1, "500 our-fault", 1, "no answer", 1));
        assertThat(counts.get(Part.DESTINATION)).isEqualTo(Map.of("VILLAGE", 1));
        assertThat(counts.get(Part.MESSAGES)).isEqualTo(Map.of("SMS", 1));
    }

    @Test
    void theTableShowsThem() {
        assertThat(result(STORED, REFUSED).table())
                .contains("201  ", "422 id_checksum", "VILLAGE", "SMS", "2 reports in 1.5 s");
    }
}
