package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fangpin110.platform.outbox.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one recipient of one step: the first channel that takes the message, at the end a call task for the village, so that
 * nobody stays untold. A message that may have been sent stops the climb: a second one would tell twice.
 */
final class ReplyLadder {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyLadder.class);

    /** A crash between request and answer allows one more try: two messages are better than none, three are not. */
    private static final int MOST_INTERRUPTIONS = 1;

    private static final Answer.NotTaken INTERRUPTED =
            new Answer.NotTaken(Answer.Verdict.UNKNOWN, "interrupted", false);

    /** One climb: who is told what, and what is known of it. */
    record Climb(Step step, Recipient recipient, Progress progress, boolean lastAttempt) {}

    private final List<Channel> channels;
    private final MessageRepository messages;
    private final Pool pool;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final ReplyPolicy policy;

    ReplyLadder(
            List<Channel> channels,
            MessageRepository messages,
            Pool pool,
            Supplier<UUID> ids,
            InstantSource clock,
            ReplyPolicy policy) {
        this.channels = List.copyOf(channels);
        this.messages = messages;
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
        this.policy = policy;
    }

    Future<Outcome> tell(Climb climb) {
        return climb.progress()
                .toldBy(climb.recipient())
                .map(channel -> Future.<Outcome>succeededFuture(done(channel)))
                .orElseGet(() -> rung(climb, firstRung(climb)));
    }

    /** Where an earlier run stopped: a channel that is merely late is not overtaken by one that opened meanwhile. */
    private int firstRung(Climb climb) {
        for (int i = 0; i < channels.size(); i++) {
            if (climb.progress()
                    .of(channels.get(i).kind(), climb.recipient())
                    .filter(MessageStatus.QUEUED::equals)
                    .isPresent()) {
                return i;
            }
        }
        return 0;
    }

    private Future<Outcome> rung(Climb climb, int rung) {
        if (rung == channels.size()) {
            return callTask(climb);
        }
        Channel channel = channels.get(rung);
        if (climb.progress()
                .of(channel.kind(), climb.recipient())
                .filter(MessageStatus.FAILED::equals)
                .isPresent()) {
            return rung(climb, rung + 1);
        }
        return channel.ready(climb.step(), climb.recipient()).compose(readiness -> {
            if (readiness instanceof Readiness.NotBefore wait) {
                return Future.succeededFuture(new Outcome.TryLater(wait.code(), Optional.of(wait.time())));
            }
            if (readiness instanceof Readiness.Absent absent) {
                return absent(climb, rung, absent.code());
            }
            return send(climb, rung);
        });
    }

    /** A message that an earlier run left in this channel must not look as if it still waited. */
    private Future<Outcome> absent(Climb climb, int rung, String code) {
        Channel channel = channels.get(rung);
        if (climb.progress().of(channel.kind(), climb.recipient()).isEmpty()) {
            return rung(climb, rung + 1);
        }
        return messages.begin(
                        pool,
                        ids.get(),
                        climb.step(),
                        climb.recipient(),
                        channel.kind(),
                        channel.numberIndex(climb.recipient()),
                        clock.instant())
                .compose(begun -> begun.isEmpty()
                        ? raced()
                        : messages.notSent(
                                        pool,
                                        begun.get().messageId(),
                                        MessageStatus.FAILED,
                                        code,
                                        climb.recipient(),
                                        false,
                                        clock.instant())
                                .compose(noted -> rung(climb, rung + 1)));
    }

    private Future<Outcome> send(Climb climb, int rung) {
        Channel channel = channels.get(rung);
        Instant startedAt = clock.instant();
        return messages.begin(
                        pool,
                        ids.get(),
                        climb.step(),
                        climb.recipient(),
                        channel.kind(),
                        channel.numberIndex(climb.recipient()),
                        startedAt)
                .compose(begun -> {
                    if (begun.isEmpty()) {
                        return raced();
                    }
                    MessageRepository.Begun message = begun.get();
                    if (message.interruptions() > MOST_INTERRUPTIONS) {
                        return notTaken(climb, rung, message, INTERRUPTED, startedAt);
                    }
                    return attempt(channel, message.messageId(), climb)
                            .compose(answer -> answer instanceof Answer.Taken taken
                                    ? taken(climb, channel, message, taken)
                                    : notTaken(climb, rung, message, (Answer.NotTaken) answer, startedAt));
                });
    }

    private Future<Answer> attempt(Channel channel, UUID messageId, Climb climb) {
        Future<Answer.Taken> sent;
        try {
            sent = channel.send(messageId, climb.step(), climb.recipient());
        } catch (FieldFault e) {
            sent = Future.failedFuture(e);
        }
        return sent.timeout(policy.longestSend().toMillis(), TimeUnit.MILLISECONDS)
                .<Answer>map(taken -> taken)
                .otherwise(failure -> {
                    Answer.NotTaken answer = ChannelFailures.of(failure);
                    (failure instanceof FieldFault ? LOG.atError() : LOG.atInfo())
                            .addKeyValue("messageId", messageId)
                            .addKeyValue("channel", channel.kind())
                            .addKeyValue("step", climb.step().template().kind())
                            .addKeyValue("code", answer.code())
                            .addKeyValue("failure", failure instanceof FieldFault ? failure.getMessage() : "")
                            .log("A message was not taken");
                    return answer;
                });
    }

    private Future<Outcome> taken(Climb climb, Channel channel, MessageRepository.Begun message, Answer.Taken taken) {
        climb.progress().note(channel.kind(), climb.recipient(), MessageStatus.SUBMITTED);
        return messages.submitted(
                        pool, message.messageId(), taken, climb.recipient(), channel.spendsConsent(), clock.instant())
                .map(noted -> done(channel.kind()));
    }

    private Future<Outcome> notTaken(
            Climb climb, int rung, MessageRepository.Begun message, Answer.NotTaken answer, Instant startedAt) {
        boolean patience = message.attempt() < policy.triesPerChannel() && !climb.lastAttempt();
        MessageStatus status =
                switch (answer.verdict()) {
                    case UNKNOWN -> MessageStatus.UNKNOWN;
                    case LATER -> patience ? MessageStatus.QUEUED : MessageStatus.FAILED;
                    case NEXT_CHANNEL -> MessageStatus.FAILED;
                };
        climb.progress().note(channels.get(rung).kind(), climb.recipient(), status);
        return messages.notSent(
                        pool,
                        message.messageId(),
                        status,
                        answer.code(),
                        climb.recipient(),
                        answer.voidsConsent(),
                        startedAt)
                .compose(noted -> switch (status) {
                    case UNKNOWN -> Future.succeededFuture(new Outcome.Unknown(answer.code()));
                    case QUEUED -> Future.succeededFuture(new Outcome.TryLater(answer.code()));
                    default -> rung(climb, rung + 1);
                });
    }

    private Future<Outcome> callTask(Climb climb) {
        climb.progress().note(MessageChannel.CALL_TASK, climb.recipient(), MessageStatus.QUEUED);
        return messages.addCallTask(pool, ids.get(), climb.step(), climb.recipient(), clock.instant())
                .map(added -> done(MessageChannel.CALL_TASK));
    }

    /** Another process has this event; it will say how it ended. */
    private static Future<Outcome> raced() {
        return Future.succeededFuture(new Outcome.TryLater("raced"));
    }

    private static Outcome done(MessageChannel channel) {
        return new Outcome.Done(channel.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
