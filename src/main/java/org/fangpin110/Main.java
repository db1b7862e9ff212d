package org.fangpin110;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.fangpin110.platform.config.ConfigurationException;
import org.fangpin110.platform.db.EmbeddedPostgresException;
import org.fangpin110.staff.DemoStaff;
import org.fangpin110.staff.Role;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: the only place that ends the process. */
@Command(
        name = "fangpin110",
        description = {
            "防贫监测110：居民申报，直达村级队列，按期办理，告知到户。",
            "Reports of hardship reach the right village's queue and are answered in time."
        },
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            Main.Serve.class,
            Main.Migrate.class,
            UnitsCommand.class,
            RegistryCommand.class,
            CalendarCommand.class,
            IncomeLineCommand.class,
            StaffCommand.class,
            DutyCommand.class,
            EvidenceCommand.class,
            AnchorCommand.class,
            FeedCommand.class
        },
        exitCodeListHeading = "%n退出码 / Exit codes:%n",
        exitCodeList = {
            "0:完成 / done",
            "1:失败，原因已说明 / failed, the reason is told",
            "2:命令写错了 / wrong words on the command line",
            "3:设置有错 / wrong settings"
        })
public final class Main implements Callable<Integer> {
    static final int FAILED = 1;
    static final int WRONG_SETTINGS = 3;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "设置文件，见 conf/app.yaml / settings over those of conf/app.yaml")
    private Path configFile;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
            if (cause instanceof ConfigurationException) {
                command.getErr().println("设置有错 / The settings are wrong:");
                command.getErr().println(cause.getMessage());
                return WRONG_SETTINGS;
            }
            if (cause instanceof EmbeddedPostgresException || cause instanceof CommandFailure) {
                command.getErr().println(cause.getMessage());
                return FAILED;
            }
            command.getErr().println("失败 / Failed: " + cause);
            cause.printStackTrace(command.getErr());
            return FAILED;
        });
    }

    Optional<Path> configFile() {
        return Optional.ofNullable(configFile);
    }

    /** Without a word: serve. */
    @Override
    public Integer call() throws Exception {
        return serve();
    }

    private int serve() throws Exception {
        Node node = Node.open(configFile());
        App app = node.app();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    try {
                        await(app.stop());
                    } finally {
                        node.close(); // whatever went wrong before: the database server must be stopped in order
                        stopped.countDown();
                    }
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        await(app.start());
        announce(app);
        stopped.await();
        return 0;
    }

    private static void announce(App app) {
        String url = "http://localhost:" + app.port() + "/";
        System.out.println("防贫监测110 已启动 / is up: " + url);
        app.sandbox()
                .ifPresent(sandbox -> System.out.println("发出的每条微信和短信 / Every message that is sent: " + url + "dev/"));
        List<DemoStaff.Account> accounts = app.newDemoStaff();
        if (accounts.isEmpty()) {
            return;
        }
        System.out.println("演示账号，只显示这一次 / Demo accounts, shown this once:");
        Set<Role> shown = EnumSet.noneOf(Role.class);
        for (DemoStaff.Account account : accounts) {
            if (shown.add(account.role())) {
                System.out.printf(
                        "  %-24s %s  %s %s%n",
                        account.account(), account.password(), account.role(), account.unitName());
            }
        }
        System.out.println("  其余乡镇、村账号：town-<9位代码>、village-<12位代码>，密码同上各级 / the other townships and villages:"
                + " town-<9 digits>, village-<12 digits>, password as above for each role");
    }

    /** The result of a future, on the main thread only. */
    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Command(name = "serve", description = "启动服务（默认） / run the service (the default)", mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @CommandLine.ParentCommand
        private Main main;

        @Override
        public Integer call() throws Exception {
            return main.serve();
        }
    }

    @Command(
            name = "migrate",
            description = "升级数据库结构后退出 / bring the schema up to date and exit",
            mixinStandardHelpOptions = true)
    static final class Migrate implements Callable<Integer> {
        @CommandLine.ParentCommand
        private Main main;

        @Override
        public Integer call() {
            try (Node node = Node.open(main.configFile())) {
                System.out.println("数据库结构已是最新 / The schema is up to date: " + node.database);
            }
            return 0;
        }
    }

    /** The jar's own version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"fangpin110 " + (version == null ? "(classes)" : version)};
        }
    }
}
