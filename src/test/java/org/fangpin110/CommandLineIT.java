package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
                .contains("serve", "migrate", "units", "registry", "staff", "feed", "--config", "Exit codes");
    }

    @Test
    void theVersionIsTold() throws Exception {
        Ended version = run(Map.of(), "--version");

        assertThat(version.exit()).isZero();
        assertThat(version.said()).startsWith("fangpin110 ");
    }

    @Test
    void wrongWordsAreExplained() throws Exception {
        for (String word : List.of("sevre", "--confg", "units", "registry", "staff")) {
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
}
