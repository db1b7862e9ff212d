package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.sms.SmsLength;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.sms.SmsTextRules;

/** SMS to the phone of the report, within the hours and the number a day that the policy allows. */
final class SmsChannel implements Channel {
    private final SmsProvider provider;
    private final Wording wording;
    private final String signature;
    private final Phones phones;
    private final BlindIndex index;
    private final SmsLimits limits;
    private final ReplyPolicy policy;
    private final MessageRepository messages;
    private final Pool pool;
    private final InstantSource clock;

    /** @throws IllegalArgumentException when a text with this signature could exceed one piece */
    SmsChannel(
            SmsProvider provider,
            Wording wording,
            String signature,
            Phones phones,
            BlindIndex index,
            SmsLimits limits,
            ReplyPolicy policy,
            MessageRepository messages,
            Pool pool,
            InstantSource clock) {
        this.provider = provider;
        this.wording = wording;
        this.signature = "【" + signature + "】";
        this.phones = phones;
        this.index = index;
        this.limits = limits;
        this.policy = policy;
        this.messages = messages;
        this.pool = pool;
        this.clock = clock;
        for (MessageTemplate template : MessageTemplate.ALL) {
            if (SmsLength.segments(text(template.kind(), Wording.LONGEST_VARIABLES)) > 1) {
                throw new IllegalArgumentException(
                        "sms.signature is too long: " + template.kind() + " would exceed one SMS");
            }
        }
    }

    @Override
    public MessageChannel kind() {
        return MessageChannel.SMS;
    }

    @Override
    public Future<Readiness> ready(Step step, Recipient recipient) {
        Optional<Buffer> number = numberIndex(recipient);
        if (number.isEmpty()) {
            return Future.succeededFuture(new Readiness.Absent("no-mobile"));
        }
        Instant now = clock.instant();
        Optional<Instant> morning =
                step.template().answersAct() || recipient.urgent() ? Optional.empty() : policy.quietUntil(now);
        if (morning.isPresent()) {
            return Future.succeededFuture(new Readiness.NotBefore("quiet-hours", morning.get()));
        }
        return messages.standing(pool, number.get(), step.template().kind(), policy.startOfDay(now))
                .map(this::readiness);
    }

    private Readiness readiness(MessageRepository.Standing standing) {
        if (standing.optedOut()) {
            return new Readiness.Absent("opted-out");
        }
        if (standing.neverArrives()) {
            return new Readiness.Absent("number-fails");
        }
        if (standing.today() >= policy.smsPerDay() || standing.sameTemplate() >= limits.perTemplate()) {
            return new Readiness.Absent("daily-cap");
        }
        return new Readiness.Ready();
    }

    @Override
    public Optional<Buffer> numberIndex(Recipient recipient) {
        return phones.of(recipient).map(phone -> SmsNumbers.index(index, phone.digits()));
    }

    @Override
    public Future<Answer.Taken> send(UUID messageId, Step step, Recipient recipient) {
        String kind = step.template().kind();
        Map<String, String> variables = wording.smsVariables(step, recipient);
        String text = text(kind, variables);
        if (SmsLength.segments(text) > 1 || !SmsTextRules.valueFaults(variables).isEmpty()) {
            return Future.failedFuture(new FieldFault(kind, "sms"));
        }
        String phone = "+86" + phones.of(recipient).orElseThrow().digits();
        return provider.submit(new SmsMessage(messageId, phone, kind, variables, text, ""))
                .map(submitted ->
                        new Answer.Taken(submitted.by().orElse(provider.id()), submitted.providerMessageId()));
    }

    @Override
    public boolean spendsConsent() {
        return false;
    }

    private String text(String kind, Map<String, String> variables) {
        return signature + wording.sms(Language.ZH, kind, variables);
    }
}
