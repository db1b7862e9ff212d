package org.fangpin110.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void derivationNeverChangesForItWouldLockEveryStoredValue() {
        MasterKey key = MasterKey.ofBase64(KEY);

        assertThat(HexFormat.of().formatHex(key.derive("field/SM4_GCM")))
                .isEqualTo("edf3feb6f002232fa85f061061531e4013cdd8afdb6023f66671f20113dee831");
        assertThat(key.derive("a")).isNotEqualTo(key.derive("b")).hasSize(32);
    }

    @Test
    void firstUseMakesAFileOnlyItsOwnerReads(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys/master.key");

        MasterKey made = MasterKey.ofFile(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(MasterKey.ofFile(file).derive("x")).isEqualTo(made.derive("x"));
        assertThat(file.getParent().toFile().list()).containsExactly("master.key");
    }

    @Test
    void processesStartingTogetherAgreeOnOneKey(@TempDir Path folder) {
        Path file = folder.resolve("master.key");

        List<Short> ids = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> MasterKey.ofFile(file).keyId())
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
    }

    @Test
    void aWrongTextIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> MasterKey.ofBase64("secret!"))
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> MasterKey.ofBase64("c2hvcnQ=")).hasMessageContaining("5 bytes");
    }

    @Test
    void toStringHidesTheSecret() {
        assertThat(MasterKey.ofBase64(KEY).toString()).matches("MasterKey\\[[0-9a-f]{4}]");
    }
}
