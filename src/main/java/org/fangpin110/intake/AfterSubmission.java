package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.platform.outbox.Outcome;
import org.fangpin110.platform.wechat.TextVerdict;
import org.fangpin110.platform.wechat.TextVerdict.Suggestion;
import org.fangpin110.platform.wechat.WechatFailure;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.report.NarrativeCheck;
import org.fangpin110.report.ReportContent;
import org.fangpin110.screening.Screening;

/**
 * What happens to a narrative once its receipt is given: the screening is recorded, now with the copies the same account
 * sent, and WeChat is asked for its opinion. Both only advise; a dead WeChat delays nobody. Safe to repeat.
 */
public final class AfterSubmission {
    /** The outbox event by which WeChat is asked; apart from the one that tells the resident, so that neither waits for the other. */
    public static final String TEXT_CHECK = "text-check-owed";

    private static final Set<String> SUBMITTED = Set.of("report-received", "report-linked");
    private static final Set<String> FILE_FOR_OTHERS =
            Set.of("GROUP_LEADER", "GRID_WORKER", "VILLAGE_CADRE", "WORK_TEAM");
    private static final NarrativeCheck NARRATIVE = new NarrativeCheck(NarrativeCheck.FORM_LIMIT);
    private static final Duration A_DAY = Duration.ofDays(1);
    /** WeChat checks nobody's words who was away for two hours. */
    private static final Duration WORTH_ASKING = Duration.ofHours(2);

    private final Pool pool;
    private final ScreeningRepository screenings = new ScreeningRepository();
    private final Outbox outbox;
    private final ReportContent contents;
    private final BlindIndex index;
    private final WechatGateway wechat;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public AfterSubmission(
            Pool pool,
            Outbox outbox,
            ReportContent contents,
            BlindIndex index,
            WechatGateway wechat,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.contents = contents;
        this.index = index;
        this.wechat = wechat;
        this.ids = ids;
        this.clock = clock;
    }

    /** Records what a new report looks like; nothing for any other event. */
    public Future<Void> screen(OutboxEvent event) {
        if (!SUBMITTED.contains(event.kind())) {
            return Future.succeededFuture();
        }
        return found(pool, event).compose(found -> {
            Optional<String> text = found.flatMap(this::text);
            return text.isEmpty()
                    ? Future.succeededFuture()
                    : pool.withTransaction(tx -> screen(tx, found.orElseThrow(), text.get()));
        });
    }

    private Future<Void> screen(SqlClient tx, ScreeningRepository.Submitted report, String text) {
        String said = Screening.content(text);
        byte[] print = said.isEmpty() ? null : index.of("report_screening.text_print", said);
        Instant since = report.submittedAt().minus(A_DAY);
        Future<Integer> copies =
                print == null ? Future.succeededFuture(0) : screenings.copies(tx, report, print, since);
        return copies.compose(count -> {
            boolean byCadre = FILE_FOR_OTHERS.contains(report.reporterKind());
            Screening screening = Screening.of(text, new Screening.Context(count, byCadre));
            return screenings
                    .insert(tx, report, print, count, screening)
                    .compose(first -> first ? follow(tx, report, screening) : Future.succeededFuture());
        });
    }

    /** Copies may hold what alone looked well; a second, proper report frees what was held. */
    private Future<Void> follow(SqlClient tx, ScreeningRepository.Submitted report, Screening screening) {
        Instant now = clock.instant();
        boolean held = screening.held() && !report.urgent();
        Future<Void> marked;
        if (report.opensCase()) {
            marked = held ? hold(tx, report, now) : Future.succeededFuture();
        } else {
            marked = held ? Future.succeededFuture() : lift(tx, report, now);
        }
        JsonObject payload = new JsonObject().put("reportId", report.reportId().toString());
        return marked.compose(done -> outbox.append(tx, ids.next(), TEXT_CHECK, report.bannerCode(), payload, now));
    }

    private Future<Void> hold(SqlClient tx, ScreeningRepository.Submitted report, Instant now) {
        return screenings
                .hold(tx, report, now)
                .compose(done -> done ? screenings.note(tx, report, "case-held", now) : Future.succeededFuture());
    }

    private Future<Void> lift(SqlClient tx, ScreeningRepository.Submitted report, Instant now) {
        return screenings
                .lift(tx, report)
                .compose(
                        done -> done ? screenings.note(tx, report, "case-hold-lifted", now) : Future.succeededFuture());
    }

    /** Asks WeChat what it thinks of the text, as long as it would still answer. */
    public Future<Outcome> checkText(OutboxEvent event) {
        return found(pool, event).compose(found -> {
            Optional<String> text = found.flatMap(this::text);
            if (text.isEmpty() || found.get().openid() == null) {
                return Future.succeededFuture(new Outcome.Done("nothing-to-check"));
            }
            ScreeningRepository.Submitted report = found.get();
            if (clock.instant().isAfter(report.submittedAt().plus(WORTH_ASKING))) {
                return settled(report, text.get(), Suggestion.UNCHECKED);
            }
            return wechat.checkText(report.openid(), text.get())
                    .map(TextVerdict::suggestion)
                    .compose(suggestion -> settled(report, text.get(), suggestion))
                    .recover(failure -> failed(event, report, text.get(), failure));
        });
    }

    /** Asking twice does no harm, so whatever may pass is asked again. */
    private Future<Outcome> failed(
            OutboxEvent event, ScreeningRepository.Submitted report, String text, Throwable failure) {
        if (!(failure instanceof WechatFailure wechatFailure)) {
            return Future.failedFuture(failure);
        }
        boolean mayPass =
                switch (wechatFailure.kind()) {
                    case QUOTA, BUSY, UNAVAILABLE, UNKNOWN -> true;
                    default -> false;
                };
        return mayPass && !event.lastAttempt()
                ? Future.succeededFuture(new Outcome.TryLater("text-check-later"))
                : settled(report, text, Suggestion.UNCHECKED);
    }

    private Future<Outcome> settled(ScreeningRepository.Submitted report, String text, Suggestion suggestion) {
        Instant now = clock.instant();
        return pool.withTransaction(tx -> screenings
                        .verdict(tx, report, suggestion, now)
                        .compose(first -> first && suspect(suggestion)
                                ? doubt(tx, report, text, suggestion, now)
                                : Future.succeededFuture()))
                .map(done -> new Outcome.Done("text-" + suggestion.name().toLowerCase(java.util.Locale.ROOT)));
    }

    private static boolean suspect(Suggestion suggestion) {
        return suggestion == Suggestion.REVIEW || suggestion == Suggestion.RISKY;
    }

    /** Risky words may be distress: staff are told in any case, but only what is neither urgent nor distressed is held. */
    private Future<Void> doubt(
            SqlClient tx, ScreeningRepository.Submitted report, String text, Suggestion suggestion, Instant now) {
        String kind = suggestion == Suggestion.RISKY ? "text-risky" : "text-doubtful";
        boolean mayHold = report.opensCase()
                && !report.urgent()
                && !Screening.of(text, Screening.Context.NONE).inDistress();
        return screenings
                .note(tx, report, kind, now)
                .compose(noted -> mayHold ? hold(tx, report, now) : Future.succeededFuture());
    }

    private Future<Optional<ScreeningRepository.Submitted>> found(SqlClient db, OutboxEvent event) {
        UUID reportId = UUID.fromString(event.payload().getString("reportId"));
        return screenings.submitted(db, reportId, event.bannerCode());
    }

    /** A report under a lost key is nobody's to read; its other affairs go on. */
    private Optional<String> text(ScreeningRepository.Submitted report) {
        try {
            return Optional.ofNullable(
                            contents.open(report.reportId(), report.content().getBytes())
                                    .hardshipText())
                    .filter(text -> NARRATIVE.fault(text).isEmpty());
        } catch (DecryptionFailure e) {
            return Optional.empty();
        }
    }
}
