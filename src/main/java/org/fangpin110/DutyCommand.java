package org.fangpin110;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.fangpin110.escalation.RosterFile;
import org.fangpin110.escalation.RosterImport;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code duty import FILE.csv}. */
@Command(
        name = "duty",
        description = "值班表 / duty rosters",
        mixinStandardHelpOptions = true,
        subcommands = DutyCommand.Import.class)
final class DutyCommand {
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final int FAULTS_SHOWN = 50;

    @ParentCommand
    private Main main;

    @Command(
            name = "import",
            description = "导入值班表（UTF-8 CSV：unit_code,phone[,account,from,until]），全部成功或全部不变；文件里没有的单位不变"
                    + " / import rosters, all of it or nothing; units it does not name keep theirs",
            mixinStandardHelpOptions = true)
    static final class Import implements Callable<Integer> {
        @ParentCommand
        private DutyCommand duty;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file) || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new CommandFailure("没有这个文件、不能读或太大 / No such file, not readable or too large: " + file);
            }
            InstantSource clock = InstantSource.system();
            RosterFile rosters;
            try (InputStream in = Files.newInputStream(file)) {
                rosters = RosterFile.read(in, clock.instant());
            }
            try (Node node = Node.openBeside(duty.main.configFile())) {
                Pool pool = node.database.pool(node.vertx, 1);
                AppConfig.Security security = node.config.security();
                FieldCipher cipher = new FieldCipher(security.fieldAlgorithm(), security.masterKey());
                RosterImport.Result done = Main.await(
                        new Units(new UnitRepository(), clock).loadOrSeed(pool).compose(units -> new RosterImport(
                                        cipher, new TimeOrderedIds(clock), clock)
                                .apply(pool, rosters, units)));
                if (!done.faults().isEmpty()) {
                    tell(done);
                    throw new CommandFailure("文件有错，什么都没有导入 / The file has faults; nothing was imported");
                }
                System.out.println("已导入 / imported: " + done.units() + " 个单位 / units, " + done.lines() + " 条 / lines");
            }
            return 0;
        }

        private static void tell(RosterImport.Result done) {
            done.faults().stream()
                    .limit(FAULTS_SHOWN)
                    .forEach(fault -> System.err.println("  第 " + fault.line() + " 行 / line " + fault.line() + "  "
                            + fault.column() + "  " + fault.code()));
            if (done.faults().size() > FAULTS_SHOWN) {
                System.err.println("  …… 共 / in all " + done.faults().size());
            }
        }
    }
}
