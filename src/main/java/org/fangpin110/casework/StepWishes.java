package org.fangpin110.casework;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.casefile.PauseReason;
import org.fangpin110.casefile.RefusalReason;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Effect;
import org.fangpin110.workflow.Transition;

/** Whether a wish brings what its row of the table asks for; all faults at once. */
final class StepWishes {
    /** Actions that are explained to colleagues, or asked, in words of one's own. */
    private static final Set<Action> IN_WORDS =
            EnumSet.of(Action.ASK_RESIDENT, Action.REWORK, Action.STOP_ELIMINATION, Action.ROLL_BACK);

    private StepWishes() {}

    /**
     * What a step asks for, before it is taken.
     *
     * @param formCode null where no form records it
     * @param answer the sentence the resident will read
     */
    record StepNeed(Action action, String formCode, boolean answer, boolean note) {}

    static StepNeed need(Transition row) {
        return new StepNeed(
                row.action(), row.form(), row.effects().contains(Effect.ANSWER), IN_WORDS.contains(row.action()));
    }

    static void check(StepWish wish, Transition row) {
        List<FieldError> faults = new ArrayList<>();
        Action action = row.action();
        reason(wish, action, faults);
        String owed = form(wish, row);
        if (owed != null && (wish.form() == null || !wish.form().code().equals(owed))) {
            faults.add(new FieldError("/form", wish.form() == null ? "required" : "form-not-of-step"));
        }
        if (owed == null && wish.form() != null) {
            faults.add(new FieldError("/form", "form-not-of-step"));
        }
        if (row.effects().contains(Effect.ANSWER) && blank(wish.answer())) {
            faults.add(new FieldError("/answer", "required"));
        }
        if (IN_WORDS.contains(action) && blank(wish.note())) {
            faults.add(new FieldError("/note", "required"));
        }
        if (!faults.isEmpty()) {
            throw AppException.unprocessable(faults);
        }
    }

    /** Who cannot be reached was tried to be reached: the attempts are the form. */
    private static String form(StepWish wish, Transition row) {
        return row.action() == Action.SUSPEND && PauseReason.UNREACHABLE.name().equals(wish.reason())
                ? "CONTACT_ATTEMPTS"
                : row.form();
    }

    private static void reason(StepWish wish, Action action, List<FieldError> faults) {
        if (action == Action.SUSPEND) {
            Set<PauseReason> approved = EnumSet.complementOf(EnumSet.of(PauseReason.OBJECTION));
            oneOf(wish.reason(), approved.stream().map(PauseReason::name).toList(), faults);
        } else if (action == Action.REFUSE) {
            oneOf(
                    wish.reason(),
                    EnumSet.allOf(RefusalReason.class).stream()
                            .map(RefusalReason::name)
                            .toList(),
                    faults);
        } else if (wish.reason() != null) {
            faults.add(new FieldError("/reason", "reason-not-of-step"));
        }
    }

    private static void oneOf(String reason, List<String> codes, List<FieldError> faults) {
        if (reason == null) {
            faults.add(new FieldError("/reason", "required"));
        } else if (!codes.contains(reason)) {
            faults.add(new FieldError("/reason", "unknown-code"));
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
