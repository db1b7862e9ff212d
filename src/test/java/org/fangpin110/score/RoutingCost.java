package org.fangpin110.score;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fangpin110.routing.Evidence;
import org.fangpin110.routing.Router;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitFile;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.UnitTableVersion;
import org.fangpin110.unit.Units;

/**
 * CPU time of one warm thread for each text by itself, so that the mean and the hundredth slowest text are told; CPU time
 * and not the clock, because the machine does other things too. (JMH tells one figure for one workload.)
 */
final class RoutingCost {
    private static final int ROUNDS = 7;
    private static final int CALLS = 4;

    private final List<String> lines = new ArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    List<String> measure() throws IOException {
        lines.add(String.format("%-58s %9s %9s %9s", "CPU of one decision, µs", "mean", "p99", "slowest"));
        UnitTable region = Units.shipped();
        Adversary adversary = new Adversary(region);
        List<String> mix =
                adversary.write(12, 7).stream().map(WrittenAddress::text).toList();
        List<String> bare = bareNames(region);
        lines("Inner Mongolia table, one banner served", new Router(region, Set.of("152223000000")), mix, bare);
        lines("Inner Mongolia table, all of it served", new Router(region, Set.of("150000000000")), mix, bare);
        Path file = LabelledReports.directory()
                .map(directory -> directory.resolve("villages-cn.csv.xz"))
                .filter(Files::exists)
                .orElse(null);
        if (file == null) {
            lines.add(
                    "The national table was not measured: -Dscore.data=DIR names no directory with villages-cn.csv.xz.");
            return lines;
        }
        national(file, mix, bare);
        return lines;
    }

    private void lines(String what, Router router, List<String> mix, List<String> bare) {
        cost(what + ", invented ways of writing", router, mix);
        cost(what + ", bare village names", router, bare);
    }

    private void national(Path file, List<String> mix, List<String> bare) throws IOException {
        long before = usedBytes();
        long began = System.nanoTime();
        UnitTable nation = nation(file);
        double tableSeconds = (System.nanoTime() - began) / 1e9;
        long table = usedBytes() - before;
        began = System.nanoTime();
        Router router = new Router(nation, Set.of("150000000000"));
        double routerSeconds = (System.nanoTime() - began) / 1e9;
        long index = usedBytes() - before - table;
        lines("National table, Inner Mongolia served", router, mix, bare);
        tell("National table", nation.size(), tableSeconds, table);
        tell("Index of the router, Inner Mongolia served", nation.size(), routerSeconds, index);
        router = null;
        Set<String> provinces = nation.roots().stream().map(Unit::code).collect(Collectors.toCollection(TreeSet::new));
        long beforeAll = usedBytes();
        began = System.nanoTime();
        Router all = new Router(nation, provinces);
        double seconds = (System.nanoTime() - began) / 1e9;
        tell("Index of the router, the nation served", nation.size(), seconds, usedBytes() - beforeAll);
        lines("National table, the nation served", all, mix, bare);
    }

    private void tell(String what, int units, double seconds, long bytes) {
        lines.add(String.format("%s: %,d units, built in %.1f s, %.0f MB", what, units, seconds, bytes / 1e6));
    }

    private static UnitTable nation(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            UnitFile units = UnitFile.read(in, "villages-cn.csv", LocalDate.of(2023, 6, 30));
            UnitTable.Builder builder = UnitTable.builder();
            units.units().forEach(builder::add);
            return builder.addAliases(Units.shippedAliases())
                    .build(new UnitTableVersion(
                            1, units.source(), units.checksum(), units.units().size()));
        }
    }

    /** The slow case: nothing to narrow the search, and many villages of one name. */
    private static List<String> bareNames(UnitTable units) {
        List<Unit> villages = units.within(UnitRange.of("150000000000")).stream()
                .filter(Unit::isVillage)
                .toList();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < villages.size(); i += 29) {
            names.add(villages.get(i).shortName() + (i % 2 == 0 ? "村" : ""));
        }
        return names;
    }

    private void cost(String what, Router router, List<String> texts) {
        double[] micros = new double[texts.size()];
        for (int round = 0; round < 2; round++) {
            texts.forEach(text -> router.decide(Evidence.NONE.withAddressText(text)));
        }
        double[] rounds = new double[ROUNDS];
        for (int i = 0; i < micros.length; i++) {
            Evidence evidence = Evidence.NONE.withAddressText(texts.get(i));
            for (int round = 0; round < ROUNDS; round++) {
                long began = threads.getCurrentThreadCpuTime();
                for (int call = 0; call < CALLS; call++) {
                    router.decide(evidence);
                }
                rounds[round] = (threads.getCurrentThreadCpuTime() - began) / 1e3 / CALLS;
            }
            Arrays.sort(rounds);
            micros[i] = rounds[ROUNDS / 2];
        }
        Arrays.sort(micros);
        lines.add(String.format(
                "%-58s %9.1f %9.1f %9.1f",
                what,
                Arrays.stream(micros).average().orElse(0),
                micros[micros.length * 99 / 100],
                micros[micros.length - 1]));
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
