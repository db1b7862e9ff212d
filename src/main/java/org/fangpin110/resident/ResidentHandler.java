package org.fangpin110.resident;

import io.vertx.core.Future;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.session.SessionHandler;

/** What WeChat knows of a resident: who signs in, and the number when they give it. */
public final class ResidentHandler {
    private final ResidentSignIn signIn;
    private final WechatPhone phones;

    public ResidentHandler(ResidentSignIn signIn, WechatPhone phones) {
        this.signIn = signIn;
        this.phones = phones;
    }

    public void bind(Api api) {
        api.bind("signInResident", this::signInResident);
        api.bind("readWechatPhone", this::readWechatPhone);
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

    private record Phone(String phone) {
        @Override
        public String toString() {
            return "Phone[…]";
        }
    }

    private Future<Reply> readWechatPhone(Request request) {
        return phones.read(
                        request.caller(Resident.class).residentId(),
                        request.body(Code.class).code())
                .map(phone -> Reply.ok(new Phone(phone)).header("Cache-Control", "private, no-store"));
    }
}
