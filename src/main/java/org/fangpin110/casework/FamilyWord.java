package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.casefile.Appealing;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.Reopening;
import org.fangpin110.casefile.ResidentStepRepository;
import org.fangpin110.casefile.ResidentStepRepository.NewClock;
import org.fangpin110.casefile.ResidentStepRepository.Seen;
import org.fangpin110.casefile.ResidentWord;
import org.fangpin110.casefile.Waiting;
import org.fangpin110.deadline.Due;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyLimits.Limit;
import org.fangpin110.unit.UnitCode;

/** What a case does on its family's word. */
public final class FamilyWord implements Reopening, Appealing, Waiting {
    private static final String REOPENABLE = "CLOSED_OTHER";

    private final ResidentStepRepository steps = new ResidentStepRepository();
    private final FieldCipher cipher;
    private final Outbox outbox;
    private final Supplier<WorkCalendar> calendar;
    private final Supplier<PolicyLimits> limits;
    private final Supplier<UUID> ids;

    public FamilyWord(
            FieldCipher cipher,
            Outbox outbox,
            Supplier<WorkCalendar> calendar,
            Supplier<PolicyLimits> limits,
            Supplier<UUID> ids) {
        this.cipher = cipher;
        this.outbox = outbox;
        this.calendar = calendar;
        this.limits = limits;
        this.ids = ids;
    }

    @Override
    public Future<Outcome> reopen(SqlConnection tx, ResidentWord word) {
        return steps.find(tx, word.caseId(), word.bannerCode()).compose(seen -> {
            if (seen.closed() && seen.newer().isPresent()) {
                return toNewer(tx, word, seen.newer().get());
            }
            if (!seen.closed() || !seen.state().equals(REOPENABLE)) {
                return noted(tx, word, "report-not-solved", seen).map(Outcome.NOTED);
            }
            String above = above(seen.ownerUnit());
            return steps.reopen(
                            tx, word, seen.ownerUnit(), above, clock(word, above), sealed(word, word.caseId(), seen))
                    .compose(sequence -> outbox.append(
                            tx,
                            ids.get(),
                            "case-reopened",
                            word.bannerCode(),
                            new JsonObject()
                                    .put("caseId", word.caseId().toString())
                                    .put("sequence", sequence),
                            word.at()))
                    .map(Outcome.REOPENED);
        });
    }

    private Future<Outcome> toNewer(SqlConnection tx, ResidentWord word, UUID newer) {
        return steps.find(tx, newer, word.bannerCode())
                .compose(seen -> steps.note(tx, word, newer, "report-not-solved", sealed(word, newer, seen)))
                .map(Outcome.TOLD_TO_NEWER);
    }

    @Override
    public Future<Void> appeal(SqlConnection tx, ResidentWord word) {
        return steps.find(tx, word.caseId(), word.bannerCode())
                .compose(seen -> noted(tx, word, "refusal-appealed", seen));
    }

    @Override
    public Future<Void> answered(SqlConnection tx, ResidentWord word) {
        return steps.answered(tx, word).mapEmpty();
    }

    private Future<Void> noted(SqlConnection tx, ResidentWord word, String kind, Seen seen) {
        return steps.note(tx, word, word.caseId(), kind, sealed(word, word.caseId(), seen));
    }

    private byte[] sealed(ResidentWord word, UUID caseId, Seen seen) {
        return word.words() == null
                ? null
                : cipher.encryptText(CaseEvent.noteContext(caseId, seen.lastSequence() + 1), word.words());
    }

    /** A village's answer is looked at again by its township; a banner desk's by another person there. */
    private static String above(String unit) {
        return switch (UnitCode.level(unit)) {
            case 5 -> unit.substring(0, 9) + "000";
            default -> unit.substring(0, 6) + "000000";
        };
    }

    /** Counted from the word: the first answer used up its own time. */
    private NewClock clock(ResidentWord word, String unit) {
        LocalDate today = LocalDate.ofInstant(word.at(), WorkCalendar.ZONE);
        Limit accept = limits.get().most("ACCEPT", unit, today);
        Limit chain = limits.get().most("WHOLE_CHAIN", unit, today);
        Due due = calendar.get().due(word.at(), accept.value(), accept.unit());
        Due end = calendar.get().due(word.at(), chain.value(), chain.unit());
        return new NewClock(due.at(), WorkCalendar.lastDay(end.at()), due.provisional() || end.provisional());
    }
}
