package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import org.fangpin110.platform.http.Authenticator;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.platform.session.Tokens;

/** The scheme staffToken. The token says who; the database says what that person may do at this moment. */
public final class StaffAuthenticator implements Authenticator {
    private final Tokens tokens;
    private final Pool pool;
    private final StaffRepository staff;

    public StaffAuthenticator(Tokens tokens, Pool pool, StaffRepository staff) {
        this.tokens = tokens;
        this.pool = pool;
        this.staff = staff;
    }

    @Override
    public Future<StaffMember> authenticate(String token) {
        return tokens.verify(token, SubjectKind.STAFF)
                .compose(claims -> staff.signedIn(pool, claims.sessionId(), claims.subjectId()))
                .map(member -> member.orElseThrow(() -> AppException.unauthenticated("session-ended")));
    }
}
