package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.platform.outbox.Outcome;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.ReportContent;
import org.fangpin110.unit.UnitTable;

/**
 * The relay's handler: finds who is to be told of an event and tells each by the ladder. Safe to repeat: whoever was told
 * is not told again.
 */
public final class Notifier {
    /**
     * How to reach WeChat.
     *
     * @param templateId WeChat's id of our template {@code progress}
     * @param page what a tapped message opens, without leading slash
     */
    public record WechatWay(WechatGateway gateway, String templateId, String page) {}

    /**
     * How to send SMS.
     *
     * @param signature as filed with the carriers, without 【】
     */
    public record SmsWay(SmsProvider provider, String signature, SmsLimits limits, BlindIndex index) {}

    /** Our names of all wordings that go out to residents by SMS, with their text in the message files. */
    public static Map<String, String> smsWordings() {
        Map<String, String> wordings = new LinkedHashMap<>();
        MessageTemplate.ALL.forEach(template -> wordings.put(template.kind(), "notify." + template.kind() + ".sms"));
        wordings.put(SmsReplies.STATUS_TEMPLATE, "notify." + SmsReplies.STATUS_TEMPLATE + ".sms");
        wordings.put(SmsReplies.HELP_TEMPLATE, "notify." + SmsReplies.HELP_TEMPLATE + ".sms");
        return wordings;
    }

    private final Pool pool;
    private final RecipientRepository recipients = new RecipientRepository();
    private final MessageRepository messages;
    private final ReplyLadder ladder;
    private final Turns turns = new Turns();

    Notifier(Pool pool, MessageRepository messages, ReplyLadder ladder) {
        this.pool = pool;
        this.messages = messages;
        this.ladder = ladder;
    }

    public static Notifier of(
            Pool pool,
            WechatWay wechat,
            SmsWay sms,
            ReportContent contents,
            CorrectionContent corrections,
            FieldCipher cipher,
            Messages texts,
            Supplier<UnitTable> units,
            Supplier<UUID> ids,
            InstantSource clock,
            ReplyPolicy policy) {
        MessageRepository messages = new MessageRepository();
        Wording wording = new Wording(texts, units, policy.zone());
        List<Channel> channels = List.of(
                new WechatChannel(wechat.gateway(), wording, wechat.templateId(), wechat.page()),
                new SmsChannel(
                        sms.provider(),
                        wording,
                        sms.signature(),
                        new Phones(contents, corrections, cipher),
                        sms.index(),
                        sms.limits(),
                        policy,
                        messages,
                        pool,
                        clock));
        return new Notifier(pool, messages, new ReplyLadder(channels, messages, pool, ids, clock, policy));
    }

    /** Tells of a step once more what did not arrive; the payload says of which. */
    public static final String RESEND = "message-resend";

    public Future<Outcome> handle(OutboxEvent event) {
        return MessageTemplate.of(event.kind().equals(RESEND) ? event.payload().getString("template") : event.kind())
                .map(template -> tell(event, Step.of(event, template)))
                .orElseGet(() -> Future.succeededFuture(new Outcome.Done("not-told")));
    }

    private Future<Outcome> tell(OutboxEvent event, Step step) {
        return turns.next(step.caseId(), () -> tellNow(event, step));
    }

    private Future<Outcome> tellNow(OutboxEvent event, Step step) {
        return recipients.of(pool, step).compose(found -> messages.ofStep(pool, step)
                .compose(earlier -> eachInTurn(event, step, found, new Progress(earlier))));
    }

    /** One after the other, so that one account or phone named by two reports is told once. */
    private Future<Outcome> eachInTurn(OutboxEvent event, Step step, List<Recipient> found, Progress progress) {
        List<Outcome> outcomes = new ArrayList<>();
        Future<Void> turn = Future.succeededFuture();
        for (Recipient recipient : found) {
            turn = turn.compose(
                    before -> ladder.tell(new ReplyLadder.Climb(step, recipient, progress, event.lastAttempt()))
                            .map(outcome -> {
                                outcomes.add(outcome);
                                return null;
                            }));
        }
        return turn.map(told -> together(outcomes));
    }

    /** Whoever must wait makes the event come again; those told are passed over then. */
    static Outcome together(List<Outcome> outcomes) {
        List<Outcome.TryLater> later = outcomes.stream()
                .filter(Outcome.TryLater.class::isInstance)
                .map(Outcome.TryLater.class::cast)
                .toList();
        if (!later.isEmpty()) {
            return later.stream()
                    .filter(outcome -> outcome.notBefore().isEmpty())
                    .findFirst()
                    .orElseGet(() -> earliest(later));
        }
        return outcomes.stream()
                .filter(Outcome.Unknown.class::isInstance)
                .findFirst()
                .or(() -> outcomes.stream().findFirst())
                .orElseGet(() -> new Outcome.Done("nobody"));
    }

    private static Outcome.TryLater earliest(List<Outcome.TryLater> later) {
        Comparator<Outcome.TryLater> byTime =
                Comparator.comparing(outcome -> outcome.notBefore().orElse(Instant.MAX));
        return later.stream().min(byTime).orElseThrow();
    }
}
