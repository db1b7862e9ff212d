package org.fangpin110.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.platform.session.SessionRepository;
import org.fangpin110.platform.session.SessionRules;
import org.fangpin110.platform.session.SessionTokens;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.platform.session.TestKeys;
import org.fangpin110.platform.session.Tokens;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class StaffIT {
    private static final UnitTable UNITS = Units.shipped();
    private static final String BANNER = "152223000000";
    private static final String TOWNSHIP = "152223100000";
    private static final String COMMUNITY = "152223100021";
    private static final Post VILLAGE_POST = new Post(Role.VILLAGE, COMMUNITY);
    private static final int ATTEMPTS = 3;
    private static final Duration LOCK = Duration.ofMinutes(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T01:00:00Z"));
    private final String account = "clerk-" + UUID.randomUUID();
    private Pool pool;
    private StaffRepository staff;
    private StaffSignIn signIn;
    private StaffAccounts accounts;
    private DemoStaff demo;
    private StaffAuthenticator authenticator;
    private Sessions sessions;

    @BeforeEach
    void create(Vertx vertx, Pool pool) {
        this.pool = pool;
        staff = new StaffRepository();
        Tokens tokens = new Tokens(vertx, now::get, Duration.ofMinutes(15), List.of(TestKeys.KEY));
        TimeOrderedIds ids = new TimeOrderedIds(now::get);
        SessionRules rules = SessionRules.forStaff(Duration.ofHours(12), staff::isActive);
        sessions = new Sessions(pool, new SessionRepository(), tokens, ids, now::get, Map.of(SubjectKind.STAFF, rules));
        PasswordHash passwords = new PasswordHash(vertx);
        signIn = new StaffSignIn(pool, staff, passwords, sessions, new SignInLimits(ATTEMPTS, LOCK), now::get);
        accounts = new StaffAccounts(pool, staff, sessions, passwords, ids, now::get);
        demo = new DemoStaff(
                pool, staff, passwords, new FieldCipher(FieldAlgorithm.AES_256_GCM, MasterKey.random()), ids, now::get);
        authenticator = new StaffAuthenticator(tokens, pool, staff);
    }

    @Test
    void aGeneratedPasswordOpensTheAccount() {
        StaffAccounts.Added added = add(VILLAGE_POST);

        StaffMember member = member(signIn.signIn(account, added.password()).await());

        assertThat(member.staffId()).isEqualTo(added.staffId());
        assertThat(member.posts()).containsExactly(VILLAGE_POST);
        assertThat(added).asString().doesNotContain(added.password());
    }

    @Test
    void wrongUnknownAndInactiveAreAnsweredAlike() {
        StaffAccounts.Added added = add(VILLAGE_POST);

        assertCode("wrong-account-or-password", () -> signIn.signIn(account, "wrong")
                .await());
        assertCode("wrong-account-or-password", () -> signIn.signIn("nobody", "wrong")
                .await());
        pool.withTransaction(tx -> accounts.deactivate(tx, account)).await();
        assertCode("wrong-account-or-password", () -> signIn.signIn(account, added.password())
                .await());
    }

    @Test
    void tooManyWrongPasswordsLockTheAccountEvenForTheRightOne() {
        StaffAccounts.Added added = add(VILLAGE_POST);
        wrong(ATTEMPTS);

        pass(Duration.ofMinutes(10));

        assertThatThrownBy(() -> signIn.signIn(account, added.password()).await())
                .isInstanceOfSatisfying(AppException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(refused.code()).isEqualTo("account-locked");
                    assertThat(refused.details()).containsEntry("retryAfterSeconds", 20 * 60 + 1L);
                });
    }

    @Test
    void afterTheLockTheCountStartsAnew() {
        StaffAccounts.Added added = add(VILLAGE_POST);
        wrong(ATTEMPTS);
        pass(LOCK);

        wrong(ATTEMPTS - 1);

        assertThat(signIn.signIn(account, added.password()).await()).isNotNull();
    }

    @Test
    void aGoodSignInForgetsTheBadOnes() {
        StaffAccounts.Added added = add(VILLAGE_POST);
        wrong(ATTEMPTS - 1);
        signIn.signIn(account, added.password()).await();

        wrong(ATTEMPTS - 1);

        assertThat(signIn.signIn(account, added.password()).await()).isNotNull();
    }

    @Test
    void guessingInParallelGetsNoExtraTries() {
        add(VILLAGE_POST);

        List<Future<SessionTokens>> guesses = IntStream.range(0, 20)
                .mapToObj(i -> signIn.signIn(account, "guess" + i))
                .toList();
        Future.join(guesses).otherwiseEmpty().await();

        assertThat(guesses.stream().map(guess -> guess.cause().getMessage()))
                .filteredOn("wrong-account-or-password"::equals)
                .hasSize(ATTEMPTS);
    }

    @Test
    void whoLosesAPostLosesItWithTheNextRequest() {
        StaffAccounts.Added added = add(VILLAGE_POST, new Post(Role.TOWNSHIP, TOWNSHIP));
        SessionTokens tokens = signIn.signIn(account, added.password()).await();
        assertThat(member(tokens).roles()).containsExactlyInAnyOrder("VILLAGE", "TOWNSHIP");

        pool.preparedQuery("update staff_post set ended_at = now() where staff_id = $1 and role = 'TOWNSHIP'")
                .execute(Tuple.of(added.staffId()))
                .await();

        assertThat(member(tokens).roles()).containsExactly("VILLAGE");
    }

    @Test
    void whoIsDeactivatedIsOutAtOnce() {
        SessionTokens tokens =
                signIn.signIn(account, add(VILLAGE_POST).password()).await();

        pool.withTransaction(tx -> accounts.deactivate(tx, account)).await();

        assertCode("session-ended", () -> member(tokens));
        assertCode(
                "session-ended", () -> sessions.refresh(tokens.refreshToken()).await());
        assertCode("not-found", () -> pool.withTransaction(tx -> accounts.deactivate(tx, "nobody"))
                .await());
    }

    @Test
    void whoSignedOutIsOutAtOnce() {
        StaffAccounts.Added added = add(VILLAGE_POST);
        SessionTokens tokens = signIn.signIn(account, added.password()).await();
        SessionTokens elsewhere = signIn.signIn(account, added.password()).await();

        sessions.signOut(tokens.refreshToken()).await();

        assertCode("session-ended", () -> member(tokens));
        assertThat(member(elsewhere).account()).isEqualTo(account);
    }

    @Test
    void anAccountIsGivenOnce() {
        add(VILLAGE_POST);

        assertCode("account-taken", () -> add(VILLAGE_POST));
    }

    @Test
    void aPostMustFitItsUnitAndAllFaultsAreToldAtOnce() {
        List<Post> posts = List.of(
                VILLAGE_POST,
                new Post(Role.VILLAGE, TOWNSHIP),
                new Post(Role.BANNER_DESK, "999999000000"),
                new Post(Role.AUDITOR, BANNER));

        assertThatThrownBy(() -> accounts.add("Clerk", " ", posts, UNITS).await())
                .isInstanceOfSatisfying(AppException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.errors())
                            .containsExactly(
                                    new FieldError("/account", "wrong-format"),
                                    new FieldError("/displayName", "required"),
                                    new FieldError("/posts/1/unitCode", "role-at-wrong-level"),
                                    new FieldError("/posts/2/unitCode", "unknown-unit"));
                });
    }

    @Test
    void demoStaffCoversEveryVillageOfTheBannerOnce() {
        pool.query("set local session_replication_role = replica; truncate staff cascade")
                .execute()
                .await();

        List<Future<List<DemoStaff.Account>>> nodes =
                List.of(demo.createDemoStaff(List.of(BANNER), UNITS), demo.createDemoStaff(List.of(BANNER), UNITS));
        Future.all(nodes).await();

        List<DemoStaff.Account> made = nodes.stream()
                .map(Future::result)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(nodes).filteredOn(node -> node.result().isEmpty()).hasSize(1);
        assertThat(made)
                .extracting(DemoStaff.Account::account)
                .contains("desk-152223", "admin-152223", "audit-152223", "town-152223100", "village-" + COMMUNITY)
                .doesNotHaveDuplicates();
        assertThat(made).filteredOn(one -> one.role() == Role.VILLAGE).hasSizeGreaterThan(150);
        DemoStaff.Account village = made.stream()
                .filter(one -> one.account().equals("village-" + COMMUNITY))
                .findFirst()
                .orElseThrow();
        assertThat(member(signIn.signIn(village.account(), village.password()).await())
                        .roles())
                .containsExactly("VILLAGE");
        assertThat(demo.createDemoStaff(List.of(BANNER), UNITS).await()).isEmpty();
    }

    private StaffAccounts.Added add(Post... posts) {
        return accounts.add(account, "其其格", List.of(posts), UNITS).await();
    }

    private void wrong(int times) {
        for (int i = 0; i < times; i++) {
            assertCode("wrong-account-or-password", () -> signIn.signIn(account, "wrong")
                    .await());
        }
    }

    private StaffMember member(SessionTokens tokens) {
        return authenticator.authenticate(tokens.accessToken()).await();
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    private static void assertCode(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AppException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
