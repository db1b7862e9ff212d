package org.fangpin110;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.household.InvalidRegistry;
import org.fangpin110.household.KnownHouseholdRepository;
import org.fangpin110.household.RegistryFault;
import org.fangpin110.household.RegistryImport;
import org.fangpin110.household.RegistryLoad;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code registry import} and {@code registry status}. */
@Command(
        name = "registry",
        description = "户籍和家庭档案 / the household registry",
        mixinStandardHelpOptions = true,
        subcommands = {RegistryCommand.Import.class, RegistryCommand.Status.class})
final class RegistryCommand {
    @ParentCommand
    private Main main;

    @Command(
            name = "import",
            description = "导入户表和人员表（UTF-8 CSV 或 .xz），一起成功或全部不变 / import both files, all of it or nothing",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @ParentCommand
        private RegistryCommand registry;

        @Option(names = "--households", paramLabel = "FILE", required = true, description = "户表 / households")
        private Path households;

        @Option(names = "--persons", paramLabel = "FILE", required = true, description = "人员表 / persons")
        private Path persons;

        @Option(
                names = "--as-of",
                paramLabel = "DATE",
                description = "档案的日期，默认今天；此后村里确认的更新 / the day the registry speaks of, today by default")
        private LocalDate asOf = LocalDate.now(WorkCalendar.ZONE);

        @Option(
                names = "--faults",
                paramLabel = "OUT.csv",
                defaultValue = "registry-faults.csv",
                description = "有错的行写到这里，只有行号和原因 / faulty rows by line and reason (default: ${DEFAULT-VALUE})")
        private Path faultFile;

        @Option(
                names = "--retire-many",
                description = "文件里少了四分之一以上的户，仍然导入 / believe a file in which a quarter of the households is gone")
        private boolean retireMany;

        @Override
        public Integer call() throws IOException {
            for (Path file : List.of(households, persons)) {
                if (!Files.isReadable(file)) {
                    throw new CommandFailure("没有这个文件，或者不能读 / No such file, or not readable: " + file);
                }
            }
            try (Node node = Node.openBeside(registry.main.configFile())) {
                Pool pool = node.database.pool(node.vertx, 2);
                InstantSource clock = InstantSource.system();
                UnitTable units = Main.await(new Units(new UnitRepository(), clock).loadOrSeed(pool));
                RegistryLoad load = Main.await(new RegistryImport(
                                new RegistryRepository(), new KnownHouseholdRepository(), seal(node.config), clock)
                        .apply(
                                pool,
                                units,
                                new RegistryImport.Source(households, persons, asOf, retireMany),
                                ProgressLine.of("档案 / registry")::show));
                System.out.println();
                tellFaults(load.faults());
                System.out.println(load.unchanged() ? "与现有档案相同，什么都没有变 / nothing new in it" : "已导入 / imported");
                tell(load);
            } catch (InvalidRegistry e) {
                System.out.println();
                tellFaults(e.faults());
                throw new CommandFailure("文件有错，什么都没有导入 / The files have faults; nothing was imported: " + e.code());
            }
            return 0;
        }

        private static RegistrySeal seal(AppConfig config) {
            AppConfig.Security security = config.security();
            return new RegistrySeal(
                    new FieldCipher(security.fieldAlgorithm(), security.masterKey()),
                    new BlindIndex(security.masterKey()));
        }

        private void tellFaults(List<RegistryFault> faults) throws IOException {
            if (faults.isEmpty()) {
                return;
            }
            Files.write(
                    faultFile,
                    Stream.concat(
                                    Stream.of("file,line,code,effect"),
                                    faults.stream()
                                            .map(fault -> String.join(
                                                    ",",
                                                    fault.file().name(),
                                                    Integer.toString(fault.line()),
                                                    fault.code(),
                                                    fault.effect().name())))
                            .toList(),
                    StandardCharsets.UTF_8);
            Map<String, Long> kinds = faults.stream()
                    .collect(Collectors.groupingBy(
                            fault -> fault.file() + " " + fault.code() + " " + fault.effect(),
                            TreeMap::new,
                            Collectors.counting()));
            System.out.println("有错的行 / faulty rows: " + faults.size() + " → " + faultFile);
            kinds.forEach((kind, count) -> System.out.println("  " + count + "  " + kind));
        }
    }

    @Command(name = "status", description = "现有档案：日期、来源、户数和人数 / what is loaded", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @ParentCommand
        private RegistryCommand registry;

        @Override
        public Integer call() {
            try (Node node = Node.openBeside(registry.main.configFile())) {
                Optional<RegistryLoad> last =
                        Main.await(new RegistryRepository().lastLoad(node.database.pool(node.vertx, 1)));
                last.ifPresentOrElse(
                        RegistryCommand::tell, () -> System.out.println("还没有导入档案 / no registry is loaded"));
            }
            return 0;
        }
    }

    private static void tell(RegistryLoad load) {
        RegistryLoad.Counts counts = load.counts();
        System.out.println("第 " + load.loadId() + " 次 / load " + load.loadId() + "  " + load.loadedAt() + "  "
                + load.source() + "  " + load.asOf());
        System.out.println("户 / households " + counts.households() + "，人 / persons " + counts.persons());
        System.out.println("新增 " + counts.inserted() + "，变更 " + counts.changed() + "，停用 " + counts.retired() + "，随村撤并 "
                + counts.followed() + "，有错 " + counts.faults()
                + " / new, changed, retired, moved with their village, faults");
    }
}
