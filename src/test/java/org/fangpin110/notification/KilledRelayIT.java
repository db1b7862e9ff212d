package org.fangpin110.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.notification.Reports.report;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.outbox.Relay;
import org.fangpin110.platform.outbox.RelaySettings;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.sms.SmsSubmitted;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.ReportContent;
import org.fangpin110.sandbox.DevelopmentProfile;
import org.fangpin110.sandbox.Inbox;
import org.fangpin110.sandbox.WechatSandbox;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.support.TickingClock;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The process dies before or after each statement between claim and settlement; another one goes on. */
@ExtendWith({TestDatabase.class, VertxExtension.class})
class KilledRelayIT {
    private static final UnitTable UNITS = Units.shipped();
    private static final int MOST_STATEMENTS = 40;

    private final TickingClock clock = new TickingClock();
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);
    private final Outbox outbox = new Outbox();
    private final FieldCipher cipher = new FieldCipher(FieldAlgorithm.SM4_GCM, MasterKey.random());
    private final BlindIndex index = new BlindIndex(MasterKey.random());
    private final ReportContent contents = new ReportContent(cipher);
    private final List<SmsMessage> sent = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private Pool pool;
    private WechatSandbox sandbox;
    private WechatGateway gateway;

    @BeforeEach
    void start(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
        DevelopmentProfile development = new DevelopmentProfile(false);
        sandbox = new WechatSandbox(development, vertx, new Inbox(development, clock), clock, List.of())
                .start(0)
                .await();
        gateway = new WechatGateway(vertx, sandbox.settings());
    }

    @AfterEach
    void stop() {
        gateway.close().compose(closed -> sandbox.close()).await();
    }

    private Relay relay(Pool pool) {
        SmsProvider provider = new SmsProvider() {
            @Override
            public String id() {
                return "recording";
            }

            @Override
            public Future<SmsSubmitted> submit(SmsMessage message) {
                sent.add(message);
                return Future.succeededFuture(new SmsSubmitted("sms-" + sent.size(), 1));
            }
        };
        Notifier notifier = Notifier.of(
                pool,
                new Notifier.WechatWay(gateway, "TPL", "pages/status/status"),
                new Notifier.SmsWay(provider, "扎赉特旗农牧局", SmsLimits.STANDARD, index),
                contents,
                new CorrectionContent(cipher),
                cipher,
                new Messages(),
                () -> UNITS,
                ids::next,
                clock,
                ReplyPolicy.STANDARD);
        return new Relay(vertx, pool, outbox, clock, RelaySettings.standard(8), notifier::handle);
    }

    /** A pool of a process that dies at one statement: nothing is answered to it any more. */
    private static final class Dying {
        final Promise<Void> died = Promise.promise();
        private final Pool real;
        private final BiPredicate<Integer, String> deadly;
        private final boolean after;
        private final AtomicInteger statements = new AtomicInteger();

        Dying(Pool real, BiPredicate<Integer, String> deadly, boolean after) {
            this.real = real;
            this.deadly = deadly;
            this.after = after;
        }

        Pool pool() {
            return (Pool) Proxy.newProxyInstance(
                    Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, (proxy, method, given) -> {
                        Object result = call(method, real, given);
                        if (!method.getName().equals("preparedQuery")) {
                            return result;
                        }
                        boolean dead = died.future().isComplete();
                        boolean dies = !dead && deadly.test(statements.incrementAndGet(), (String) given[0]);
                        return query(result, dead || (dies && !after), dies);
                    });
        }

        private Object query(Object real, boolean before, boolean dies) {
            return Proxy.newProxyInstance(
                    Pool.class.getClassLoader(),
                    new Class<?>[] {PreparedQuery.class, Query.class},
                    (proxy, method, given) -> {
                        if (!method.getName().equals("execute")) {
                            return query(call(method, real, given), before, dies);
                        }
                        if (dies && before) {
                            died.tryComplete();
                        }
                        if (before) {
                            return Future.failedFuture("dead");
                        }
                        Future<?> result = (Future<?>) call(method, real, given);
                        return dies
                                ? result.transform(lost -> {
                                    died.tryComplete();
                                    return Future.failedFuture("dead");
                                })
                                : result;
                    });
        }

        private static Object call(java.lang.reflect.Method method, Object target, Object[] given) throws Throwable {
            try {
                return method.invoke(target, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    /** @return false when there was no such statement */
    private boolean runAndDie(BiPredicate<Integer, String> deadly, boolean after) {
        Dying dying = new Dying(pool, deadly, after);
        Future.any(relay(dying.pool()).runOnce(), dying.died.future()).await();
        return dying.died.future().isComplete();
    }

    private void somethingHappens() {
        pool.query("truncate outbox, call_attempt, message, message_grant")
                .execute()
                .await();
        sent.clear();
        Household household = new Household(pool, clock, contents);
        UUID resident = household.resident(sandbox.openid("zhang-" + UUID.randomUUID()));
        UUID report = household.report(resident, report("SELF", "13800138000", null));
        JsonObject payload =
                new JsonObject().put("caseId", household.caseId.toString()).put("reportId", report.toString());
        outbox.append(pool, ids.next(), "report-received", Household.BANNER, payload, clock.instant())
                .await();
    }

    private void anotherProcessGoesOn() {
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(5));
            relay(pool).runOnce().await();
        }
    }

    private String one(String sql) {
        return pool.query(sql).execute().await().iterator().next().getString(0);
    }

    @Test
    void aDeathAtAnyStatementLosesNothingAndSendsAtMostOneMore() {
        int deaths = 0;
        int doubled = 0;
        for (boolean after : List.of(false, true)) {
            for (int n = 1; n <= MOST_STATEMENTS; n++) {
                int fatal = n;
                somethingHappens();
                if (!runAndDie((count, sql) -> count == fatal, after)) {
                    break;
                }
                deaths++;
                int sentBefore = sent.size();
                anotherProcessGoesOn();
                String where = (after ? "after " : "before ") + n;

                assertThat(sent).as(where).hasSizeBetween(1, 1 + sentBefore);
                assertThat(one("select string_agg(channel || ' ' || status, ',') from message"))
                        .as(where)
                        .isEqualTo("SMS SUBMITTED");
                assertThat(one("select count(*)::text from outbox where done_at is null"))
                        .as(where)
                        .isEqualTo("0");
                doubled += sent.size() - 1;
            }
        }
        assertThat(deaths).isGreaterThanOrEqualTo(12);
        assertThat(doubled).as("only where the answer was not on record").isBetween(1, 1);
    }

    @Test
    void aProcessThatDiesAgainAndAgainAtTheAnswerStopsAtTwoMessages() {
        somethingHappens();
        for (int i = 0; i < 4; i++) {
            runAndDie((count, sql) -> sql.contains("set status = 'SUBMITTED'"), false);
            clock.pass(Duration.ofMinutes(5));
        }
        anotherProcessGoesOn();

        assertThat(sent).hasSize(2);
        assertThat(one("select status || ' ' || failure from message where channel = 'SMS'"))
                .isEqualTo("UNKNOWN interrupted");
    }
}
