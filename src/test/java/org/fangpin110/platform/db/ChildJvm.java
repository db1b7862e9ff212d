package org.fangpin110.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.tukaani.xz.XZInputStream;

/** A second JVM running {@link ChildServer}. */
record ChildJvm(Process process, int port) implements AutoCloseable {
    static ChildJvm start(String... arguments) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), arguments);
    }

    static ChildJvm start(List<String> prefix, String classPath, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        Collections.addAll(command, java(), "-cp", classPath, ChildServer.class.getName());
        Collections.addAll(command, arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith(ChildServer.READY)) {
                return new ChildJvm(process, Integer.parseInt(line.split(" ", -1)[1]));
            }
        }
        throw new AssertionError("the child JVM ended: " + said);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Copies what the child needs to where every user may read it: root's own class path is closed to others. */
    static String readableClassPath(Path directory) throws IOException, URISyntaxException {
        Files.createDirectory(directory);
        List<String> copies = new ArrayList<>();
        for (Path source : List.of(
                codeOf(EmbeddedPostgres.class),
                codeOf(ChildServer.class),
                codeOf(XZInputStream.class),
                codeOf(Logger.class),
                packedServer())) {
            Path copy = directory.resolve(copies.size() + "-" + source.getFileName());
            copyTree(source, copy);
            copies.add(copy.toString());
        }
        openToAll(directory);
        return String.join(":", copies);
    }

    private static Path codeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Path packedServer() {
        String url = ChildJvm.class.getResource("/postgres-linux-x86_64.txz").toString();
        return Path.of(URI.create(url.substring("jar:".length(), url.indexOf('!'))));
    }

    private static void copyTree(Path source, Path target) throws IOException {
        try (Stream<Path> walk = Files.walk(source)) {
            for (Path path : walk.toList()) {
                Files.copy(path, target.resolve(source.relativize(path).toString()));
            }
        }
    }

    private static void openToAll(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    void kill() {
        process.destroyForcibly();
        assertThat(process.onExit()).succeedsWithin(Servers.PATIENCE);
    }

    void terminate() {
        process.destroy();
        assertThat(process.onExit()).succeedsWithin(Servers.PATIENCE);
    }

    @Override
    public void close() {
        kill();
    }
}
