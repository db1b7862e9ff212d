package org.fangpin110;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.IncomeLineFile;
import org.fangpin110.policy.IncomeLineImport;
import org.fangpin110.policy.RiskPolicyRepository;
import org.fangpin110.risk.IncomeLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code income-line import FILE} and {@code income-line status}. No role of a banner sets the line of its region. */
@Command(
        name = "income-line",
        description = "监测收入线 / the income line of each region and year",
        mixinStandardHelpOptions = true,
        subcommands = {IncomeLineCommand.Import.class, IncomeLineCommand.Status.class})
final class IncomeLineCommand {
    private static final long MOST_BYTES = 1024 * 1024;

    @ParentCommand
    private Main main;

    @Command(
            name = "import",
            description =
                    "导入收入线（UTF-8 CSV：region_code,year,yuan,basis），全部成功或全部不变 / import income lines, all of it or nothing",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @ParentCommand
        private IncomeLineCommand incomeLine;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws IOException {
            IncomeLineFile read = IncomeLineFile.read(text());
            if (!read.faults().isEmpty()) {
                read.faults()
                        .forEach(fault -> System.err.println(
                                "  第 " + fault.line() + " 行 / line " + fault.line() + "  " + fault.code()));
                throw new CommandFailure("文件有错，什么都没有导入 / The file has faults; nothing was imported");
            }
            InstantSource clock = InstantSource.system();
            try (Node node = Node.openBeside(incomeLine.main.configFile())) {
                List<IncomeLineFile.Line> fresh = Main.await(new IncomeLineImport(
                                new RiskPolicyRepository(), new AuditTrail(new TimeOrderedIds(clock), clock), clock)
                        .apply(node.database.pool(node.vertx, 1), read));
                System.out.println(fresh.isEmpty() ? "与现有收入线相同，什么都没有变 / nothing new in it" : "已导入 / imported:");
                fresh.forEach(line -> System.out.println(
                        "  " + line.regionCode() + "  " + line.year() + "  " + line.yuan() + "  " + line.basis()));
            }
            return 0;
        }

        private List<String> text() throws IOException {
            if (!Files.isReadable(file) || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new CommandFailure("没有这个文件、不能读或太大 / No such file, not readable or too large: " + file);
            }
            try {
                return Files.readAllLines(file);
            } catch (MalformedInputException e) {
                throw new CommandFailure("文件不是 UTF-8 / The file is not UTF-8");
            }
        }
    }

    @Command(name = "status", description = "现有收入线，缺哪一年 / the lines that are known", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @ParentCommand
        private IncomeLineCommand incomeLine;

        @Override
        public Integer call() {
            try (Node node = Node.openBeside(incomeLine.main.configFile())) {
                List<IncomeLine> lines = Main.await(new RiskPolicyRepository().load(node.database.pool(node.vertx, 1)))
                        .incomeLines();
                lines.forEach(line -> System.out.println(line.regionCode() + "  " + line.year() + "  " + line.yuan()
                        + "  第 " + line.version() + " 版 / version " + line.version() + "  " + line.basis()));
                int year = LocalDate.now(WorkCalendar.ZONE).getYear();
                if (lines.stream().noneMatch(line -> line.year() == year)) {
                    System.out.println(year + " 年尚未导入，暂用最近一年的 / is not imported yet, the latest one before it is used");
                }
            }
            return 0;
        }
    }
}
