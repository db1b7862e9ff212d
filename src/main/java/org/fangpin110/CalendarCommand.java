package org.fangpin110;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.fangpin110.casefile.DueDateRepository;
import org.fangpin110.deadline.InvalidNoticeFile;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.CalendarImport;
import org.fangpin110.policy.CalendarRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code calendar import FILE} and {@code calendar status}. */
@Command(
        name = "calendar",
        description = "工作日历 / the calendar of working days",
        mixinStandardHelpOptions = true,
        subcommands = {CalendarCommand.Import.class, CalendarCommand.Status.class})
final class CalendarCommand {
    private static final long MOST_BYTES = 1024 * 1024;

    @ParentCommand
    private Main main;

    @Command(
            name = "import",
            description =
                    "导入国务院放假安排（UTF-8 CSV：date,kind,holiday），全部成功或全部不变 / import holiday notices, all of it or nothing",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @ParentCommand
        private CalendarCommand calendar;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file) || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new CommandFailure("没有这个文件、不能读或太大 / No such file, not readable or too large: " + file);
            }
            CalendarImport.Source source;
            try {
                source = CalendarImport.Source.read(file);
            } catch (InvalidNoticeFile e) {
                e.faults()
                        .forEach(fault -> System.err.println("  "
                                + (fault.line() == 0 ? "" : "第 " + fault.line() + " 行 / line " + fault.line() + "  ")
                                + fault.code() + "  " + fault.value()));
                throw new CommandFailure("文件有错，什么都没有导入 / The file has faults; nothing was imported");
            }
            try (Node node = Node.openBeside(calendar.main.configFile())) {
                CalendarImport.Result result =
                        Main.await(new CalendarImport(new CalendarRepository(), InstantSource.system())
                                .apply(node.database.pool(node.vertx, 1), source));
                System.out.println(
                        result.unchanged()
                                ? "与现有日历相同，什么都没有变 / nothing new in it"
                                : "已导入 / imported: " + result.years() + "  第 "
                                        + result.calendar().version() + " 版 / version "
                                        + result.calendar().version());
            }
            return 0;
        }
    }

    @Command(name = "status", description = "现有日历：版本、来源、已公布的年份 / what is known", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @ParentCommand
        private CalendarCommand calendar;

        @Override
        public Integer call() {
            try (Node node = Node.openBeside(calendar.main.configFile())) {
                Pool pool = node.database.pool(node.vertx, 1);
                CalendarRepository calendars = new CalendarRepository();
                WorkCalendar known = Main.await(calendars.load(pool));
                System.out.println("第 " + known.version() + " 版 / version " + known.version());
                Main.await(calendars.latest(pool))
                        .ifPresent(version ->
                                System.out.println(version.importedAt() + "  " + version.source() + "  sha256 "
                                        + version.checksum() + "  " + version.years() + "  " + version.dayCount()));
                System.out.println("已公布 / announced: " + known.announcedYears());
                int year = LocalDate.now(WorkCalendar.ZONE).getYear();
                int open = known.isProvisional(year) ? year : year + 1;
                if (known.isProvisional(open)) {
                    System.out.println(
                            open + " 年尚未导入，涉及的期限是暂定的 / is not imported yet, dates that reach into it are provisional");
                }
                Main.await(new DueDateRepository().waiting(pool))
                        .forEach((awaited, count) ->
                                System.out.println("  等 " + awaited + " 年 / wait for " + awaited + ": " + count));
            }
            return 0;
        }
    }
}
