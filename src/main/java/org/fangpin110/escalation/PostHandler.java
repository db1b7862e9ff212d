package org.fangpin110.escalation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.PostRepository.Held;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitTable;

/** Who holds which post at a unit, and handing posts over, over HTTP. */
public final class PostHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final UUID START = new UUID(0, 0);

    private final PostHandover handover;
    private final Supplier<UnitTable> units;
    private final TimeOrderedIds ids;

    public PostHandler(PostHandover handover, Supplier<UnitTable> units, TimeOrderedIds ids) {
        this.handover = handover;
        this.units = units;
        this.ids = ids;
    }

    public void bind(Api api) {
        api.bind("listUnitPosts", this::list).bind("startPost", this::start).bind("endPost", this::end);
    }

    private record View(UUID postId, UUID staffId, String account, String displayName, Role role, Instant startedAt) {
        static View of(Held held) {
            return new View(
                    held.postId(),
                    held.staffId(),
                    held.account(),
                    held.displayName(),
                    held.post().role(),
                    held.startedAt());
        }

        @Override
        public String toString() {
            return "View[" + postId + "]";
        }
    }

    private record Page(List<View> items, String nextAfter) {}

    private record NewPost(String account, Role role) {}

    private record Started(UUID postId) {}

    private Future<Reply> list(Request request) {
        String unit = DutyScope.kept(request.caller(StaffMember.class), request.parameter("unitCode"));
        UUID after = request.optional("after").map(PageToken::uuid).orElse(START);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        return handover.page(unit, after, limit + 1).map(found -> Reply.ok(new Page(
                        found.stream().limit(limit).map(View::of).toList(),
                        found.size() > limit ? PageToken.of(found.get(limit - 1).postId()) : null))
                .header("Cache-Control", "no-store"));
    }

    private Future<Reply> start(Request request) {
        StaffMember by = request.caller(StaffMember.class);
        String unit = DutyScope.administered(by, request.parameter("unitCode"));
        NewPost wish = request.body(NewPost.class);
        if (units.get().find(unit, wish.role().level()).isEmpty()) {
            throw units.get().find(unit).isEmpty()
                    ? AppException.notFound()
                    : AppException.unprocessable(List.of(new FieldError("/role", "role-at-wrong-level")));
        }
        return handover.start(by, wish.account(), new Post(wish.role(), unit), ids.next())
                .map(postId -> Reply.created(new Started(postId)));
    }

    private Future<Reply> end(Request request) {
        return handover.end(request.caller(StaffMember.class), request.uuid("postId"))
                .map(done -> Reply.noContent());
    }
}
