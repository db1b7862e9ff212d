package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** A case that waits for its family: the workflow's side of the residents' door. */
public interface Waiting {
    /** The family answered: an AWAITING_RESIDENT pause, where one runs, ends; otherwise nothing happens. */
    Future<Void> answered(SqlConnection tx, ResidentWord word);
}
