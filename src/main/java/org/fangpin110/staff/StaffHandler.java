package org.fangpin110.staff;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.session.SessionHandler;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** Staff sign-in, and who I am. */
public final class StaffHandler {
    private final StaffSignIn signIn;
    private final Supplier<UnitTable> units;

    public StaffHandler(StaffSignIn signIn, Supplier<UnitTable> units) {
        this.signIn = signIn;
        this.units = units;
    }

    public void bind(Api api) {
        api.bind("signInStaff", this::signInStaff)
                .bind("getMe", this::getMe)
                .bind("changeMyPassword", this::changeMyPassword);
    }

    private record Credentials(String account, String password) {
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    private record Me(UUID staffId, String account, String displayName, List<MyPost> posts) {}

    private record MyPost(Role role, NamedUnit unit, String department) {}

    private record NamedUnit(String unitCode, String name) {}

    private Future<Reply> signInStaff(Request request) {
        Credentials given = request.body(Credentials.class);
        return signIn.signIn(given.account(), given.password()).map(SessionHandler::tokens);
    }

    private record PasswordChange(String current, String next) {
        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    private Future<Reply> changeMyPassword(Request request) {
        PasswordChange wish = request.body(PasswordChange.class);
        return signIn.changePassword(request.caller(StaffMember.class), wish.current(), wish.next())
                .map(SessionHandler::tokens);
    }

    private Future<Reply> getMe(Request request) {
        StaffMember me = request.caller(StaffMember.class);
        List<MyPost> posts = me.posts().stream().map(this::post).toList();
        return Future.succeededFuture(Reply.ok(new Me(me.staffId(), me.account(), me.displayName(), posts))
                .header("Cache-Control", "no-store"));
    }

    /** A unit that is gone is still named by its old row. */
    private MyPost post(Post post) {
        UnitTable table = units.get();
        String code = post.unitCode();
        String name = table.find(code, post.role().level())
                .or(() -> table.findRetired(code))
                .map(Unit::name)
                .orElse(code);
        return new MyPost(post.role(), new NamedUnit(code, name), post.department());
    }
}
