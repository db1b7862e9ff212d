package org.fangpin110;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.unit.ImportReport;
import org.fangpin110.unit.InvalidUnitFile;
import org.fangpin110.unit.UnitFile;
import org.fangpin110.unit.UnitImport;
import org.fangpin110.unit.UnitRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code units import FILE}. */
@Command(
        name = "units",
        description = "行政区划 / administrative units",
        mixinStandardHelpOptions = true,
        subcommands = UnitsCommand.Import.class)
final class UnitsCommand {
    @ParentCommand
    private Main main;

    @Command(
            name = "import",
            description = "导入区划文件（CSV 或 .csv.xz） / import a unit file, all of it or nothing",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @ParentCommand
        private UnitsCommand units;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(
                names = "--valid-from",
                paramLabel = "DATE",
                description = "生效日期，默认今天 / in force from, today by default")
        private LocalDate validFrom = LocalDate.now(WorkCalendar.ZONE);

        @Override
        public Integer call() throws IOException {
            UnitFile read;
            try (InputStream in = Files.newInputStream(file)) {
                read = UnitFile.read(in, file.getFileName().toString(), validFrom);
            } catch (InvalidUnitFile e) {
                e.faults().stream().limit(20).forEach(fault -> System.err.println("  " + fault));
                throw new CommandFailure("文件有错，什么都没有导入 / The file has faults; nothing was imported: " + e.getMessage());
            }
            try (Node node = Node.openBeside(units.main.configFile())) {
                Pool pool = node.database.pool(node.vertx, 2);
                ImportReport report = Main.await(new UnitImport(new UnitRepository(), InstantSource.system())
                        .apply(pool, read, ProgressLine.of("区划 / units")::show));
                System.out.println();
                System.out.println(
                        report.unchanged()
                                ? "与现有数据相同 / nothing new in it"
                                : "新增 " + report.inserted() + "，变更 " + report.changed() + "，停用 " + report.retired()
                                        + " / new, changed, retired; version " + report.version());
            }
            return 0;
        }
    }
}
