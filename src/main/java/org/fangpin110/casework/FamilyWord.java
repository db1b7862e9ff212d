package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.fangpin110.casefile.Appealing;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.Reopening;
import org.fangpin110.casefile.ResidentStepRepository;
import org.fangpin110.casefile.ResidentStepRepository.Seen;
import org.fangpin110.casefile.ResidentWord;
import org.fangpin110.casefile.Waiting;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Standing;
import org.fangpin110.workflow.State;
import org.fangpin110.workflow.Workflow;

/** What a case does on its family's word: a step of the table, or a note where the table has none. */
public final class FamilyWord implements Reopening, Appealing, Waiting {
    private final ResidentStepRepository words = new ResidentStepRepository();
    private final ResidentSteps steps;
    private final FieldCipher cipher;

    public FamilyWord(ResidentSteps steps, FieldCipher cipher) {
        this.steps = steps;
        this.cipher = cipher;
    }

    @Override
    public Future<Outcome> reopen(SqlConnection tx, ResidentWord word) {
        return words.find(tx, word.caseId(), word.bannerCode()).compose(seen -> {
            if (seen.closed() && seen.newer().isPresent()) {
                return toNewer(tx, word, seen.newer().get());
            }
            boolean known = !Workflow.candidates(State.valueOf(seen.state()), Action.REOPEN, List.of(Standing.RESIDENT))
                    .isEmpty();
            return known
                    ? steps.reopen(tx, word.residentId(), word.caseId(), word.words())
                            .map(Outcome.REOPENED)
                    : words.note(tx, word, word.caseId(), "report-not-solved", sealed(word, word.caseId(), seen))
                            .map(Outcome.NOTED);
        });
    }

    private Future<Outcome> toNewer(SqlConnection tx, ResidentWord word, UUID newer) {
        return words.find(tx, newer, word.bannerCode())
                .compose(seen -> words.note(tx, word, newer, "report-not-solved", sealed(word, newer, seen)))
                .map(Outcome.TOLD_TO_NEWER);
    }

    @Override
    public Future<Void> appeal(SqlConnection tx, ResidentWord word) {
        return steps.appeal(tx, word.residentId(), word.caseId(), word.words()).mapEmpty();
    }

    @Override
    public Future<Void> answered(SqlConnection tx, ResidentWord word) {
        return steps.answered(tx, word.residentId(), word.caseId());
    }

    private byte[] sealed(ResidentWord word, UUID caseId, Seen seen) {
        return word.words() == null
                ? null
                : cipher.encryptText(CaseEvent.noteContext(caseId, seen.lastSequence() + 1), word.words());
    }
}
