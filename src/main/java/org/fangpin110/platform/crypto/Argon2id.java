package org.fangpin110.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.util.Arrays;

/** The cost of a hash: memory in KiB, passes over it, lanes. */
record Argon2id(int memory, int passes, int lanes) {
    /** OWASP's first recommendation: 19 MiB, two passes, one lane. */
    static final Argon2id CURRENT = new Argon2id(19_456, 2, 1);

    static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** A forged row must not be able to order a gigabyte. */
    private static final Argon2id HIGHEST = new Argon2id(262_144, 16, 8);

    Hash hash(String password, byte[] salt) {
        return new Hash(this, salt, compute(password, salt, HASH_BYTES));
    }

    private byte[] compute(String password, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private boolean withinBounds() {
        return memory >= 8 * lanes
                && memory <= HIGHEST.memory
                && passes >= 1
                && passes <= HIGHEST.passes
                && lanes >= 1
                && lanes <= HIGHEST.lanes;
    }

    /** Reads and writes the PHC string format. */
    static final class Hash {
        private static final Pattern PHC = Pattern.compile(
                "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

        private final Argon2id parameters;
        private final byte[] salt;
        private final byte[] value;

        private Hash(Argon2id parameters, byte[] salt, byte[] value) {
            this.parameters = parameters;
            this.salt = salt;
            this.value = value;
        }

        static Hash parse(String phc) {
            Matcher parts = PHC.matcher(phc);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not an Argon2id hash in PHC form");
            }
            var parameters = new Argon2id(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
            if (!parameters.withinBounds()) {
                throw new IllegalArgumentException("Argon2id parameters out of bounds: " + parameters);
            }
            Base64.Decoder base64 = Base64.getDecoder();
            return new Hash(parameters, base64.decode(parts.group(4)), base64.decode(parts.group(5)));
        }

        Argon2id parameters() {
            return parameters;
        }

        boolean matches(String password) {
            return Arrays.constantTimeAreEqual(value, parameters.compute(password, salt, value.length));
        }

        @Override
        public String toString() {
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return "$argon2id$v=19$m=" + parameters.memory + ",t=" + parameters.passes + ",p=" + parameters.lanes + "$"
                    + base64.encodeToString(salt) + "$" + base64.encodeToString(value);
        }
    }
}
