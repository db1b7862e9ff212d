package org.fangpin110.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of processes as the kernel counts it, in microseconds; in steps of 10 ms. */
final class CpuTime {
    private static final long MICROS_PER_TICK = 10_000;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

    private CpuTime() {}

    /** One process with all its threads. */
    static long of(long pid) throws IOException {
        String[] fields = fields(Path.of("/proc", Long.toString(pid), "stat"));
        return ticks(fields, USER, USER + 1) * MICROS_PER_TICK;
    }

    /** The load generator itself, which shares the machine with what it measures. */
    static long ofThis() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    /** A process with its children, those that ended included: a PostgreSQL server. */
    static long ofTree(long pid) throws IOException {
        long ticks = ticks(fields(Path.of("/proc", Long.toString(pid), "stat")), USER, CHILDREN_SYSTEM);
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    String[] fields = fields(process.resolve("stat"));
                    if (fields[PARENT].equals(Long.toString(pid))) {
                        ticks += ticks(fields, USER, USER + 1);
                    }
                } catch (NoSuchFileException ended) {
                    // its time is the parent's now
                } catch (IOException endedWhileRead) {
                    // likewise
                }
            }
        }
        return ticks * MICROS_PER_TICK;
    }

    /** What follows the name, which may hold spaces: state, parent, … */
    private static String[] fields(Path stat) throws IOException {
        String line = Files.readString(stat);
        return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static long ticks(String[] fields, int from, int to) {
        long sum = 0;
        for (int i = from; i <= to; i++) {
            sum += Long.parseLong(fields[i]);
        }
        return sum;
    }
}
