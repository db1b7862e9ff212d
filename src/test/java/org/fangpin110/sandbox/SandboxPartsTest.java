package org.fangpin110.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsSubmitted;
import org.fangpin110.sandbox.InboxMessage.Channel;
import org.junit.jupiter.api.Test;

class SandboxPartsTest {
    private final TickingClock clock = new TickingClock();
    private final DevelopmentProfile development = new DevelopmentProfile(false);

    @Test
    void productionHasNoSandbox() {
        assertThatIllegalStateException().isThrownBy(() -> new DevelopmentProfile(true));
    }

    @Test
    void aPlainTokenEndsTheOneBefore() {
        AccessTokens tokens = new AccessTokens(clock);
        String first = tokens.plain().token();
        String stable = tokens.stable(false).token();

        String second = tokens.plain().token();

        assertThat(tokens.verify(first)).isEqualTo(40001);
        assertThat(tokens.verify(second)).isZero();
        assertThat(tokens.verify(stable)).isZero();
        assertThat(tokens.verify("nonsense")).isEqualTo(40001);
        assertThat(tokens.verify("")).isEqualTo(41001);
        assertThat(tokens.verify(null)).isEqualTo(41001);
    }

    @Test
    void theStableTokenStaysWhileItLives() {
        AccessTokens tokens = new AccessTokens(clock);
        String first = tokens.stable(false).token();
        clock.pass(Duration.ofSeconds(7000));
        AccessTokens.Issued again = tokens.stable(false);
        clock.pass(Duration.ofSeconds(200));

        String next = tokens.stable(false).token();

        assertThat(again).isEqualTo(new AccessTokens.Issued(first, 200));
        assertThat(next).isNotEqualTo(first);
        assertThat(tokens.verify(first)).isEqualTo(42001);
        assertThat(tokens.stable(true).token()).isNotEqualTo(next);
    }

    @Test
    void aCodeWorksOnceAndForFiveMinutes() {
        OneTimeCodes codes = new OneTimeCodes(clock);
        String code = codes.issue("zhang");
        String late = codes.issue("zhang");

        assertThat(code).matches("dev-[0-9a-f]{32}");
        assertThat(codes.spend(code)).contains("zhang");
        assertThat(codes.spend(code)).isEmpty();
        clock.pass(Duration.ofMinutes(5));
        assertThat(codes.spend(late)).isEmpty();
    }

    @Test
    void theInboxKeepsTheLast5000() {
        Inbox inbox = new Inbox(development, clock);

        for (int i = 1; i <= Inbox.KEPT + 10; i++) {
            inbox.add(Channel.WECHAT, "oDev" + i % 2, "T", List.of("第" + i + "条"));
        }

        List<InboxMessage> all = inbox.messages(null, 0, Integer.MAX_VALUE);
        assertThat(all).hasSize(Inbox.KEPT);
        assertThat(all.get(0).lines()).containsExactly("第5010条");
        assertThat(inbox.messages("oDev1", 5000, 100)).hasSize(5);
        assertThat(inbox.messages(null, 5008, 100))
                .extracting(InboxMessage::sequence)
                .containsExactly(5010L, 5009L);
    }

    @Test
    void anSmsIsKeptWithItsPhoneHidden() {
        Inbox inbox = new Inbox(development, clock);
        UUID id = UUID.randomUUID();

        SmsSubmitted submitted = new DevelopmentSmsProvider(development, inbox)
                .submit(new SmsMessage(id, "+8613800138000", "accepted", Map.of(), "【某旗农牧局】您的申报已受理", ""))
                .result();

        assertThat(submitted).isEqualTo(new SmsSubmitted("dev-" + id, 1));
        InboxMessage kept = inbox.messages("+8613800138000", 0, 1).get(0);
        assertThat(kept.recipient()).isEqualTo("**********8000");
        assertThat(kept.lines()).containsExactly("【某旗农牧局】您的申报已受理");
        assertThat(kept.toString()).doesNotContain("8000", "申报");
    }

    @Test
    void theSameUserHasTheSameOpenid() {
        assertThat(Openids.of("zhang"))
                .hasSize(28)
                .isEqualTo(Openids.of("zhang"))
                .isNotEqualTo(Openids.of("li"));
        assertThat(Openids.known(Openids.of("li"))).isTrue();
        assertThat(Openids.known("oABC")).isFalse();
        assertThat(Openids.known(null)).isFalse();
    }
}
