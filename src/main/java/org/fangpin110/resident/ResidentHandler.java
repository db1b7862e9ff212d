package org.fangpin110.resident;

import io.vertx.core.Future;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.session.SessionHandler;

/** Residents' sign-in. */
public final class ResidentHandler {
    private final ResidentSignIn signIn;

    public ResidentHandler(ResidentSignIn signIn) {
        this.signIn = signIn;
    }

    public void bind(Api api) {
        api.bind("signInResident", this::signInResident);
    }

    private record Code(String code) {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    private Future<Reply> signInResident(Request request) {
        return signIn.signIn(request.body(Code.class).code()).map(SessionHandler::tokens);
    }
}
