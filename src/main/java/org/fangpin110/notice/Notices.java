package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.casefile.Case;
import org.fangpin110.deadline.Pause;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/**
 * Posting a notice and taking it down, in the caller's transaction, on a case the caller has locked and judged. Each needs a photo;
 * none comes down before its minimum, whoever asks, nor while an objection is open.
 */
public final class Notices {
    /** What notices are made from: process-wide parts. */
    public record Needs(
            Supplier<UnitTable> units,
            Supplier<PolicyLimits> limits,
            Supplier<WorkCalendar> calendar,
            FieldCipher cipher,
            BlindIndex index,
            Messages messages,
            TimeOrderedIds ids) {}

    private static final int MOST_PHOTOS = 9;
    private static final int MOST_OBJECTIONS = 200;

    private final Needs needs;
    private final NoticeRepository notices = new NoticeRepository();
    private final NoticePolicyRepository policies = new NoticePolicyRepository();
    private final ObjectionRepository objections = new ObjectionRepository();
    private final HouseholdOnFile households;
    private final NoticeGenerator generator;
    private final NoticeSeal seal;

    public Notices(Needs needs) {
        this.needs = needs;
        households = new HouseholdOnFile(needs.cipher(), new RegistrySeal(needs.cipher(), needs.index()));
        generator = new NoticeGenerator(needs.messages());
        seal = new NoticeSeal(needs.cipher());
    }

    /** A notice in words, or all that is missing or wrong before there can be one. */
    record Draft(NoticeContent content, List<FieldError> faults, Map<Language, NoticeText> texts) {}

    /**
     * As it would be posted today: the same words and the same number, so that it can be printed first.
     *
     * @param root pointer to the posting in the caller's request
     * @param toPost the place must be said
     */
    Future<Draft> draft(SqlClient db, Case file, String village, NoticeKind kind, NoticePosting posting, Asked asked) {
        Unit where = village(village);
        LocalDate today = LocalDate.ofInstant(asked.at(), WorkCalendar.ZONE);
        NoticeMinimum minimum =
                NoticeMinimum.of(needs.limits().get(), needs.calendar().get(), where.code(), asked.at());
        return notices.round(db, file.id(), kind).compose(round -> policies.inForce(db, where.code(), today)
                .compose(policy -> households.of(db, file, today).map(facts -> {
                    NoticeDraft.Frame frame = new NoticeDraft.Frame(
                            kind, number(file, kind, round), where, issuer(where, kind), policy, minimum, today);
                    NoticeDraft.Checked checked = NoticeDraft.of(frame, facts, posting, asked.root(), asked.toPost());
                    return new Draft(
                            checked.content(),
                            checked.faults(),
                            checked.content() == null ? Map.of() : texts(checked.content()));
                })));
    }

    /** When, and where the faults of the posting stand in the request. */
    record Asked(Instant at, String root, boolean toPost) {}

    /**
     * Hangs from this moment. 422 with every fault, 409 while another one of the case hangs.
     *
     * @param village the unit in which it hangs
     * @param root JSON pointer to the posting in the caller's request, as /form/data
     * @param evidence photos of it on the wall, one at least
     */
    public Future<PublicNotice> post(
            SqlClient tx,
            Case file,
            String village,
            NoticeKind kind,
            NoticePosting posting,
            String root,
            List<UUID> evidence,
            UUID staffId,
            Instant moment) {
        Instant at = moment.truncatedTo(ChronoUnit.MICROS);
        return notices.open(tx, file.id()).compose(hanging -> {
            if (hanging.isPresent() && kind.takesObjections()) {
                throw AppException.conflict("notice-hangs-already");
            }
            return draft(tx, file, village, kind, posting, new Asked(at, root, true))
                    .compose(draft -> {
                        List<FieldError> faults = new java.util.ArrayList<>(draft.faults());
                        faults.addAll(photoFaults(evidence));
                        if (!faults.isEmpty()) {
                            throw AppException.unprocessable(faults);
                        }
                        UUID noticeId = needs.ids().next();
                        return notices.post(
                                tx,
                                new NoticeRepository.Posting(
                                        noticeId,
                                        file.bannerCode(),
                                        file.id(),
                                        draft.content().number(),
                                        kind,
                                        village,
                                        draft.content().place().orElseThrow().value(),
                                        at,
                                        staffId,
                                        NoticeMinimum.of(
                                                needs.limits().get(),
                                                needs.calendar().get(),
                                                village,
                                                at),
                                        seal.seal(noticeId, draft.texts()),
                                        evidence));
                    });
        });
    }

    /**
     * Comes down. 409 when none hangs, while an objection is open, and before the minimum with the days objections were open.
     *
     * @param evidence photos of the place afterwards, one at least
     */
    public Future<PublicNotice> end(SqlClient tx, Case file, List<UUID> evidence, UUID staffId, Instant moment) {
        Instant at = moment.truncatedTo(ChronoUnit.MICROS);
        return notices.open(tx, file.id()).compose(found -> {
            PublicNotice notice = found.orElseThrow(() -> AppException.conflict("notice-not-posted"));
            if (notice.openObjections() > 0) {
                throw AppException.conflict("notice-objection-open").with("openObjections", notice.openObjections());
            }
            return minimum(tx, notice, at).compose(minimum -> {
                if (at.isBefore(minimum.until())) {
                    throw AppException.conflict("notice-minimum-not-over")
                            .with("until", minimum.until().toString());
                }
                List<FieldError> faults = photoFaults(evidence);
                if (!faults.isEmpty()) {
                    throw AppException.unprocessable(faults);
                }
                return notices.lengthen(tx, notice, minimum)
                        .compose(longer -> notices.end(tx, notice, at, staffId, evidence))
                        .compose(ended -> notices.byId(tx, notice.id(), notice.bannerCode()))
                        .map(Optional::orElseThrow);
            });
        });
    }

    /**
     * The notice that hangs, if any, counts for nothing: an objection to it was founded, or its case was closed in this transaction.
     * The database refuses any other ground. Whoever posts again waits all the days again.
     *
     * @param staffId null where a resident's withdrawal did it
     * @return the one that is void now
     */
    public Future<Optional<PublicNotice>> makeVoid(
            SqlClient tx, UUID caseId, PublicNotice.VoidReason reason, UUID staffId, Instant moment) {
        return notices.open(tx, caseId)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(found)
                        : notices.makeVoid(tx, found.get(), moment.truncatedTo(ChronoUnit.MICROS), staffId, reason)
                                .map(found));
    }

    /** The notice that hangs and takes objections. */
    public Future<Optional<PublicNotice>> open(SqlClient db, UUID caseId) {
        return notices.open(db, caseId);
    }

    /** How long it hangs as things stand: stored minimum, or later by objections and by holidays announced since. */
    Future<NoticeMinimum> minimum(SqlClient db, PublicNotice notice, Instant now) {
        return objections.ofNotice(db, notice, MOST_OBJECTIONS).map(all -> {
            List<Pause> pauses =
                    all.stream().map(objection -> objection.pause(now)).toList();
            LocalDate posted = LocalDate.ofInstant(notice.postedAt(), WorkCalendar.ZONE);
            int cap = needs.limits()
                    .get()
                    .most(PolicyLimits.PAUSE_CAP, notice.unitCode(), posted)
                    .value();
            NoticeMinimum counted = notice.minimum().with(needs.calendar().get(), notice.postedAt(), pauses, cap);
            return counted.until().isAfter(notice.minimum().until()) ? counted : notice.minimum();
        });
    }

    NoticeText words(PublicNotice notice, Language language) {
        return seal.open(notice, language);
    }

    private Map<Language, NoticeText> texts(NoticeContent content) {
        Map<Language, NoticeText> texts = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            texts.put(language, generator.text(content, language));
        }
        return texts;
    }

    private static List<FieldError> photoFaults(List<UUID> evidence) {
        return evidence.isEmpty() || evidence.size() > MOST_PHOTOS
                ? List.of(new FieldError("/evidence", "notice-photos", MOST_PHOTOS))
                : List.of();
    }

    private NoticeNumber number(Case file, NoticeKind kind, int round) {
        return NoticeNumber.of(needs.index().of("case_notice.notice_no", file.id() + " " + kind + " " + round));
    }

    /** A notice is posted in a village, never above one. */
    private Unit village(String code) {
        return needs.units()
                .get()
                .current(code)
                .filter(Unit::isVillage)
                .orElseThrow(() -> AppException.conflict("notice-needs-village"));
    }

    private Unit issuer(Unit village, NoticeKind kind) {
        return kind == NoticeKind.ANNOUNCEMENT
                ? needs.units().get().parent(village).orElse(village)
                : village;
    }
}
