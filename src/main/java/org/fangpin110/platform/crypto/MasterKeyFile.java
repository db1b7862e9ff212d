package org.fangpin110.platform.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Writes a new key so that no crash leaves half a key and no second process replaces the first one's. */
final class MasterKeyFile {
    private MasterKeyFile() {}

    /** Leaves the file alone when it exists by now. The caller reads it back, whoever wrote it. */
    static void create(Path file, byte[] secret) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(
                folder, ".key", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            write(draft, Base64.getEncoder().encodeToString(secret) + "\n");
            publish(draft, file);
            force(folder);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A hard link is the atomic move that refuses to overwrite; a rename would silently replace the key of a faster process. */
    private static void publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException wonByAnother) {
            return;
        } catch (UnsupportedOperationException noHardLinks) {
            Files.move(draft, file);
        }
    }

    private static void write(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
