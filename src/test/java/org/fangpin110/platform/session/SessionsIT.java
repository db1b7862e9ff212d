package org.fangpin110.platform.session;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class SessionsIT {

    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

    private final UUID subject = UUID.randomUUID();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicBoolean allowed = new AtomicBoolean(true);
    private Pool pool;
    private Tokens tokens;
    private Sessions sessions;

    @BeforeEach
    void create(Vertx vertx, Pool pool) {
        this.pool = pool;
        tokens = new Tokens(vertx, now::get, Duration.ofMinutes(15), List.of(TestKeys.KEY));
        sessions = new Sessions(
                pool,
                new SessionRepository(),
                tokens,
                new TimeOrderedIds(now::get),
                now::get,
                Map.of(
                        SubjectKind.RESIDENT, SessionRules.forResidents(Duration.ofDays(90)),
                        SubjectKind.STAFF,
                                SessionRules.forStaff(
                                        Duration.ofHours(12), (tx, id) -> Future.succeededFuture(allowed.get()))));
    }

    @Test
    void aRefreshTokenGivesAnotherPairOfTheSameSession() {
        SessionTokens first = start(SubjectKind.RESIDENT);

        SessionTokens second = sessions.refresh(first.refreshToken()).await();

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken()).hasSize(43);
        assertThat(sessionOf(second)).isEqualTo(sessionOf(first));
        assertThat(sessions.refresh(second.refreshToken()).await()).isNotNull();
    }

    @Test
    void anAnswerLostOnTheWayCostsNobodyTheSession() {
        SessionTokens first = start(SubjectKind.RESIDENT);
        sessions.refresh(first.refreshToken()).await();

        pass(Sessions.LEEWAY);
        SessionTokens again = sessions.refresh(first.refreshToken()).await();

        assertThat(sessionOf(again)).isEqualTo(sessionOf(first));
        assertThat(sessions.refresh(again.refreshToken()).await()).isNotNull();
    }

    @Test
    void aTokenUsedAgainLaterEndsTheWholeSession() {
        SessionTokens first = start(SubjectKind.RESIDENT);
        SessionTokens second = sessions.refresh(first.refreshToken()).await();

        pass(Sessions.LEEWAY.plusMillis(1));

        assertEnded(first.refreshToken());
        assertEnded(second.refreshToken());
        assertThat(endReason()).isEqualTo("token-reused");
    }

    @Test
    void usingTheLeewayDoesNotProlongIt() {
        SessionTokens first = start(SubjectKind.RESIDENT);
        sessions.refresh(first.refreshToken()).await();
        pass(Duration.ofSeconds(20));
        sessions.refresh(first.refreshToken()).await();

        pass(Duration.ofSeconds(20));

        assertEnded(first.refreshToken());
    }

    @Test
    void tenTabsThatRefreshAtOnceAllStaySignedIn() {
        SessionTokens first = start(SubjectKind.RESIDENT);

        List<Future<SessionTokens>> tabs = Stream.generate(() -> sessions.refresh(first.refreshToken()))
                .limit(10)
                .toList();
        Future.all(tabs).await();

        assertThat(tabs.stream().map(tab -> tab.result().refreshToken()).distinct())
                .hasSize(10);
    }

    @Test
    void aResidentWhoComesBackInTimeStaysSignedIn() {
        SessionTokens tokens = start(SubjectKind.RESIDENT);
        pass(Duration.ofDays(89));
        SessionTokens later = sessions.refresh(tokens.refreshToken()).await();
        assertThat(later.refreshExpiresAt()).isEqualTo(now.get().plus(Duration.ofDays(90)));

        pass(Duration.ofDays(90));

        assertEnded(later.refreshToken());
    }

    @Test
    void aStaffSessionEndsWithTheWorkingDayHoweverOftenItIsRefreshed() {
        SessionTokens first = start(SubjectKind.STAFF);
        pass(Duration.ofHours(11));

        SessionTokens later = sessions.refresh(first.refreshToken()).await();

        assertThat(later.refreshExpiresAt()).isEqualTo(START.plus(Duration.ofHours(12)));
        pass(Duration.ofHours(1));
        assertEnded(later.refreshToken());
    }

    @Test
    void whoIsNoLongerAllowedLosesTheSession() {
        SessionTokens first = start(SubjectKind.STAFF);
        allowed.set(false);

        assertEnded(first.refreshToken());

        assertThat(endReason()).isEqualTo("account-changed");
        allowed.set(true);
        assertEnded(first.refreshToken());
    }

    @Test
    void signingOutTwiceAndWithNonsenseIsFine() {
        SessionTokens first = start(SubjectKind.RESIDENT);
        SessionTokens second = sessions.refresh(first.refreshToken()).await();

        sessions.signOut(second.refreshToken()).await();
        sessions.signOut(first.refreshToken()).await();
        sessions.signOut("never-given-to-anybody-1234").await();

        assertEnded(second.refreshToken());
        assertThat(endReason()).isEqualTo("signed-out");
    }

    @Test
    void unknownTokensAreRefusedInTheSameWords() {
        assertEnded("never-given-to-anybody-1234");
    }

    @Test
    void endingAllSessionsOfSomebodyLeavesThoseOfOthers() {
        SessionTokens mine = start(SubjectKind.STAFF);
        SessionTokens mineElsewhere = start(SubjectKind.STAFF);
        SessionTokens other =
                sessions.start(pool, SubjectKind.STAFF, UUID.randomUUID()).await();

        int ended = sessions.endAll(pool, SubjectKind.STAFF, subject).await();

        assertThat(ended).isEqualTo(2);
        assertEnded(mine.refreshToken());
        assertEnded(mineElsewhere.refreshToken());
        assertThat(sessions.refresh(other.refreshToken()).await()).isNotNull();
    }

    @Test
    void theDatabaseHoldsNoTokenThatCouldBeUsed() {
        SessionTokens first = start(SubjectKind.RESIDENT);

        String everything = pool.preparedQuery(
                        "select string_agg(encode(token_hash, 'escape') || t::text, ',') from refresh_token t")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0);

        assertThat(everything).doesNotContain(first.refreshToken());
        assertThat(first).asString().doesNotContain(first.refreshToken()).doesNotContain(first.accessToken());
    }

    @Test
    void expiredTokensAreDeletedADayLater() {
        start(SubjectKind.STAFF);
        pass(Duration.ofHours(36).minusSeconds(1));
        assertThat(sessions.deleteExpired().await()).isZero();

        pass(Duration.ofSeconds(2));

        assertThat(sessions.deleteExpired().await()).isPositive();
    }

    private SessionTokens start(SubjectKind kind) {
        return sessions.start(pool, kind, subject).await();
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    private UUID sessionOf(SessionTokens pair) {
        return tokens.verify(pair.accessToken(), SubjectKind.RESIDENT).await().sessionId();
    }

    private String endReason() {
        return pool.preparedQuery("select end_reason from session where subject_id = $1")
                .execute(Tuple.of(subject))
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    private void assertEnded(String refreshToken) {
        assertThatThrownBy(() -> sessions.refresh(refreshToken).await())
                .isInstanceOfSatisfying(AppException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.code()).isEqualTo("session-ended");
                });
    }
}
