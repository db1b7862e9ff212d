package org.fangpin110;

import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.escalation.PostHandover;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.session.SessionRepository;
import org.fangpin110.platform.session.SessionRules;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SigningKeys;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.platform.session.Tokens;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffAccounts;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code staff add} and {@code staff deactivate}. */
@Command(
        name = "staff",
        description = "工作人员账号 / staff accounts",
        mixinStandardHelpOptions = true,
        subcommands = {StaffCommand.Add.class, StaffCommand.Deactivate.class})
final class StaffCommand {
    @ParentCommand
    private Main main;

    /** Runs {@code work} on the accounts of the installation. */
    private <T> T with(Function<Accounts, T> work) {
        try (Node node = Node.openBeside(main.configFile())) {
            AppConfig.Security security = node.config.security();
            InstantSource clock = InstantSource.system();
            TimeOrderedIds ids = new TimeOrderedIds(clock);
            Pool pool = node.database.pool(node.vertx, 2);
            StaffRepository staff = new StaffRepository();
            FieldCipher cipher = new FieldCipher(security.fieldAlgorithm(), security.masterKey());
            Tokens tokens = new Tokens(
                    node.vertx,
                    clock,
                    security.accessTokenLife(),
                    Main.await(new SigningKeys(node.vertx, pool, cipher, clock, security.accessTokenLife())
                            .loadOrCreate()));
            Sessions sessions = new Sessions(
                    pool,
                    new SessionRepository(),
                    tokens,
                    ids,
                    clock,
                    Map.of(SubjectKind.STAFF, SessionRules.forStaff(security.staffSession(), staff::isActive)));
            StaffAccounts accounts = new StaffAccounts(pool, staff, sessions, new PasswordHash(node.vertx), ids, clock);
            return work.apply(new Accounts(accounts, new PostHandover(pool, new AuditTrail(ids, clock), clock), pool));
        } catch (AppException e) {
            throw new CommandFailure(told(e));
        }
    }

    /** The failure in Chinese and English, with every field. */
    private static String told(AppException failure) {
        Messages messages = new Messages();
        StringBuilder text = new StringBuilder();
        for (Language language : List.of(Language.ZH, Language.EN)) {
            text.append(messages.text(language, "problem." + failure.code())).append(System.lineSeparator());
            failure.errors().forEach(error -> text.append("  ")
                    .append(error.pointer())
                    .append("  ")
                    .append(messages.text(
                            language,
                            "field." + error.code(),
                            error.parameters().toArray()))
                    .append(System.lineSeparator()));
        }
        return text.toString().stripTrailing();
    }

    private record Accounts(StaffAccounts accounts, PostHandover handover, Pool pool) {}

    @Command(
            name = "add",
            description = "新增账号，密码只显示一次 / add an account; its password is shown once",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @ParentCommand
        private StaffCommand staff;

        @Parameters(paramLabel = "ACCOUNT")
        private String account;

        @Option(names = "--name", required = true, description = "姓名 / display name")
        private String name;

        @Option(
                names = "--post",
                required = true,
                paramLabel = "ROLE@UNIT",
                description = "岗位，例如 VILLAGE@152223100201，可多次 / a post, may be repeated")
        private List<String> posts;

        @Option(
                names = "--department",
                paramLabel = "CODE",
                description = "部门岗位 DEPARTMENT 的部门代码，例如 MEDICAL_INSURANCE / office of a DEPARTMENT post")
        private String department;

        @Override
        public Integer call() {
            List<Post> given = posts.stream().map(this::post).toList();
            staff.with(node -> Main.await(new Units(new UnitRepository(), InstantSource.system())
                    .loadOrSeed(node.pool())
                    .compose(units -> node.accounts().add(account, name, given, units))
                    .onSuccess(added -> System.out.println("账号 / account: " + added.account() + System.lineSeparator()
                            + "密码 / password: " + added.password()))));
            return 0;
        }

        private Post post(String text) {
            String[] parts = text.split("@", 2);
            try {
                Role role = Role.valueOf(parts[0]);
                return new Post(role, parts[1], role == Role.DEPARTMENT ? department : null);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new CommandFailure(
                        "岗位应写作 角色@12位代码，角色有 / posts are ROLE@UNIT, roles are: " + List.of(Role.values()));
            }
        }
    }

    @Command(
            name = "deactivate",
            description = "停用账号，立即生效 / deactivate an account at once",
            mixinStandardHelpOptions = true)
    static final class Deactivate implements Callable<Integer> {
        @ParentCommand
        private StaffCommand staff;

        @Parameters(paramLabel = "ACCOUNT")
        private String account;

        @Override
        public Integer call() {
            staff.with(node -> Main.await(node.handover().deactivate(node.accounts(), account)));
            System.out.println("已停用 / deactivated: " + account);
            return 0;
        }
    }
}
