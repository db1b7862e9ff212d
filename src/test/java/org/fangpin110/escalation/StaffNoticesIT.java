package org.fangpin110.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.platform.outbox.Outcome;
import org.fangpin110.platform.sms.SmsFailure;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.sms.SmsSubmitted;
import org.fangpin110.staff.Duty;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.UnitTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An SMS to a duty phone that the provider refuses, cannot take now, or does not answer for. */
class StaffNoticesIT {
    private static final String FIRST = "13900000001";
    private static final String SECOND = "13900000002";

    private final TestApp app = TestApp.with(Map.of());
    private final Answers provider = new Answers();
    private StaffNotices notices;
    private OutboxEvent event;

    /** Answers in the order given, then takes everything. */
    private static final class Answers implements SmsProvider {
        private final Deque<Future<SmsSubmitted>> answers = new ArrayDeque<>();
        private final List<SmsMessage> sent = new ArrayList<>();

        void next(SmsFailure.Kind kind) {
            answers.add(Future.failedFuture(new SmsFailure(kind, "made-up")));
        }

        @Override
        public String id() {
            return "made-up";
        }

        @Override
        public Future<SmsSubmitted> submit(SmsMessage message) {
            sent.add(message);
            return answers.isEmpty()
                    ? Future.succeededFuture(new SmsSubmitted("id-" + sent.size(), 1))
                    : answers.poll();
        }
    }

    @BeforeEach
    void aCaseIsOverdueInTheMorning() throws Exception {
        app.start();
        app.pool().query("update duty_roster set removed_at = now()").execute().await();
        onDuty(Reports.VILLAGE, FIRST);
        onDuty(Reports.TOWNSHIP, SECOND);
        UnitTable units = new UnitRepository().load(app.pool()).await();
        notices = new StaffNotices(
                app.pool(), provider, "防贫监测110", new Messages(), () -> units, app.cipher(), app.clock());
        assertThat(app.resident("family")
                        .submit(UUID.randomUUID(), Reports.crackedWall())
                        .status())
                .isEqualTo(201);
        app.clock().advance(Duration.between(app.clock().instant(), Instant.parse("2026-11-26T01:00:00Z")));
        app.app().escalation().scan().await();
        Row row = app.pool()
                .query("select id, kind, banner_code, payload from outbox where kind = 'staff-notice'")
                .execute()
                .await()
                .iterator()
                .next();
        event = new OutboxEvent(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("banner_code"),
                row.get(JsonObject.class, "payload"),
                1,
                app.clock().instant(),
                false);
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void afterAClearNoTheNextOneOnDutyIsTold() {
        provider.next(SmsFailure.Kind.REJECTED);

        Outcome outcome = notices.tell(event).await();

        assertThat(outcome).isEqualTo(new Outcome.Done("sms"));
        assertThat(phones()).containsExactly("+86" + FIRST, "+86" + SECOND);
        assertThat(statuses()).containsExactlyInAnyOrder("FAILED", "SUBMITTED");
    }

    @Test
    void whenEverybodySaysNoItEnds() {
        provider.next(SmsFailure.Kind.REJECTED);
        provider.next(SmsFailure.Kind.REJECTED);

        assertThat(notices.tell(event).await()).isEqualTo(new Outcome.Done("nobody-reached"));
        assertThat(statuses()).containsExactly("FAILED", "FAILED");
    }

    @Test
    void whatCannotBeTakenNowIsTriedAgainAtTheSamePhoneUnderTheSameNumber() {
        provider.next(SmsFailure.Kind.RETRYABLE);

        Outcome first = notices.tell(event).await();
        Outcome second = notices.tell(event).await();

        assertThat(first).isInstanceOf(Outcome.TryLater.class);
        assertThat(second).isEqualTo(new Outcome.Done("sms"));
        assertThat(phones()).containsExactly("+86" + FIRST, "+86" + FIRST);
        assertThat(provider.sent.get(0).id()).isEqualTo(provider.sent.get(1).id());
    }

    @Test
    void whatMayHaveBeenSentIsNotSentAgain() {
        provider.next(SmsFailure.Kind.UNKNOWN);

        Outcome first = notices.tell(event).await();
        Outcome again = notices.tell(event).await();

        assertThat(first).isEqualTo(new Outcome.Unknown("no-answer"));
        assertThat(again).isInstanceOf(Outcome.Done.class);
        assertThat(phones()).containsExactly("+86" + FIRST);
        assertThat(statuses()).containsExactly("UNKNOWN");
    }

    @Test
    void aProviderThatNeverAnswersCountsAsUnknown() {
        provider.answers.add(
                Promise.<SmsSubmitted>promise().future().timeout(1, java.util.concurrent.TimeUnit.MILLISECONDS));

        assertThat(notices.tell(event).await()).isEqualTo(new Outcome.Unknown("no-answer"));
        assertThat(phones()).containsExactly("+86" + FIRST);
    }

    @Test
    void theRosterOfTheMomentOfSendingCounts() {
        app.pool()
                .preparedQuery("update duty_roster set removed_at = now() where unit_code = $1")
                .execute(Tuple.of(Reports.VILLAGE))
                .await();
        onDuty(Reports.VILLAGE, "13900000003");

        notices.tell(event).await();

        assertThat(phones()).containsExactly("+8613900000003");
    }

    @Test
    void whatWasSettledMeanwhileIsNotTold() {
        app.pool()
                .query("update case_file set closed_at = now(), outcome = 'HELPED_ONLY', state = 'CLOSED_OTHER'")
                .execute()
                .await();

        assertThat(notices.tell(event).await()).isEqualTo(new Outcome.Done("settled-meanwhile"));
        assertThat(provider.sent).isEmpty();
    }

    private List<String> phones() {
        return provider.sent.stream().map(SmsMessage::phone).toList();
    }

    private List<String> statuses() {
        return app.pool().query("select status from staff_message").execute().await().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void onDuty(String unit, String phone) {
        UUID id = UUID.randomUUID();
        app.pool()
                .preparedQuery(
                        """
                        insert into duty_roster (duty_id, unit_code, ordinal, phone, from_at, made_by, made_at)
                        values ($1, $2, 0, $3, '2026-01-01', $1, now())""")
                .execute(Tuple.of(id, unit, Buffer.buffer(app.cipher().encryptText(Duty.phoneContext(id), phone))))
                .await();
    }
}
