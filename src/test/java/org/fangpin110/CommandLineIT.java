package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fangpin110.deadline.Notices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process: its words and its exit codes. */
class CommandLineIT {
    @TempDir
    Path directory;

    private record Ended(int exit, String said) {}

    private Ended run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("FANGPIN_DATA_DIRECTORY", directory.resolve("data").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    @Test
    void helpNamesEveryCommandAndExitCode() throws Exception {
        Ended help = run(Map.of(), "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.said())
                .contains(
                        "serve",
                        "migrate",
                        "units",
                        "registry",
                        "calendar",
                        "income-line",
                        "staff",
                        "feed",
                        "--config",
                        "Exit codes");
    }

    @Test
    void theVersionIsTold() throws Exception {
        Ended version = run(Map.of(), "--version");

        assertThat(version.exit()).isZero();
        assertThat(version.said()).startsWith("fangpin110 ");
    }

    @Test
    void wrongWordsAreExplained() throws Exception {
        for (String word : List.of("sevre", "--confg", "units", "registry", "calendar", "income-line", "staff")) {
            Ended wrong = run(Map.of(), word);

            assertThat(wrong.exit()).as(word + wrong.said()).isEqualTo(2);
            assertThat(wrong.said()).containsAnyOf("Usage", "Did you mean", "Possible solutions");
        }
    }

    @Test
    void wrongSettingsEndWithOneListAndTheirOwnCode() throws Exception {
        Ended wrong = run(
                Map.of("FANGPIN_PROFILE", "production", "FANGPIN_HTTP_PORT", "x", "FANGPIN_HTPP_PORT", "1"), "serve");

        assertThat(wrong.exit()).as(wrong.said()).isEqualTo(3);
        assertThat(wrong.said())
                .contains("wechat.mode", "sms.provider", "security.master-key", "http.port", "FANGPIN_HTPP_PORT")
                .doesNotContain("Exception");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aCalendarIsImportedOnceAndFaultsAreNamedByLine() throws Exception {
        Path bad = Files.write(directory.resolve("bad.csv"), Notices.file(2027, "2027-02-30,HOLIDAY,春节"));
        Path good = Files.write(directory.resolve("2027.csv"), Notices.file(2027));

        Ended refused = run(Map.of(), "calendar", "import", bad.toString());
        assertThat(refused.exit()).as(refused.said()).isEqualTo(1);
        assertThat(refused.said()).contains("line 11  date-wrong  2027-02-30").doesNotContain("Exception");
        assertThat(directory.resolve("data")).doesNotExist();

        Ended first = run(Map.of(), "calendar", "import", good.toString());
        assertThat(first.exit()).as(first.said()).isZero();
        assertThat(first.said()).contains("imported: [2027]", "version 1");
        assertThat(run(Map.of(), "calendar", "import", good.toString()).said()).contains("nothing new");
        assertThat(run(Map.of(), "calendar", "status").said())
                .contains("version 1", "2027.csv", "sha256", "2026, 2027]");
    }
}
