package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.crypto.RandomPassword;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.staff.StaffRepository.NewPost;
import org.fangpin110.staff.StaffRepository.NewStaff;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitTable;

/**
 * Accounts to look around with, for development only. Each stands for one person, but all of one role have the same random
 * password: six Argon2id hashes at the first start instead of three hundred, and a list a person can read. A real account
 * comes from {@link StaffAccounts#add} and has a password of its own.
 */
public final class DemoStaff {
    private static final List<Role> ROLES =
            List.of(Role.BANNER_DESK, Role.DEPARTMENT, Role.BANNER_ADMIN, Role.AUDITOR, Role.TOWNSHIP, Role.VILLAGE);
    /** Offices with an account; what the others are asked the desk writes down. */
    private static final List<String> DEPARTMENTS = List.of("CIVIL_AFFAIRS", "MEDICAL_INSURANCE");

    private static final Set<Role> SERVING = Set.of(Role.BANNER_DESK, Role.TOWNSHIP, Role.VILLAGE);

    private final Pool pool;
    private final StaffRepository staff;
    private final DutyRepository duties = new DutyRepository();
    private final PasswordHash passwords;
    private final FieldCipher cipher;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public DemoStaff(
            Pool pool,
            StaffRepository staff,
            PasswordHash passwords,
            FieldCipher cipher,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.pool = pool;
        this.staff = staff;
        this.passwords = passwords;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /** To be printed once. */
    public record Account(String account, String password, Role role, String unitName) {
        @Override
        public String toString() {
            return "Account[" + account + "]";
        }
    }

    private record Planned(String account, Role role, Unit unit, String department) {
        Planned(String account, Role role, Unit unit) {
            this(account, role, unit, null);
        }
    }

    private record Password(Role role, String text, String hash) {
        @Override
        public String toString() {
            return "Password[" + role + "]";
        }
    }

    /**
     * Desk, administrator and auditor of every served banner; every township and every village with a queue of the first
     * one. Empty, and nothing is done, when anybody is staff already.
     */
    public Future<List<Account>> createDemoStaff(List<String> servedUnits, UnitTable units) {
        return staff.any(pool)
                .compose(any -> any ? Future.succeededFuture(List.of()) : create(plan(servedUnits, units)));
    }

    private Future<List<Account>> create(List<Planned> plan) {
        return passwords()
                .compose(passwords -> pool.withTransaction(tx -> staff.lock(tx)
                        .compose(locked -> staff.any(tx))
                        .compose(any -> any
                                ? Future.succeededFuture(List.of())
                                : store(tx, rows(plan, passwords)).map(stored -> accounts(plan, passwords)))));
    }

    private Future<Void> store(SqlConnection tx, List<NewStaff> people) {
        Instant now = clock.instant();
        List<Duty> onDuty = duties(people, now);
        List<String> units = onDuty.stream().map(Duty::unitCode).toList();
        return staff.insert(tx, people, now)
                .compose(stored -> duties.nextVersions(tx, units))
                .compose(locked -> duties.replace(tx, units, List.of(), onDuty, null, now));
    }

    /** Everybody who works on cases is on duty at their unit, with a number nobody has; the sandbox shows what it is sent. */
    private List<Duty> duties(List<NewStaff> people, Instant now) {
        List<Duty> all = new ArrayList<>();
        for (NewStaff one : people) {
            Post post = one.posts().get(0).post();
            if (SERVING.contains(post.role())) {
                UUID id = ids.next();
                String phone = String.format(Locale.ROOT, "1390000%04d", all.size());
                byte[] sealed = cipher.encryptText(Duty.phoneContext(id), phone);
                all.add(new Duty(id, post.unitCode(), 0, one.staffId(), sealed, now, null));
            }
        }
        return all;
    }

    private Future<Map<Role, Password>> passwords() {
        List<Future<Password>> hashes = ROLES.stream().map(this::password).toList();
        return Future.all(hashes).map(done -> {
            Map<Role, Password> byRole = new EnumMap<>(Role.class);
            hashes.forEach(hash -> byRole.put(hash.result().role(), hash.result()));
            return byRole;
        });
    }

    private Future<Password> password(Role role) {
        String text = RandomPassword.next();
        return passwords.hash(text).map(hash -> new Password(role, text, hash));
    }

    private static List<Planned> plan(List<String> servedUnits, UnitTable units) {
        List<Planned> plan = new ArrayList<>();
        List<Unit> banners = servedUnits.stream()
                .flatMap(code -> units.find(code, 3).stream())
                .toList();
        for (Unit banner : banners) {
            String digits = UnitCode.countyPrefix(banner.code());
            plan.add(new Planned("desk-" + digits, Role.BANNER_DESK, banner));
            plan.add(new Planned("admin-" + digits, Role.BANNER_ADMIN, banner));
            plan.add(new Planned("audit-" + digits, Role.AUDITOR, banner));
            DEPARTMENTS.forEach(department ->
                    plan.add(new Planned(departmentAccount(department, digits), Role.DEPARTMENT, banner, department)));
        }
        banners.stream()
                .limit(1)
                .flatMap(banner -> units.children(banner).stream())
                .forEach(township -> {
                    plan.add(new Planned("town-" + township.code().substring(0, 9), Role.TOWNSHIP, township));
                    units.children(township).stream()
                            .filter(Unit::routable)
                            .forEach(village ->
                                    plan.add(new Planned("village-" + village.code(), Role.VILLAGE, village)));
                });
        return plan;
    }

    /** medical-insurance-152223. */
    private static String departmentAccount(String department, String digits) {
        return department.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + digits;
    }

    private List<NewStaff> rows(List<Planned> plan, Map<Role, Password> passwords) {
        return plan.stream()
                .map(one -> new NewStaff(
                        ids.next(),
                        one.account(),
                        one.unit().name() + "·" + title(one.role()),
                        passwords.get(one.role()).hash(),
                        List.of(new NewPost(
                                ids.next(), new Post(one.role(), one.unit().code(), one.department())))))
                .toList();
    }

    private static List<Account> accounts(List<Planned> plan, Map<Role, Password> passwords) {
        return plan.stream()
                .map(one -> new Account(
                        one.account(),
                        passwords.get(one.role()).text(),
                        one.role(),
                        one.unit().name()))
                .toList();
    }

    /** A display name is data, of whoever fills the post; these stand in for people. */
    private static String title(Role role) {
        return switch (role) {
            case GRID_WORKER -> "网格员";
            case VILLAGE -> "村级专干";
            case TOWNSHIP -> "乡镇专干";
            case BANNER_DESK -> "旗县专干";
            case BANNER_ADMIN -> "系统管理员";
            case AUDITOR -> "审计员";
            case DEPARTMENT -> "部门经办人";
        };
    }
}
