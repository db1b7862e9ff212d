package org.fangpin110.casework;

import java.time.Instant;
import java.util.UUID;
import org.fangpin110.casefile.Case;
import org.fangpin110.casework.Words.NamedUnit;
import org.fangpin110.workflow.State;

/** The contract's CaseStep: where the case stands after a step. */
record CaseStep(UUID caseId, int version, State state, NamedUnit ownerUnit, Instant dueAt) {
    static CaseStep of(Case file, Words words) {
        return new CaseStep(file.id(), file.version(), file.state(), words.unit(file.ownerUnit()), file.dueAt());
    }
}
