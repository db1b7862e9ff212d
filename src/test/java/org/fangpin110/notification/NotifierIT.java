package org.fangpin110.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.notification.Reports.report;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.outbox.Relay;
import org.fangpin110.platform.outbox.RelaySettings;
import org.fangpin110.platform.sms.SmsFailure;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.sms.SmsSubmitted;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.ReportContent;
import org.fangpin110.sandbox.DevelopmentProfile;
import org.fangpin110.sandbox.Fault;
import org.fangpin110.sandbox.Inbox;
import org.fangpin110.sandbox.SandboxTemplate;
import org.fangpin110.sandbox.WechatSandbox;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.support.TickingClock;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the outbox row to the sandbox of WeChat and a recording SMS provider. */
@ExtendWith({TestDatabase.class, VertxExtension.class})
class NotifierIT {
    private static final UnitTable UNITS = Units.shipped();
    private static final String MOBILE = "13800138000";
    private static final String SEND = "/cgi-bin/message/subscribe/send";
    private static final SandboxTemplate TEMPLATE = new SandboxTemplate(
            "TPL",
            "办理进度通知",
            "事项:{{thing1.DATA}}\n编号:{{character_string2.DATA}}\n进度:{{phrase3.DATA}}\n下一步:{{thing4.DATA}}\n时间:{{time5.DATA}}\n");

    private final TickingClock clock = new TickingClock();
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);
    private final Outbox outbox = new Outbox();
    private final FieldCipher cipher = new FieldCipher(FieldAlgorithm.SM4_GCM, MasterKey.random());
    private final BlindIndex index = new BlindIndex(MasterKey.random());
    private final ReportContent contents = new ReportContent(cipher);
    private final List<SmsMessage> sent = new CopyOnWriteArrayList<>();
    private final String user = "zhang-" + UUID.randomUUID();
    private Function<SmsMessage, Future<SmsSubmitted>> carrier =
            message -> Future.succeededFuture(new SmsSubmitted("sms-" + message.id(), 1));
    private Pool pool;
    private Inbox inbox;
    private WechatSandbox sandbox;
    private WechatGateway gateway;
    private Relay relay;
    private Household household;
    private UUID resident;

    @BeforeEach
    void start(Vertx vertx, Pool pool) {
        this.pool = pool;
        pool.query("truncate outbox, call_attempt, message, message_grant, sms_receipt, sms_reply, sms_opt_out")
                .execute()
                .await();
        DevelopmentProfile development = new DevelopmentProfile(false);
        inbox = new Inbox(development, clock);
        sandbox = new WechatSandbox(development, vertx, inbox, clock, List.of(TEMPLATE))
                .start(0)
                .await();
        gateway = new WechatGateway(vertx, sandbox.settings());
        relay = relay(vertx, Duration.ofSeconds(20));
        household = new Household(pool, clock, contents);
        resident = household.resident(sandbox.openid(user));
    }

    private Relay relay(Vertx vertx, Duration longestSend) {
        SmsProvider provider = new SmsProvider() {
            @Override
            public String id() {
                return "recording";
            }

            @Override
            public Future<SmsSubmitted> submit(SmsMessage message) {
                sent.add(message);
                return carrier.apply(message);
            }
        };
        Notifier notifier = Notifier.of(
                pool,
                new Notifier.WechatWay(gateway, TEMPLATE.id(), "pages/status/status"),
                new Notifier.SmsWay(provider, "扎赉特旗农牧局", SmsLimits.STANDARD, index),
                contents,
                new CorrectionContent(cipher),
                cipher,
                new Messages(),
                () -> UNITS,
                ids::next,
                clock,
                new ReplyPolicy(
                        ZoneId.of("Asia/Shanghai"), LocalTime.of(21, 0), LocalTime.of(8, 0), 3, 4, longestSend));
        return new Relay(vertx, pool, outbox, clock, RelaySettings.standard(8), notifier::handle);
    }

    @AfterEach
    void stop() {
        gateway.close().compose(closed -> sandbox.close()).await();
    }

    @Test
    void aConsentIsSpentOnOneWechatMessage() {
        UUID report = household.report(resident, report("SELF", MOBILE, null));
        consents(2, 2);

        happened("report-received", ofReport(report));

        assertThat(wechatLines()).hasSize(1).first().asString().contains("自主申报", "已受理");
        assertThat(sent).isEmpty();
        assertThat(rows()).containsExactly("WECHAT resident:" + resident + " SUBMITTED 1 null");
        assertThat(openConsents()).isOne();
    }

    @Test
    void withoutConsentAnSmsGoesToTheSubject() {
        UUID report = household.report(resident, report("KIN", MOBILE, "13900139000"));

        happened("report-received", ofReport(report));

        assertThat(sent).extracting(SmsMessage::phone).containsExactly("+86" + MOBILE);
        assertThat(sent.get(0).text()).startsWith("【扎赉特旗农牧局】您的申报已受理，编号");
        assertThat(rows()).containsExactly("SMS report:" + report + " SUBMITTED 1 null");
    }

    @Test
    void refusedByWechatFallsToSmsAndVoidsWhatConsentsAreLeft() {
        UUID report = household.report(resident, report("SELF", MOBILE, null));
        consents(2, 0);

        happened("report-received", ofReport(report));

        assertThat(sent).hasSize(1);
        assertThat(openConsents()).isZero();
        assertThat(rows())
                .containsExactly(
                        "SMS report:" + report + " SUBMITTED 1 null",
                        "WECHAT resident:" + resident + " FAILED 1 refused");
    }

    @Test
    void withoutConsentAndPhoneTheVillageCalls() {
        UUID report = household.report(resident, report("SELF", null, null));

        happened("report-received", ofReport(report));

        assertThat(rows()).containsExactly("CALL_TASK report:" + report + " QUEUED 0 null");
        assertThat(outcome()).isEqualTo("done:call-task");
    }

    @Test
    void aNumberTheCarrierRejectsIsCalled() {
        carrier = message -> Future.failedFuture(new SmsFailure(SmsFailure.Kind.REJECTED, "black-list"));
        UUID report = household.report(resident, report("SELF", MOBILE, null));

        happened("report-received", ofReport(report));

        assertThat(rows())
                .containsExactly(
                        "CALL_TASK report:" + report + " QUEUED 0 null", "SMS report:" + report + " FAILED 1 rejected");
    }

    @Test
    void anEventThatComesTwiceTellsOnce() {
        UUID report = household.report(resident, report("SELF", MOBILE, null));
        consents(1, 1);

        happened("report-received", ofReport(report));
        consents(1, 1);
        happened("report-received", ofReport(report));

        assertThat(wechatLines()).hasSize(1);
        assertThat(sent).isEmpty();
        assertThat(rows()).hasSize(1);
    }

    @Test
    void whatMayHaveBeenSentIsNotSentAgain() {
        carrier = message -> Future.failedFuture(new SmsFailure(SmsFailure.Kind.UNKNOWN, "timeout"));
        UUID report = household.report(resident, report("SELF", MOBILE, null));

        happened("report-received", ofReport(report));
        String first = outcome();
        happened("report-received", ofReport(report));

        assertThat(first).isEqualTo("unknown:unknown");
        assertThat(sent).hasSize(1);
        assertThat(rows()).containsExactly("SMS report:" + report + " UNKNOWN 1 unknown");
    }

    @Test
    void aProviderThatHangsMayHaveSentIt(Vertx vertx) {
        carrier = message -> Promise.<SmsSubmitted>promise().future();
        relay = relay(vertx, Duration.ofMillis(10));
        UUID report = household.report(resident, report("SELF", MOBILE, null));

        happened("report-received", ofReport(report));

        assertThat(rows()).containsExactly("SMS report:" + report + " UNKNOWN 1 no-answer");
    }

    @Test
    void wechatThatIsDownIsTriedAgainAndThenOvertakenBySms() {
        sandbox.fail(SEND, Fault.status(503));
        UUID report = household.report(resident, report("SELF", MOBILE, null));
        consents(1, 1);

        happened("report-received", ofReport(report));
        assertThat(rows()).containsExactly("WECHAT resident:" + resident + " QUEUED 1 unavailable");
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(10));
            relay.runOnce().await();
        }

        assertThat(sent).hasSize(1);
        assertThat(rows())
                .containsExactly(
                        "SMS report:" + report + " SUBMITTED 1 null",
                        "WECHAT resident:" + resident + " FAILED 4 unavailable");
        assertThat(openConsents()).isOne();
    }

    @Test
    void aLostAnswerOfWechatIsNotFollowedByAnSms() {
        sandbox.fail(SEND, Fault.droppedConnection());
        UUID report = household.report(resident, report("SELF", MOBILE, null));
        consents(1, 1);

        happened("report-received", ofReport(report));

        assertThat(sent).isEmpty();
        assertThat(rows()).containsExactly("WECHAT resident:" + resident + " UNKNOWN 1 unknown");
    }

    @Test
    void aCarrierThatIsDownIsTriedAgainUnderTheSameMessage() {
        carrier = message -> Future.failedFuture(new SmsFailure(SmsFailure.Kind.RETRYABLE, "busy"));
        UUID report = household.report(resident, report("SELF", MOBILE, null));

        happened("report-received", ofReport(report));
        assertThat(rows()).containsExactly("SMS report:" + report + " QUEUED 1 retryable");
        carrier = message -> Future.succeededFuture(new SmsSubmitted("x", 1));
        clock.pass(Duration.ofSeconds(5));
        relay.runOnce().await();

        assertThat(sent)
                .extracting(SmsMessage::id)
                .hasSize(2)
                .containsOnly(sent.get(0).id());
        assertThat(rows()).containsExactly("SMS report:" + report + " SUBMITTED 2 null");
    }

    @Test
    void aCarrierThatStaysDownEndsInACallTask() {
        carrier = message -> Future.failedFuture(new SmsFailure(SmsFailure.Kind.RETRYABLE, "busy"));
        UUID report = household.report(resident, report("SELF", MOBILE, null));

        happened("report-received", ofReport(report));
        for (int i = 0; i < 8; i++) {
            clock.pass(Duration.ofHours(1));
            relay.runOnce().await();
        }

        assertThat(sent).hasSize(4);
        assertThat(rows())
                .containsExactly(
                        "CALL_TASK report:" + report + " QUEUED 0 null",
                        "SMS report:" + report + " FAILED 4 retryable");
        assertThat(outcome()).isEqualTo("done:call-task");
    }

    @Test
    void atNightAStepWaitsForTheMorningButAReceiptDoesNot() {
        clock.set("2026-11-23T14:00:00Z"); // 22:00 in Shanghai
        UUID report = household.report(resident, report("SELF", MOBILE, null));

        happened("report-received", ofReport(report));
        happened("case-accepted", ofCase(2));
        assertThat(sent).extracting(SmsMessage::template).containsExactly("report-received");
        clock.set("2026-11-24T00:00:00Z");
        relay.runOnce().await();

        assertThat(sent).extracting(SmsMessage::template).containsExactly("report-received", "case-accepted");
    }

    @Test
    void theFourthSmsOfADayBecomesACallTask() {
        UUID report = household.report(resident, report("SELF", MOBILE, null));
        happened("report-received", ofReport(report));
        happened("case-accepted", ofCase(2));
        happened("case-transferred", ofCase(3));

        happened("case-closed", ofCase(4));

        assertThat(sent).hasSize(3);
        assertThat(rows()).contains("CALL_TASK report:" + report + " QUEUED 0 null");
        clock.pass(Duration.ofDays(1));
        happened("case-accepted", ofCase(5));
        assertThat(sent).hasSize(4);
    }

    @Test
    void aStepOfTheCaseIsToldToEachAccountAndEachPhoneOnce() {
        UUID kin = household.resident(sandbox.openid("kin-" + user));
        household.report(resident, report("SELF", MOBILE, null));
        household.report(kin, report("KIN", MOBILE, "13900139000"));
        UUID other = household.report(kin, report("KIN", "13700137000", null));
        UUID gone = household.report(kin, report("KIN", "13600136000", null));
        household.withdraw(gone);

        happened("case-accepted", ofCase(2));

        assertThat(sent).extracting(SmsMessage::phone).containsExactly("+86" + MOBILE, "+8613700137000");
        assertThat(rows()).hasSize(2).anyMatch(row -> row.contains(other.toString()));
    }

    @Test
    void aWithdrawnReportIsToldOfNothingButItsWithdrawal() {
        UUID report = household.report(resident, report("SELF", MOBILE, null));
        household.withdraw(report);

        happened("report-received", ofReport(report));
        happened("report-withdrawn", ofReport(report));

        assertThat(sent).extracting(SmsMessage::template).containsExactly("report-withdrawn");
    }

    @Test
    void aMessageNamesTheUnitAndNothingPersonal() {
        household.report(resident, report("SELF", MOBILE, null));

        happened("case-accepted", ofCase(2));

        assertThat(sent.get(0).text())
                .contains(UNITS.current("152223100201").orElseThrow().name())
                .doesNotContain("张三", "李四", MOBILE);
    }

    @Test
    void nobodyIsToldOfOtherEvents() {
        household.report(resident, report("SELF", MOBILE, null));

        happened("case-claimed", ofCase(2));

        assertThat(outcome()).isEqualTo("done:not-told");
        assertThat(rows()).isEmpty();
    }

    @Test
    void refusedConsentsAreNotedAndOpenOnesBounded() {
        Grants grants = new Grants(pool, ids::next, clock);
        Grants.MessageGrants yesAndNo = new Grants.MessageGrants(
                List.of(new Grants.Given("progress", true), new Grants.Given("progress", false)));
        for (int i = 0; i < 25; i++) {
            grants.note(resident, yesAndNo).await();
        }

        assertThat(openConsents()).isEqualTo(20);
        assertThat(count("select count(*) from message_grant where void_reason = 'not-accepted'"))
                .isEqualTo(25);
    }

    private void consents(int ours, int wechats) {
        Grants grants = new Grants(pool, ids::next, clock);
        for (int i = 0; i < ours; i++) {
            grants.note(resident, new Grants.MessageGrants(List.of(new Grants.Given("progress", true))))
                    .await();
        }
        sandbox.grant(user, TEMPLATE.id(), wechats);
    }

    private JsonObject ofReport(UUID report) {
        return new JsonObject().put("reportId", report.toString()).put("caseId", household.caseId.toString());
    }

    private JsonObject ofCase(int sequence) {
        return new JsonObject().put("caseId", household.caseId.toString()).put("sequence", sequence);
    }

    private void happened(String kind, JsonObject payload) {
        outbox.append(pool, ids.next(), kind, Household.BANNER, payload, clock.instant())
                .await();
        relay.runOnce().await();
    }

    private List<List<String>> wechatLines() {
        return inbox.messages(sandbox.openid(user), 0, 10).stream()
                .map(message -> message.lines())
                .toList();
    }

    private List<String> rows() {
        return pool
                .preparedQuery(
                        """
                        select concat_ws(' ', channel, recipient, status, attempt, coalesce(failure, 'null')) from message
                        where case_id = $1 order by 1""")
                .execute(Tuple.of(household.caseId))
                .await()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private String outcome() {
        return pool.query("select outcome from outbox order by id desc limit 1")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    private long openConsents() {
        return count("select count(*) from message_grant where spent_at is null and void_reason is null");
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().iterator().next().getLong(0);
    }
}
