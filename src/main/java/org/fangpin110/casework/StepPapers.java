package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.Step;
import org.fangpin110.workflow.Transition;

/** What a step leaves behind beside the case: forms, notices, questions to departments, lots. All in the transaction of the step. */
public interface StepPapers {
    /**
     * A step about to be written.
     *
     * @param home the unit that does the village's part
     * @param form null for a step without one
     */
    record Filing(Case before, Transition row, Step step, String home, UUID staffId, Form form, List<UUID> evidence) {}

    /** A form as filled in. */
    record Form(String code, int version, JsonObject data) {
        @Override
        public String toString() {
            return "Form[" + code + "]";
        }
    }

    /** What a form says of the conditions of elimination; false for any other form. */
    boolean conditionsMet(Form form);

    /** The form, and whatever the row's effects ask for; the event is written. 422 or 409 where it cannot be. */
    Future<Void> file(SqlConnection tx, Filing filing);
}
