package org.fangpin110.revisit;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.revisit.RevisitRepository.Owed;
import org.fangpin110.revisit.RevisitRepository.Seed;
import org.fangpin110.revisit.Revisits.Place;
import org.fangpin110.revisit.Revisits.Shown;
import org.fangpin110.staff.StaffMember;

/** Second looks and the seeds of their lots over HTTP. */
public final class RevisitHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final LocalDate NEWEST = LocalDate.of(9999, 1, 1);

    private final Revisits revisits;
    private final Messages messages;
    private final InstantSource clock;

    record CodedValue(String code, String text) {}

    record Item(
            UUID revisitId,
            UUID caseId,
            int version,
            String township,
            Instant dueAt,
            boolean overdue,
            CodedValue revisitFinding,
            String note,
            String doneBy,
            Instant doneAt) {
        @Override
        public String toString() {
            return "Item[" + revisitId + "]";
        }
    }

    record Page(List<Item> items, String nextAfter) {}

    record SeedItem(LocalDate month, String commitment, Instant committedAt, String seed, Instant revealedAt) {}

    record SeedPage(int algorithm, List<SeedItem> items, String nextAfter) {}

    record Given(String revisitFinding, String note) {
        @Override
        public String toString() {
            return "Given[" + revisitFinding + "]";
        }
    }

    public RevisitHandler(Revisits revisits, Messages messages, InstantSource clock) {
        this.revisits = revisits;
        this.messages = messages;
        this.clock = clock;
    }

    public void bind(Api api) {
        api.bind("listRevisits", this::listRevisits);
        api.bind("recordRevisit", this::recordRevisit);
        api.bind("listRevisitSeeds", this::listRevisitSeeds);
    }

    private Future<Reply> listRevisits(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Place after = request.optional("after").map(RevisitHandler::place).orElse(Place.START);
        boolean contradicted =
                request.optional("contradicted").map("true"::equals).orElse(false);
        Future<List<Shown>> found =
                contradicted ? revisits.contradicted(staff, after, limit + 1) : revisits.page(staff, after, limit + 1);
        return found.map(all -> {
            List<Item> items =
                    all.stream().limit(limit).map(one -> item(one, request)).toList();
            Owed last = all.size() > limit ? all.get(limit - 1).revisit() : null;
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

    private Future<Reply> recordRevisit(Request request) {
        Given given = request.body(Given.class);
        return revisits.record(
                        request.caller(StaffMember.class),
                        request.uuid("revisitId"),
                        request.seenVersion(),
                        Finding.valueOf(given.revisitFinding()),
                        given.note().strip())
                .map(shown -> noStore(Reply.ok(item(shown, request)))
                        .header("ETag", '"' + Integer.toString(shown.revisit().version()) + '"'));
    }

    private Future<Reply> listRevisitSeeds(Request request) {
        int limit = request.integer("limit", DEFAULT_LIMIT);
        LocalDate before = request.optional("after").map(RevisitHandler::month).orElse(NEWEST);
        return revisits.seeds(before, limit + 1).map(found -> {
            List<SeedItem> items =
                    found.stream().limit(limit).map(RevisitHandler::seed).toList();
            String next =
                    found.size() > limit ? PageToken.of(items.get(limit - 1).month()) : null;
            return Reply.ok(new SeedPage(Revisit.ALGORITHM, items, next));
        });
    }

    private static LocalDate month(String token) {
        try {
            return LocalDate.parse(PageToken.parts(token, 1)[0]);
        } catch (DateTimeException e) {
            throw PageToken.unknown();
        }
    }

    private static SeedItem seed(Seed seed) {
        return new SeedItem(seed.month(), seed.commitment(), seed.committedAt(), seed.seed(), seed.revealedAt());
    }

    private Item item(Shown shown, Request request) {
        Owed one = shown.revisit();
        Language language = request.language();
        return new Item(
                one.id(),
                one.caseId(),
                one.version(),
                one.township(),
                one.dueAt(),
                one.doneAt() == null && one.dueAt().isBefore(clock.instant()),
                one.finding() == null
                        ? null
                        : new CodedValue(one.finding(), messages.text(language, "revisit-finding." + one.finding())),
                shown.note(),
                one.doneByName(),
                one.doneAt());
    }

    private static Reply noStore(Reply reply) {
        return reply.header("Cache-Control", "no-store");
    }
}
