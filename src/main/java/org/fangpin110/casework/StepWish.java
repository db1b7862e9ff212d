package org.fangpin110.casework;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The contract's StepWish: what somebody wants to do, and what proves that it was done. Personal: never printed. Absent values are null.
 *
 * @param reason a code, for actions that need one
 * @param note for colleagues; of ASK_RESIDENT the question the resident will read
 * @param answer the sentence the resident will read
 * @param evidence photos and scans that were sent before
 */
record StepWish(String action, String reason, String note, String answer, FilledForm form, List<UUID> evidence) {
    /** A form as filled in. */
    record FilledForm(String code, int version, Map<String, Object> data) {
        @Override
        public String toString() {
            return "FilledForm[" + code + "]";
        }
    }

    List<UUID> proof() {
        return evidence == null ? List.of() : evidence;
    }

    @Override
    public String toString() {
        return "StepWish[" + action + "]";
    }
}
