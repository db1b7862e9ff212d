package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import org.fangpin110.platform.problem.FieldError;

/** Forms and what else a step leaves behind. */
public final class StepPapers {
    boolean conditionsMet(JsonObject data) {
        return data.getBoolean("conditionsMet", false);
    }

    /** With pointers into the wish. */
    List<FieldError> faults(StepWish.FilledForm form, Instant at) {
        return List.of();
    }

    Future<Void> file(SqlConnection tx, CaseSteps.Move move, StepWish wish) {
        return Future.succeededFuture();
    }

    /** A step without a form. */
    Future<Void> bare(SqlConnection tx, CaseSteps.Move move, StepWish wish) {
        return Future.succeededFuture();
    }
}
