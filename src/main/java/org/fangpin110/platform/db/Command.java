package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Starts helper programs, always with a bare environment: no PG* variable steers them and no secret of ours reaches them. */
final class Command {
    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    private Command() {}

    /** Waits for the end; a program that cannot be started at all answers 127, as in a shell. */
    static Result run(List<String> command, String input) {
        try {
            Process process = prepare(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Result(127, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(130, "interrupted");
        }
    }

    static Result run(String... command) {
        return run(List.of(command), "");
    }

    static ProcessBuilder prepare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH", "TZ"));
        environment.put("LC_ALL", "C");
        return builder;
    }

    /** Through the shell, whose {@code kill} is built in: small images have no such program. */
    static void signal(String name, long pid) {
        run("sh", "-c", "kill -" + name + " \"$0\"", Long.toString(pid));
    }
}
