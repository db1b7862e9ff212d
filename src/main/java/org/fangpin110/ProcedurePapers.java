package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fangpin110.casework.StepPapers;
import org.fangpin110.platform.problem.FieldError;

/** Brings forms, notices, checks and lots to the steps they belong to. */
final class ProcedurePapers implements StepPapers {
    @Override
    public boolean conditionsMet(Form form) {
        return form.code().equals("ELIMINATION_CONCLUSION");
    }

    @Override
    public List<FieldError> faults(Form form, Instant at) {
        return List.of();
    }

    @Override
    public Future<Void> file(SqlConnection tx, Filing filing) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Integer> openChecks(SqlConnection tx, UUID caseId) {
        return Future.succeededFuture(0);
    }
}
