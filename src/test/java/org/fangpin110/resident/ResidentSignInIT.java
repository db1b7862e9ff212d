package org.fangpin110.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.session.SessionRepository;
import org.fangpin110.platform.session.SessionRules;
import org.fangpin110.platform.session.SessionTokens;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.platform.session.TestKeys;
import org.fangpin110.platform.session.Tokens;
import org.fangpin110.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class ResidentSignInIT {
    private final InstantSource clock = InstantSource.system();
    private ResidentSignIn signIn;
    private ResidentAuthenticator authenticator;

    @BeforeEach
    void create(Vertx vertx, Pool pool) {
        Tokens tokens = new Tokens(vertx, clock, Duration.ofMinutes(15), List.of(TestKeys.KEY));
        TimeOrderedIds ids = new TimeOrderedIds(clock);
        Sessions sessions = new Sessions(
                pool,
                new SessionRepository(),
                tokens,
                ids,
                clock,
                Map.of(SubjectKind.RESIDENT, SessionRules.forResidents(Duration.ofDays(90))));
        signIn = new ResidentSignIn(
                pool,
                new ResidentRepository(),
                sessions,
                ids,
                clock,
                code -> code.equals("spent")
                        ? Future.failedFuture(AppException.unauthenticated("wechat-code-invalid"))
                        : Future.succeededFuture("openid of " + code));
        authenticator = new ResidentAuthenticator(tokens);
    }

    @Test
    void theSameWechatAccountIsTheSameResident() {
        Resident first = resident(signIn.signIn("wang").await());
        Resident again = resident(signIn.signIn("wang").await());
        Resident other = resident(signIn.signIn("li").await());

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void twentyFirstSignInsAtOnceMakeOneResident() {
        List<Future<SessionTokens>> all =
                Stream.generate(() -> signIn.signIn("zhao")).limit(20).toList();
        Future.all(all).await();

        assertThat(all.stream().map(one -> resident(one.result())).distinct()).hasSize(1);
    }

    @Test
    void whatWechatRefusesIsToldAsItIs() {
        assertThatThrownBy(() -> signIn.signIn("spent").await())
                .isInstanceOfSatisfying(AppException.class, refused -> assertThat(refused.code())
                        .isEqualTo("wechat-code-invalid"));
    }

    private Resident resident(SessionTokens tokens) {
        return authenticator.authenticate(tokens.accessToken()).await();
    }
}
