package org.fangpin110.resident;

import io.vertx.core.Future;
import org.fangpin110.platform.http.Authenticator;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.platform.session.Tokens;

/**
 * The scheme residentToken. The token alone decides, so that submitting costs no read: after sign-out an access token is
 * good until its short life is over.
 */
public final class ResidentAuthenticator implements Authenticator {
    private final Tokens tokens;

    public ResidentAuthenticator(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Future<Resident> authenticate(String token) {
        return tokens.verify(token, SubjectKind.RESIDENT).map(claims -> new Resident(claims.subjectId()));
    }
}
