package org.fangpin110.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.platform.outbox.Outcome;
import org.fangpin110.platform.sms.SmsFailure;
import org.fangpin110.platform.wechat.WechatFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyPolicyTest {
    private final ReplyPolicy policy = ReplyPolicy.STANDARD;

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T13:00:00Z, 2026-11-24T00:00:00Z", // 21:00 in Shanghai
        "2026-11-23T17:30:00Z, 2026-11-24T00:00:00Z", // 01:30
        "2026-11-23T23:59:59Z, 2026-11-24T00:00:00Z" // 07:59:59
    })
    void theNightEndsAtEight(Instant now, Instant morning) {
        assertThat(policy.quietUntil(now)).contains(morning);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T00:00:00Z", "2026-11-24T12:59:59Z"})
    void theDayIsNotQuiet(Instant now) {
        assertThat(policy.quietUntil(now)).isEmpty();
    }

    @Test
    void aDayBeginsInShanghai() {
        assertThat(policy.startOfDay(Instant.parse("2026-11-23T16:30:00Z"))).isEqualTo("2026-11-23T16:00:00Z");
    }

    @Test
    void everyFailureOfAProviderHasAConsequence() {
        assertThat(ChannelFailures.WECHAT).containsOnlyKeys(WechatFailure.Kind.values());
        assertThat(ChannelFailures.SMS).containsOnlyKeys(SmsFailure.Kind.values());
    }

    @Test
    void whatMayHaveBeenSentIsNeverRepeated() {
        assertThat(ChannelFailures.of(new SmsFailure(SmsFailure.Kind.UNKNOWN, "timeout"))
                        .verdict())
                .isEqualTo(Answer.Verdict.UNKNOWN);
        assertThat(ChannelFailures.of(new IllegalStateException("whatever")).verdict())
                .isEqualTo(Answer.Verdict.UNKNOWN);
    }

    @Test
    void ourOwnMistakeGoesToTheNextChannel() {
        assertThat(ChannelFailures.of(new FieldFault("case-closed", "phrase3")).verdict())
                .isEqualTo(Answer.Verdict.NEXT_CHANNEL);
    }

    @Test
    void anEventComesAgainForWhoeverMustWait() {
        Outcome done = new Outcome.Done("sms");
        Outcome unknown = new Outcome.Unknown("no-answer");
        Outcome late = new Outcome.TryLater("quiet-hours", Optional.of(Instant.parse("2026-11-25T00:00:00Z")));
        Outcome early = new Outcome.TryLater("quiet-hours", Optional.of(Instant.parse("2026-11-24T00:00:00Z")));
        Outcome down = new Outcome.TryLater("unavailable");

        assertThat(Notifier.together(List.of(done, late, early))).isEqualTo(early);
        assertThat(Notifier.together(List.of(late, down))).isEqualTo(down);
        assertThat(Notifier.together(List.of(done, unknown))).isEqualTo(unknown);
        assertThat(Notifier.together(List.of(done))).isEqualTo(done);
        assertThat(Notifier.together(List.of())).isEqualTo(new Outcome.Done("nobody"));
    }

    @Test
    void anSmsGoesToThePersonInTroubleElseToTheProxy() {
        assertThat(phone("SELF", "13800138000", null)).contains("13800138000");
        assertThat(phone("KIN", "13800138000", "13900139000")).contains("13800138000");
        assertThat(phone("KIN", null, "13900139000")).contains("13900139000");
        assertThat(phone("KIN", "0482-6184919", "13900139000")).contains("13900139000");
        assertThat(phone("SELF", "0482-6184919", null)).isEmpty();
        assertThat(phone("SELF", null, "13900139000")).isEmpty();
    }

    private static Optional<String> phone(String kind, String subject, String reporter) {
        return Phones.of(Reports.report(kind, subject, reporter)).map(ContactPhone::digits);
    }
}
