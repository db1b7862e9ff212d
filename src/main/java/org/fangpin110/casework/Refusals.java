package org.fangpin110.casework;

import org.fangpin110.casefile.Case;
import org.fangpin110.platform.problem.AppException;

/** Why a step cannot be taken, in the words that tell most: who changed it, when, and to which version. */
final class Refusals {
    private Refusals() {}

    static AppException changed(Case file) {
        return who(AppException.changedMeanwhile(file.version()), file);
    }

    static AppException closed(Case file) {
        return who(AppException.conflict("case-closed"), file);
    }

    private static AppException who(AppException problem, Case file) {
        problem.with("changedAt", file.changedAt().toString());
        return file.changedByName() == null ? problem : problem.with("changedBy", file.changedByName());
    }
}
