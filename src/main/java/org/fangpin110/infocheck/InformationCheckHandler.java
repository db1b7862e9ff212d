package org.fangpin110.infocheck;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.fangpin110.infocheck.InformationCheckView.Words;
import org.fangpin110.infocheck.InformationChecks.Answer;
import org.fangpin110.infocheck.InformationChecks.Place;
import org.fangpin110.infocheck.InformationChecks.Shown;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;

/** Questions to departments over HTTP: what is owed, one with its names, the answer, and all of a case. */
public final class InformationCheckHandler {
    private static final int DEFAULT_LIMIT = 50;

    private final InformationChecks checks;
    private final Messages messages;
    private final InstantSource clock;

    record Page(List<InformationCheckView> items, String nextAfter) {}

    record All(List<InformationCheckView> items) {}

    record Given(String checkResult, String checkSource, String finding) {
        Answer answer() {
            return new Answer(
                    CheckResult.valueOf(checkResult),
                    CheckSource.valueOf(checkSource),
                    finding == null || finding.isBlank() ? null : finding.strip());
        }

        @Override
        public String toString() {
            return "Given[" + checkResult + "]";
        }
    }

    public InformationCheckHandler(InformationChecks checks, Messages messages, InstantSource clock) {
        this.checks = checks;
        this.messages = messages;
        this.clock = clock;
    }

    public void bind(Api api) {
        api.bind("listInformationChecks", this::listInformationChecks);
        api.bind("getInformationCheck", this::getInformationCheck);
        api.bind("answerInformationCheck", this::answerInformationCheck);
        api.bind("listCaseInformationChecks", this::listCaseInformationChecks);
    }

    private Future<Reply> listInformationChecks(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Place after =
                request.optional("after").map(InformationCheckHandler::place).orElse(Place.START);
        return checks.page(staff, after, limit + 1).map(found -> {
            List<InformationCheckView> items = found.stream()
                    .limit(limit)
                    .map(check -> InformationCheckView.listed(check, isDesk(staff), words(request)))
                    .toList();
            InformationCheck last = found.size() > limit ? found.get(limit - 1) : null;
            return noStore(Reply.ok(new Page(items, last == null ? null : PageToken.of(last.dueAt(), last.id()))));
        });
    }

    private static Place place(String token) {
        String[] parts = PageToken.parts(token, 2);
        try {
            return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw PageToken.unknown();
        }
    }

    private Future<Reply> getInformationCheck(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        return checks.read(staff, request.uuid("checkId")).map(shown -> one(shown, request, staff));
    }

    private Future<Reply> answerInformationCheck(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        UUID key = UUID.fromString(request.parameter("Idempotency-Key"));
        Answer answer = request.body(Given.class).answer();
        return checks.answer(staff, request.uuid("checkId"), request.seenVersion(), key, answer)
                .map(shown -> one(shown, request, staff));
    }

    private Future<Reply> listCaseInformationChecks(Request request) {
        return checks.ofCase(request.caller(StaffMember.class), request.uuid("caseId"))
                .map(all -> noStore(Reply.ok(new All(all.stream()
                        .map(shown -> InformationCheckView.whole(shown, true, words(request)))
                        .toList()))));
    }

    private Reply one(Shown shown, Request request, StaffMember staff) {
        return noStore(Reply.ok(InformationCheckView.whole(shown, isDesk(staff), words(request))))
                .header("ETag", '"' + Integer.toString(shown.check().version()) + '"');
    }

    /** A department need not know which case it is. */
    private static boolean isDesk(StaffMember staff) {
        return staff.posts().stream().anyMatch(post -> post.role() == Role.BANNER_DESK);
    }

    private Words words(Request request) {
        return new Words(messages, request.language(), clock.instant());
    }

    private static Reply noStore(Reply reply) {
        return reply.header("Cache-Control", "no-store");
    }
}
