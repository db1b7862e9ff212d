package org.fangpin110.notification;

import static org.fangpin110.notification.Answer.Verdict.LATER;
import static org.fangpin110.notification.Answer.Verdict.NEXT_CHANNEL;
import static org.fangpin110.notification.Answer.Verdict.UNKNOWN;

import java.util.Locale;
import java.util.Map;
import org.fangpin110.notification.Answer.NotTaken;
import org.fangpin110.notification.Answer.Verdict;
import org.fangpin110.platform.sms.SmsFailure;
import org.fangpin110.platform.wechat.WechatFailure;

/** Which failure has which consequence: tables, so that a test finds a kind nobody decided about. */
final class ChannelFailures {
    static final Map<WechatFailure.Kind, Verdict> WECHAT = Map.ofEntries(
            Map.entry(WechatFailure.Kind.REFUSED, NEXT_CHANNEL),
            Map.entry(WechatFailure.Kind.BAD_OPENID, NEXT_CHANNEL),
            Map.entry(WechatFailure.Kind.BLOCKED_USER, NEXT_CHANNEL),
            Map.entry(WechatFailure.Kind.INVALID_CODE, NEXT_CHANNEL),
            Map.entry(WechatFailure.Kind.OUR_FAULT, NEXT_CHANNEL), // the gateway raised the alarm
            Map.entry(WechatFailure.Kind.QUOTA, LATER),
            Map.entry(
                    WechatFailure.Kind.NOT_WHITELISTED, LATER), // alarm raised; mended within minutes, or the tries end
            Map.entry(WechatFailure.Kind.BUSY, LATER),
            Map.entry(WechatFailure.Kind.UNAVAILABLE, LATER),
            Map.entry(WechatFailure.Kind.UNKNOWN, UNKNOWN));

    static final Map<SmsFailure.Kind, Verdict> SMS = Map.of(
            SmsFailure.Kind.REJECTED, NEXT_CHANNEL,
            SmsFailure.Kind.OUR_FAULT, NEXT_CHANNEL, // the provider's table raised the alarm
            SmsFailure.Kind.RETRYABLE, LATER,
            SmsFailure.Kind.UNKNOWN, UNKNOWN);

    private ChannelFailures() {}

    /** A failure of no known kind may have happened after the message left. */
    static NotTaken of(Throwable failure) {
        if (failure instanceof WechatFailure wechat) {
            boolean refused = wechat.kind() == WechatFailure.Kind.REFUSED;
            return new NotTaken(WECHAT.get(wechat.kind()), code(wechat.kind()), refused);
        }
        if (failure instanceof SmsFailure sms) {
            return new NotTaken(SMS.get(sms.kind()), code(sms.kind()), false);
        }
        if (failure instanceof FieldFault) {
            return new NotTaken(NEXT_CHANNEL, "field-fault", false);
        }
        return new NotTaken(UNKNOWN, "no-answer", false);
    }

    private static String code(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
