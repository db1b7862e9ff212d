package org.fangpin110.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.gazetteer.Banner.change;
import static org.fangpin110.gazetteer.Banner.into;
import static org.fangpin110.gazetteer.Banner.items;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.gazetteer.Banner.Reported;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.TestApp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes on their day, at once, and while reports arrive: whoever comes late is taken along. */
class UnitChangeTimingIT {
    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of(
            "FANGPIN_SERVED_UNITS", TestApp.BANNER + "," + Banner.OTHER, "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Banner banner;

    /** Anew before each test, and whenever time moved far: tokens do not last for days. */
    @BeforeEach
    void signIn() {
        banner = new Banner(APP, "herder");
    }

    @Test
    void aPlannedChangeWaitsForTheFirstMomentOfItsDay() {
        String old = banner.village();
        String kept = banner.village();
        Reported open = banner.reportTo(old);
        String day = banner.today().plusDays(1).toString();
        JsonObject planned = banner.made(into(change("MERGE", old), kept, null).put("effectiveFrom", day));
        JsonObject other = banner.made(change("RETIRE", banner.village()).put("effectiveFrom", day));
        assertThat(planned.getString("changeStatus")).isEqualTo("PLANNED");
        assertThat(banner.admin.get("/api/v1/admin/units?within=" + old).json().encode())
                .contains(planned.getString("changeId"));
        Answer cancelled = banner.admin.post(
                "/api/v1/admin/unit-changes/" + other.getString("changeId") + "/cancel", "If-Match", "\"1\"");
        assertThat(cancelled.json().getString("changeStatus")).isEqualTo("CANCELLED");

        APP.app().lookAround().await();
        assertThat(banner.owner(open)).as("not yet").isEqualTo(old);
        Duration untilMidnight = Duration.between(
                APP.clock().instant(),
                LocalDate.parse(day).atStartOfDay(WorkCalendar.ZONE).toInstant());
        APP.clock().advance(untilMidnight);
        signIn();
        APP.app().lookAround().await();

        assertThat(banner.owner(open)).isEqualTo(kept);
        assertThat(listed("PLANNED")).isEmpty();
        assertThat(listed("APPLIED")).contains(planned.getString("changeId"));
        assertThat(banner.row("select valid_to from unit where unit_code = $1", old)
                        .getLocalDate(0))
                .hasToString(day);
    }

    private static List<String> listed(String status) {
        return items(
                        banner.admin
                                .get("/api/v1/admin/unit-changes?limit=100&changeStatus=" + status)
                                .json(),
                        "items")
                .stream()
                .map(item -> item.getString("changeId"))
                .toList();
    }

    @Test
    void whatNoLongerFitsOnItsDayIsMarkedAndNotForced() {
        String old = banner.village();
        String day = banner.today().plusDays(1).toString();
        JsonObject planned =
                banner.made(change("RENAME", old).put("name", "新名字村委会").put("effectiveFrom", day));
        banner.made(change("RETIRE", old));

        APP.clock().advance(Duration.ofDays(1));
        signIn();
        APP.app().lookAround().await();

        JsonObject failed = items(
                        banner.admin
                                .get("/api/v1/admin/unit-changes?changeStatus=FAILED")
                                .json(),
                        "items")
                .get(0);
        assertThat(failed.getString("changeId")).isEqualTo(planned.getString("changeId"));
        assertThat(failed.getString("failure")).isEqualTo("unit-unknown");
    }

    @Test
    void ofTwoChangesMadeAtOnceOneIsAskedToLookAgain() {
        List<String> both = List.of(banner.village(), banner.village());
        int version = banner.preview(change("RETIRE", both.get(0))).json().getInteger("version");

        List<Answer> answers = AtOnce.run(2, i -> banner.make(change("RETIRE", both.get(i)), version));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 412);
        Answer refused = answers.stream()
                .filter(answer -> answer.status() == 412)
                .findFirst()
                .orElseThrow();
        assertThat(refused.json().getInteger("currentVersion")).isEqualTo(version + 1);
    }

    /** Residents go on sending to the old village, by two nodes, one of which has not heard of the change. */
    @Test
    void aReportThatWasUnderWayDuringTheChangeEndsAtTheSuccessor() throws Exception {
        String old = banner.village();
        String kept = banner.village();
        TestApp behind = APP.another(Map.of());
        try {
            Banner other = new Banner(behind, "late", null);
            AtomicBoolean over = new AtomicBoolean();
            List<List<Reported>> sent = AtOnce.run(5, i -> {
                List<Reported> mine = new ArrayList<>();
                if (i == 0) {
                    while (APP.pool()
                                    .query("select count(*) from case_file where owner_unit = '" + old + "'")
                                    .execute()
                                    .await()
                                    .iterator()
                                    .next()
                                    .getLong(0)
                            < 10) {
                        Thread.onSpinWait();
                    }
                    banner.made(into(change("MERGE", old), kept, null));
                    over.set(true);
                    return mine;
                }
                while (!over.get() || mine.size() < 5) {
                    mine.add((i % 2 == 0 ? banner : other).reportTo(old));
                }
                return mine;
            });
            List<Reported> all = sent.stream().flatMap(List::stream).toList();
            List<Reported> late =
                    Stream.generate(() -> other.reportTo(old)).limit(3).toList();
            assertThat(late).as("this node has not heard").anyMatch(one -> banner.owner(one)
                    .equals(old));

            APP.app().lookAround().await();

            assertThat(Stream.concat(all.stream(), late.stream()))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(one -> assertThat(banner.owner(one)).isEqualTo(kept));
            behind.app().lookAround().await();
            assertThat(banner.owner(other.reportTo(old))).isEqualTo(kept);
        } finally {
            behind.stop();
        }
    }

    @Test
    void aNodeThatIsBehindMovesNothing() throws Exception {
        String old = banner.village();
        String code = old.substring(0, 9) + "394";
        TestApp behind = APP.another(Map.of());
        try {
            banner.made(into(change("RECODE", old), code, null));
            Reported open = banner.reportTo(code);

            behind.app().lookAround().await();

            assertThat(banner.owner(open)).isEqualTo(code);
            assertThat(banner.events(open)).hasSize(1);
        } finally {
            behind.stop();
        }
    }
}
