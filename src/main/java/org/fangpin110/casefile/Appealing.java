package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** An appeal against a refusal: the workflow's side of the residents' door. */
public interface Appealing {
    /** The door has found the case refused, the window open, and no appeal against this decision. */
    Future<Void> appeal(SqlConnection tx, ResidentWord word);
}
