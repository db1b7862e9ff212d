package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.platform.config.ConfigurationException;
import org.fangpin110.platform.config.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings from file and environment: the environment wins, and every fault is told at once. */
class ConfigurationTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void keepTheGeneratedKeyHere() {
        environment.put("FANGPIN_DATA_DIRECTORY", directory.resolve("data").toString());
    }

    private AppConfig config(Optional<Path> file) {
        return AppConfig.of(new Settings(file, environment));
    }

    private List<String> faults(Optional<Path> file) {
        ConfigurationException wrong = catchThrowableOfType(ConfigurationException.class, () -> config(file));
        return wrong.getMessage().lines().map(String::strip).toList();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("app.yaml"), yaml);
    }

    @Test
    void theDefaultsAreGoodForDevelopment() {
        AppConfig config = config(Optional.empty());

        assertThat(config.production()).isFalse();
        assertThat(config.http().port()).isEqualTo(8110);
        assertThat(config.servedUnits()).containsExactly("152223000000");
        assertThat(directory.resolve("data/master.key")).exists();
    }

    @Test
    void theEnvironmentBeatsTheFileAndTheFileTheDefaults() throws IOException {
        Path file = file("http:\n  port: 9000\n  drain-seconds: 7\n");
        environment.put("FANGPIN_HTTP_PORT", "9001");

        AppConfig config = config(Optional.of(file));

        assertThat(config.http().port()).isEqualTo(9001);
        assertThat(config.http().drain()).hasSeconds(7);
        assertThat(config.http().managementPort()).isEqualTo(8111);
    }

    @Test
    void usualNamesOfTheEnvironmentAreUnderstood() {
        environment.put("DATABASE_URL", "postgresql://app:secret@db:5432/fangpin110");

        AppConfig config = config(Optional.empty());

        assertThat(config.database().url()).contains("postgresql://app:secret@db:5432/fangpin110");
        assertThat(config.toString()).doesNotContain("secret@");
    }

    @Test
    void everyFaultIsToldAtOnce() throws IOException {
        Path file = file("http:\n  port: many\n  colour: red\nserved-units: \"1522\"\nlog:\n  format: xml\n");
        environment.put("FANGPIN_DATABASE_URL", "mysql://db");
        environment.put("FANGPIN_DATABASE_POOL_SIZE", "0");
        environment.put("FANGPIN_OUTBOX_RELAY", "perhaps");
        environment.put("FANGPIN_SECURITY_MASTER_KEY", "short");
        environment.put("FANGPIN_NO_SUCH_THING", "1");
        environment.put("FANGPIN_WECHAT_TEMPLATES", "progress");

        List<String> faults = faults(Optional.of(file));

        for (String fault : List.of(
                "http.port",
                "http.colour",
                "served-units",
                "log.format",
                "database.url",
                "database.pool-size",
                "outbox.relay",
                "security.master-key",
                "FANGPIN_NO_SUCH_THING",
                "wechat.templates")) {
            assertThat(faults).as(fault).anyMatch(line -> line.contains(fault));
        }
        assertThat(String.join("\n", faults)).doesNotContain("mysql://db").doesNotContain("short");
    }

    @Test
    void productionRefusesEverythingThatIsForDevelopmentOnly() {
        environment.put("FANGPIN_PROFILE", "production");

        List<String> faults = faults(Optional.empty());

        assertThat(faults).anyMatch(line -> line.contains("wechat.mode"));
        assertThat(faults).anyMatch(line -> line.contains("sms.provider"));
        assertThat(faults).anyMatch(line -> line.contains("security.master-key"));
        assertThat(faults).anyMatch(line -> line.contains("public-url"));
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void aFileThatIsMissingOrNoYamlIsAFaultAmongOthers() throws IOException {
        environment.put("FANGPIN_HTTP_PORT", "x");

        assertThat(faults(Optional.of(directory.resolve("nowhere.yaml"))))
                .anyMatch(line -> line.contains("nowhere.yaml"))
                .anyMatch(line -> line.contains("http.port"));
        assertThat(faults(Optional.of(file("http: [1, 2"))))
                .anyMatch(line -> line.contains("app.yaml"))
                .anyMatch(line -> line.contains("http.port"));
    }
}
