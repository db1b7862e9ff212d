package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.platform.outbox.Outcome;
import org.fangpin110.platform.sms.SmsFailure;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsReply;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.report.ReportRepository;

/**
 * What phones send to us. Whoever asks gets the word of its own case and nothing more; whoever writes anything else is helped
 * once a day and read by a person; whoever wants no more gets no more.
 */
public final class SmsReplies {
    public static final String ANSWER = "sms-answer";
    static final String STATUS_TEMPLATE = "sms-status";
    static final String HELP_TEMPLATE = "sms-help";

    private static final Set<String> QUESTIONS = Set.of("查询", "进度", "查", "CX");
    private static final Pattern NUMBER_LIKE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z -]{10,18}[0-9A-Za-z]");
    private static final int SEEN = 20;
    private static final String NOBODYS_BANNER = "000000";

    /**
     * @param sms the way out, with its signature
     * @param centralDesk who reads what comes from a number nobody knows
     */
    public record Needs(
            Pool pool,
            Notifier.SmsWay sms,
            FieldCipher cipher,
            Messages texts,
            Supplier<UUID> ids,
            InstantSource clock,
            ReplyPolicy policy,
            Supplier<String> centralDesk) {}

    private final Needs needs;
    private final Pool pool;
    private final SmsLimits limits;
    private final BlindIndex index;
    private final SmsReplyRepository replies = new SmsReplyRepository();
    private final ReportRepository reports = new ReportRepository();
    private final Outbox outbox = new Outbox();

    public SmsReplies(Needs needs) {
        this.needs = needs;
        this.pool = needs.pool();
        this.limits = needs.sms().limits();
        this.index = needs.sms().index();
    }

    Future<Void> take(String provider, List<SmsReply> said) {
        Future<Void> turn = Future.succeededFuture();
        for (SmsReply reply : said) {
            turn = turn.compose(before -> pool.withTransaction(tx -> take(tx, provider, reply)));
        }
        return turn;
    }

    private Future<Void> take(SqlConnection tx, String provider, SmsReply reply) {
        UUID id = needs.ids().get();
        Instant now = needs.clock().instant();
        SmsReplyRepository.Kept kept = new SmsReplyRepository.Kept(
                id,
                kind(reply.text()),
                SmsNumbers.index(index, reply.phone()),
                sealed(id, "phone", reply.phone()),
                sealed(id, "content", reply.text()));
        return replies.openCases(tx, kept.phoneIndex()).compose(open -> {
            Optional<SmsReplyRepository.OpenCase> only = open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
            Future<Boolean> noted = readers(tx, kept, only)
                    .compose(banner -> replies.keep(tx, provider, reply, kept, only, banner, now));
            return noted.compose(isNew -> {
                if (!isNew) {
                    return Future.succeededFuture();
                }
                if (kept.kind().equals("OPT_OUT")) {
                    return replies.optOut(tx, kept.phoneIndex(), now);
                }
                String banner =
                        only.map(SmsReplyRepository.OpenCase::bannerCode).orElse(NOBODYS_BANNER);
                return outbox.append(
                        tx, needs.ids().get(), ANSWER, banner, new JsonObject().put("replyId", id.toString()), now);
            });
        });
    }

    /** The banner whose desk reads it: of the case, else of the last report of that number, else the central one. */
    private Future<String> readers(
            SqlConnection tx, SmsReplyRepository.Kept kept, Optional<SmsReplyRepository.OpenCase> only) {
        if (only.isPresent()) {
            return Future.succeededFuture(only.get().bannerCode());
        }
        return replies.lastBanner(tx, kept.phoneIndex())
                .map(known -> known.orElseGet(() -> needs.centralDesk().get().substring(0, 6)));
    }

    private String kind(String text) {
        if (limits.optsOut(text)) {
            return "OPT_OUT";
        }
        boolean asks = QUESTIONS.contains(text.strip().toUpperCase(java.util.Locale.ROOT))
                || receiptNumber(text).isPresent();
        return asks ? "STATUS" : "TEXT";
    }

    static Optional<String> receiptNumber(String text) {
        return NUMBER_LIKE
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(ReceiptNumber::normalise)
                .filter(ReceiptNumber::isValid)
                .findFirst();
    }

    /** The relay's handler: one answer a reply, within what one number may get. */
    public Future<Outcome> answer(OutboxEvent event) {
        UUID replyId = UUID.fromString(event.payload().getString("replyId"));
        Instant now = needs.clock().instant();
        return replies.beginAnswer(pool, replyId, needs.policy().startOfDay(now), limits.answers(), now)
                .compose(begun -> begun.isEmpty()
                        ? Future.succeededFuture(new Outcome.Done("not-answered"))
                        : words(begun.get()).compose(words -> send(begun.get(), words, event.lastAttempt())));
    }

    private record Words(String template, Map<String, String> variables) {}

    private Future<Words> words(SmsReplyRepository.Kept reply) {
        if (reply.kind().equals("TEXT")) {
            return Future.succeededFuture(new Words(HELP_TEMPLATE, Map.of()));
        }
        Optional<String> asked = receiptNumber(opened(reply.replyId(), "content", reply.content()));
        return reports.ofPhone(pool, reply.phoneIndex(), SEEN).map(own -> own.stream()
                .filter(report -> asked.isEmpty() || asked.get().equals(report.receiptNo()))
                .findFirst()
                .map(this::status)
                .orElseGet(() -> new Words(HELP_TEMPLATE, Map.of())));
    }

    private Words status(OwnReport report) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("no", report.receiptNo());
        variables.put("status", needs.texts().text(Language.ZH, "status." + report.status()));
        return new Words(STATUS_TEMPLATE, variables);
    }

    private Future<Outcome> send(SmsReplyRepository.Kept reply, Words words, boolean last) {
        String text = "【" + needs.sms().signature() + "】"
                + needs.texts()
                        .text(
                                Language.ZH,
                                "notify." + words.template() + ".sms",
                                words.variables().values().toArray());
        SmsMessage message = new SmsMessage(
                reply.replyId(),
                "+86" + opened(reply.replyId(), "phone", reply.phone()),
                words.template(),
                words.variables(),
                text,
                "");
        return needs.sms()
                .provider()
                .submit(message)
                .timeout(needs.policy().longestSend().toMillis(), TimeUnit.MILLISECONDS)
                .transform(sent -> {
                    SmsFailure.Kind kind = sent.succeeded()
                            ? null
                            : sent.cause() instanceof SmsFailure known ? known.kind() : SmsFailure.Kind.UNKNOWN;
                    String answer = kind == null
                            ? "SENT"
                            : switch (kind) {
                                case UNKNOWN -> "UNKNOWN";
                                case RETRYABLE -> last ? "FAILED" : null;
                                case REJECTED, OUR_FAULT -> "FAILED";
                            };
                    return replies.endAnswer(
                                    pool, reply.replyId(), answer, needs.clock().instant())
                            .map(ended -> outcome(answer));
                });
    }

    private static Outcome outcome(String answer) {
        if (answer == null) {
            return new Outcome.TryLater("sms-retryable");
        }
        return switch (answer) {
            case "SENT" -> new Outcome.Done("sms");
            case "UNKNOWN" -> new Outcome.Unknown("no-answer");
            default -> new Outcome.Refused("sms");
        };
    }

    private Buffer sealed(UUID id, String column, String text) {
        return Buffer.buffer(needs.cipher().encrypt(context(id, column), text.getBytes(StandardCharsets.UTF_8)));
    }

    private String opened(UUID id, String column, Buffer stored) {
        return needs.cipher().decryptText(context(id, column), stored.getBytes());
    }

    static String context(UUID id, String column) {
        return "sms_reply." + column + "." + id;
    }
}
