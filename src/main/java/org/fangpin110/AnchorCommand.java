package org.fangpin110;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.fangpin110.audit.Sealer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code anchor show}: the hash of each day, to be written down where this database is not. */
@Command(
        name = "anchor",
        description = "审计链每日的锚，请抄记在别处 / the daily anchors of the audit chain, to be written down elsewhere",
        mixinStandardHelpOptions = true,
        subcommands = AnchorCommand.Show.class)
final class AnchorCommand {
    @ParentCommand
    private Main main;

    @Command(name = "show", description = "最近 31 天 / the last 31 days", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @ParentCommand
        private AnchorCommand anchor;

        @Override
        public Integer call() {
            try (Node node = Node.openBeside(anchor.main.configFile())) {
                Sealer sealer =
                        new Sealer(node.database.pool(node.vertx, 1), InstantSource.system(), node.meters.registry());
                Main.await(sealer.newestAnchors()).forEach(day -> System.out.println(day.day() + "  " + day.written()));
                return 0;
            }
        }
    }
}
