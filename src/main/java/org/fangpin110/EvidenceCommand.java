package org.fangpin110;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.fangpin110.audit.EvidenceCheck;
import org.fangpin110.audit.EvidencePack;
import org.fangpin110.audit.Sealer;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.unit.UnitRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code evidence export} and {@code evidence verify}. */
@Command(
        name = "evidence",
        description = "证据包：一件事项的全部步骤和查阅记录，可离线验证 / evidence packs, verified offline",
        mixinStandardHelpOptions = true,
        subcommands = {EvidenceCommand.Export.class, EvidenceCommand.Verify.class})
final class EvidenceCommand {
    @ParentCommand
    private Main main;

    @Command(name = "export", description = "导出；导出本身也留痕 / export; recorded itself", mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @ParentCommand
        private EvidenceCommand evidence;

        @Parameters(paramLabel = "CASE_OR_RECEIPT", description = "事项编号或回执号 / id of the case or receipt number")
        private String which;

        @Option(names = "--output", required = true, paramLabel = "FILE.zip", description = "写到哪里 / where to")
        private Path output;

        @Override
        public Integer call() throws IOException {
            try (Node node = Node.openBeside(evidence.main.configFile())) {
                InstantSource clock = InstantSource.system();
                var pool = node.database.pool(node.vertx, 2);
                Sealer sealer = new Sealer(pool, clock, node.meters.registry());
                EvidencePack packs = new EvidencePack(node.vertx, pool, sealer, new TimeOrderedIds(clock), clock);
                byte[] zip = Main.await(packs.of(caseId(packs), null, List.of(new UnitRange("0", ":"))));
                Files.write(output, zip);
                System.out.println("已导出 / exported: " + output + "  " + zip.length);
                return 0;
            } catch (AppException e) {
                throw new CommandFailure("没有这件事项，或暂时不能导出 / no such case, or not now: " + e.code());
            }
        }

        private UUID caseId(EvidencePack packs) {
            if (which.length() == 36) {
                try {
                    return UUID.fromString(which);
                } catch (IllegalArgumentException e) {
                    throw AppException.notFound();
                }
            }
            return Main.await(packs.caseOfReceipt(ReceiptNumber.normalise(which)))
                    .orElseThrow(AppException::notFound);
        }
    }

    @Command(
            name = "verify",
            description = "离线验证，不要数据库，不要设置 / verify offline, without database or settings",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE.zip")
        private Path file;

        @Option(names = "--anchor", paramLabel = "HASH", description = "另处记下的锚，可多次 / an anchor written down elsewhere")
        private List<String> known = new ArrayList<>();

        @Override
        public Integer call() throws IOException {
            Messages messages = new Messages();
            if (!Files.isRegularFile(file) || Files.size(file) > EvidenceCheck.MOST_BYTES) {
                throw new CommandFailure("没有这个文件，或它太大 / no such file, or too large: " + file);
            }
            try {
                EvidenceCheck.Proven proven = EvidenceCheck.verify(Files.readAllBytes(file));
                for (String anchor : known) {
                    if (proven.anchors().stream()
                            .noneMatch(have -> have.endsWith(" " + anchor.toLowerCase(Locale.ROOT)))) {
                        return broken(messages, "anchor-unknown", anchor);
                    }
                }
                for (Language language : Language.values()) {
                    System.out.println(messages.text(
                            language, "evidence.sound", proven.caseId(), proven.events(), proven.entries()));
                    if (proven.unanchored() > 0) {
                        System.out.println(messages.text(language, "evidence.unanchored", proven.unanchored()));
                    }
                    if (!proven.anchors().isEmpty() && known.isEmpty()) {
                        System.out.println(messages.text(language, "evidence.compare"));
                    }
                }
                proven.anchors().forEach(anchor -> System.out.println("  " + anchor));
                return 0;
            } catch (EvidenceCheck.Fault fault) {
                return broken(messages, fault.code(), fault.place());
            }
        }

        private static int broken(Messages messages, String code, String place) {
            for (Language language : Language.values()) {
                System.out.println(messages.text(
                        language, "evidence.broken", messages.text(language, "evidence.fault." + code), place));
            }
            return Main.FAILED;
        }
    }
}
