package org.fangpin110.platform.session;

import io.vertx.core.Future;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;

/** What sessions of every kind have in common: refresh and sign-out. */
public final class SessionHandler {
    private final Sessions sessions;

    public SessionHandler(Sessions sessions) {
        this.sessions = sessions;
    }

    public void bind(Api api) {
        api.bind("refreshSession", this::refreshSession).bind("signOut", this::signOut);
    }

    private record Body(String refreshToken) {
        @Override
        public String toString() {
            return "Body[…]";
        }
    }

    private Future<Reply> refreshSession(Request request) {
        return sessions.refresh(request.body(Body.class).refreshToken()).map(SessionHandler::tokens);
    }

    private Future<Reply> signOut(Request request) {
        return sessions.signOut(request.body(Body.class).refreshToken()).map(done -> Reply.noContent());
    }

    /** New tokens, which no cache on the way may keep. */
    public static Reply tokens(SessionTokens tokens) {
        return Reply.created(tokens).header("Cache-Control", "no-store");
    }
}
