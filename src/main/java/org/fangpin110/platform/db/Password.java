package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The server's password: made once, kept in a file only its owner reads. */
record Password(String value, Path file, boolean isNew) {
    private static final int BYTES = 24;

    static Password keptIn(Path home) throws IOException {
        Path file = home.resolve("password");
        if (Files.exists(file)) {
            return new Password(Files.readString(file).strip(), file, false);
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);

        Path aside = home.resolve("password.tmp");
        Files.deleteIfExists(aside);
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, value);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        return new Password(value, file, true);
    }

    @Override
    public String toString() {
        return "Password[" + file + "]";
    }
}
