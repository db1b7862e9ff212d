package org.fangpin110.resident;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.function.Function;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.session.SessionTokens;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SubjectKind;

/** A wx.login code for a session. */
public final class ResidentSignIn {
    private final Pool pool;
    private final ResidentRepository residents;
    private final Sessions sessions;
    private final TimeOrderedIds ids;
    private final InstantSource clock;
    private final Function<String, Future<String>> openidOf;

    /**
     * @param openidOf from a wx.login code; fails with 401 {@code wechat-code-invalid} or 503 {@code wechat-unavailable}
     */
    public ResidentSignIn(
            Pool pool,
            ResidentRepository residents,
            Sessions sessions,
            TimeOrderedIds ids,
            InstantSource clock,
            Function<String, Future<String>> openidOf) {
        this.pool = pool;
        this.residents = residents;
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
        this.openidOf = openidOf;
    }

    /** No connection is held while WeChat answers. */
    Future<SessionTokens> signIn(String code) {
        return openidOf.apply(code)
                .compose(openid -> pool.withTransaction(tx -> residents
                        .upsert(tx, ids.next(), openid, clock.instant())
                        .compose(residentId -> sessions.start(tx, SubjectKind.RESIDENT, residentId))));
    }
}
