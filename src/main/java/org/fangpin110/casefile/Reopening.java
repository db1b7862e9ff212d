package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** A closed case that its family says is not solved: the workflow's side of the residents' door. */
public interface Reopening {
    /** What came of it. */
    enum Outcome {
        /** It is open again, one level above who closed it, with a deadline of its own. */
        REOPENED,
        /** The person has a newer open case; the words went there. */
        TOLD_TO_NEWER,
        /** This state knows no reopening; the words are in the history. */
        NOTED
    }

    Future<Outcome> reopen(SqlConnection tx, ResidentWord word);
}
