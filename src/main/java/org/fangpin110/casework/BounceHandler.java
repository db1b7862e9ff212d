package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.casefile.BounceCount;
import org.fangpin110.casefile.BounceRepository;
import org.fangpin110.casework.Words.NamedUnit;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/** How often units return cases, over HTTP. */
public final class BounceHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final Period DEFAULT_PERIOD = Period.ofDays(30);
    private static final long LONGEST_DAYS = 366;
    private static final Set<Role> READERS = EnumSet.of(Role.TOWNSHIP, Role.BANNER_DESK, Role.AUDITOR);

    private final Pool pool;
    private final BounceRepository bounces;
    private final CaseView view;
    private final InstantSource clock;

    record Entry(NamedUnit unit, int returned, int received) {}

    record Page(LocalDate from, LocalDate to, List<Entry> items, String nextAfter) {}

    public BounceHandler(Pool pool, BounceRepository bounces, CaseView view, InstantSource clock) {
        this.pool = pool;
        this.bounces = bounces;
        this.view = view;
        this.clock = clock;
    }

    public void bind(Api api) {
        api.bind("countBounces", this::countBounces);
    }

    private Future<Reply> countBounces(Request request) {
        UnitRange units = units(request);
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkCalendar.ZONE);
        LocalDate to = request.optional("to").map(text -> day("to", text)).orElse(today);
        LocalDate from =
                request.optional("from").map(text -> day("from", text)).orElseGet(() -> to.minus(DEFAULT_PERIOD));
        if (from.isAfter(to) || from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw AppException.malformed("parameters-malformed", List.of(new FieldError("#from", "period-too-long")));
        }
        String after = request.optional("after").map(BounceHandler::unitOf).orElse("");
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Words words = view.words(request.language());
        return bounces.counts(
                        pool,
                        units,
                        from.atStartOfDay(WorkCalendar.ZONE).toInstant(),
                        to.plusDays(1).atStartOfDay(WorkCalendar.ZONE).toInstant(),
                        after,
                        limit + 1)
                .map(found -> Reply.ok(page(found, limit, from, to, words)).header("Cache-Control", "no-store"));
    }

    private static Page page(List<BounceCount> found, int limit, LocalDate from, LocalDate to, Words words) {
        List<Entry> items = found.stream()
                .limit(limit)
                .map(count -> new Entry(words.unit(count.unitCode()), count.returned(), count.received()))
                .toList();
        String next = found.size() > limit ? PageToken.of(found.get(limit - 1).unitCode()) : null;
        return new Page(from, to, items, next);
    }

    /** The unit asked for, inside the reader's own; 404 for any other. */
    private static UnitRange units(Request request) {
        StaffMember reader = request.caller(StaffMember.class);
        String wanted = request.optional("unit").orElseGet(() -> reader.posts().stream()
                .filter(post -> READERS.contains(post.role()))
                .map(Post::unitCode)
                .findFirst()
                .orElseThrow(AppException::notFound));
        if (reader.scope(READERS).stream().noneMatch(range -> range.contains(wanted))) {
            throw AppException.notFound();
        }
        return UnitRange.of(wanted);
    }

    private static String unitOf(String token) {
        String unit = PageToken.parts(token, 1)[0];
        if (!UnitCode.isWellFormed(unit)) {
            throw PageToken.unknown();
        }
        return unit;
    }

    private static LocalDate day(String parameter, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw AppException.malformed(
                    "parameters-malformed", List.of(new FieldError("#" + parameter, "wrong-format")));
        }
    }
}
