package org.fangpin110.notification;

import io.vertx.core.Future;
import java.util.UUID;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.resident.Resident;

/** Operations by which a phone tells what its owner accepted. */
public final class GrantHandler {
    private final Grants grants;

    public GrantHandler(Grants grants) {
        this.grants = grants;
    }

    public void bind(Api api) {
        api.bind("grantMessages", this::grantMessages);
    }

    private Future<Reply> grantMessages(Request request) {
        UUID residentId = request.caller(Resident.class).residentId();
        return grants.note(residentId, request.body(Grants.MessageGrants.class)).map(noted -> Reply.noContent());
    }
}
