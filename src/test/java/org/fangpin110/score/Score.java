package org.fangpin110.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/** {@code mvn -Pscore verify}: prints its figures and writes them, with every wrong decision, to {@code target/score/}. */
class Score {
    private static final Path DIRECTORY = Path.of("target", "score").toAbsolutePath();
    private static final int EACH = Integer.getInteger("score.each", 120);
    private static final long SEED = Long.getLong("score.seed", 2026);

    private final List<String> told = new ArrayList<>();

    @Test
    void reportsReachTheirVillage() throws IOException {
        delete();
        Files.createDirectories(DIRECTORY);
        try {
            AdversaryScore adversary = adversary();
            tell("# What a decision costs", new RoutingCost().measure());
            LabelledReports reports = new LabelledReports();
            FedRun run = new FedRun(DIRECTORY, reports);
            LabelScore without = run.play(false).orElseThrow();
            tell(heading(reports, "without the registry"), without.lines());
            Optional<LabelScore> with = run.play(true);
            tell(
                    heading(reports, "with the registry"),
                    with.map(LabelScore::lines)
                            .orElse(List.of("Skipped: this build has no command `registry import` yet.")));
            assertThat(without.misroutes()).isLessThanOrEqualTo(reports.labels.size() / 1000);
            assertThat(with.map(LabelScore::misroutes).orElse(0)).isLessThanOrEqualTo(reports.labels.size() / 1000);
            assertThat(adversary.total().misroute).isLessThanOrEqualTo(adversary.total().all / 3000);
        } finally {
            Files.write(DIRECTORY.resolve("score.txt"), told);
        }
    }

    private AdversaryScore adversary() throws IOException {
        UnitTable units = Units.shipped();
        AdversaryScore score = new AdversaryScore(units);
        score.judge(new Adversary(units).write(EACH, SEED));
        Files.write(DIRECTORY.resolve("adversary-wrong.tsv"), score.faults());
        tell("# Addresses in invented ways of writing, villages of all Inner Mongolia, seed " + SEED, score.table());
        return score;
    }

    private static String heading(LabelledReports reports, String how) {
        return String.format(
                "# %s reports of %s through the server, %s (%d of h_new_event_after_window left out: they live on event time)",
                reports.labels.size(),
                LabelledReports.directory().isPresent() ? "score.data" : "the packed set",
                how,
                reports.leftOut);
    }

    private void tell(String heading, List<String> lines) {
        told.add(heading);
        told.addAll(lines);
        told.add("");
        System.out.println(heading);
        lines.forEach(System.out::println);
        System.out.println();
    }

    private static void delete() throws IOException {
        if (Files.exists(DIRECTORY)) {
            try (Stream<Path> files = Files.walk(DIRECTORY)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
