package org.fangpin110.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** As much of tar as the packed server uses: files, directories, symbolic links, names up to 100 bytes. The rest is refused. */
final class Tar {
    private static final int BLOCK = 512;
    private static final int EXECUTABLE = 0100;

    private record Header(String name, int mode, long size, char type, String link) {
        static Header of(byte[] block) {
            return new Header(
                    text(block, 0, 100),
                    Integer.parseInt(text(block, 100, 8), 8),
                    Long.parseLong(text(block, 124, 12), 8),
                    (char) block[156],
                    text(block, 157, 100));
        }

        private static String text(byte[] block, int from, int length) {
            int end = from;
            while (end < from + length && block[end] != 0) {
                end++;
            }
            return new String(block, from, end - from, StandardCharsets.UTF_8).strip();
        }
    }

    private Tar() {}

    static void unpack(InputStream tar, Path target) throws IOException {
        byte[] block = new byte[BLOCK];
        while (tar.readNBytes(block, 0, BLOCK) == BLOCK && block[0] != 0) {
            Header header = Header.of(block);
            Path path = target.resolve(header.name()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("tar entry outside its directory: " + header.name());
            }
            Files.createDirectories(path.getParent());
            switch (header.type()) {
                case '5' -> Files.createDirectories(path);
                case '2' -> Files.createSymbolicLink(path, Path.of(header.link()));
                case '0', '\0' -> copy(tar, header, path);
                default -> throw new IOException("tar entry of unknown type: " + header);
            }
        }
    }

    private static void copy(InputStream tar, Header header, Path path) throws IOException {
        try (OutputStream file = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = header.size(); left > 0; ) {
                int read = tar.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (read == 0) {
                    throw new IOException("tar ends inside " + header.name());
                }
                file.write(buffer, 0, read);
                left -= read;
            }
        }
        tar.skipNBytes(Math.floorMod(-header.size(), (long) BLOCK));
        String permissions = (header.mode() & EXECUTABLE) == 0 ? "rw-r--r--" : "rwxr-xr-x";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
