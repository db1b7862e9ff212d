package org.fangpin110.platform.db;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** postmaster.pid: line 1 is the pid, line 4 the TCP port, line 8 the status. It may be read half-written, hence as bytes. */
record PidFile(Path file, List<String> lines) {
    static Optional<PidFile> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file, ISO_8859_1);
            return lines.isEmpty() ? Optional.empty() : Optional.of(new PidFile(file, lines));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    long pid() {
        String first = lines.get(0).strip();
        return first.matches("\\d+") ? Long.parseLong(first) : 0;
    }

    int port() {
        return Integer.parseInt(lines.get(3).strip());
    }

    boolean saysReady() {
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    /**
     * Puts our own pid in place of one that belongs to nobody of ours: a zombie not yet reaped, or a stranger with the same number (usual
     * when a container restarts). The server refuses to start while that pid exists, except for its parent's; the shared memory named
     * further down is still checked.
     */
    void disown() throws IOException {
        String text = ProcessHandle.current().pid() + "\n" + String.join("\n", lines.subList(1, lines.size())) + "\n";
        Files.writeString(file, text, ISO_8859_1, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
