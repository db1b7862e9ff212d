package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;

/** Ratings of the units below, by month, over HTTP. */
public final class RatingHandler {
    private static final Set<Role> READERS = EnumSet.of(Role.TOWNSHIP, Role.BANNER_DESK);
    private static final int USUAL_MONTHS = 12;
    private static final int MOST_MONTHS = 36;

    private final Pool pool;
    private final RatingRepository ratings = new RatingRepository();
    private final InstantSource clock;

    record Entry(String month, int rated, int solved, int notSolved, int reopened, List<Integer> scores) {}

    record Counts(String unitCode, String from, String to, List<Entry> items) {}

    public RatingHandler(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    public void bind(Api api) {
        api.bind("countRatings", this::countRatings);
    }

    private Future<Reply> countRatings(Request request) {
        String unit = unit(request);
        YearMonth to = request.optional("to")
                .map(text -> month("to", text))
                .orElseGet(() -> YearMonth.from(LocalDate.ofInstant(clock.instant(), WorkCalendar.ZONE)));
        YearMonth from = request.optional("from")
                .map(text -> month("from", text))
                .orElseGet(() -> to.minusMonths(USUAL_MONTHS - 1));
        if (from.isAfter(to) || from.plusMonths(MOST_MONTHS).isBefore(to)) {
            throw AppException.malformed("parameters-malformed", List.of(new FieldError("#from", "period-too-long")));
        }
        return ratings.counts(pool, UnitRange.of(unit), from.atDay(1), to.atDay(1))
                .map(found -> new Counts(
                        unit,
                        from.toString(),
                        to.toString(),
                        found.stream()
                                .map(one -> new Entry(
                                        YearMonth.from(one.month()).toString(),
                                        one.rated(),
                                        one.solved(),
                                        one.rated() - one.solved(),
                                        one.reopened(),
                                        one.scores()))
                                .toList()))
                .map(Reply::ok);
    }

    /** The unit asked for, inside the reader's own; 404 for any other. */
    private static String unit(Request request) {
        StaffMember reader = request.caller(StaffMember.class);
        String wanted = request.optional("unit").orElseGet(() -> reader.posts().stream()
                .filter(post -> READERS.contains(post.role()))
                .map(Post::unitCode)
                .findFirst()
                .orElseThrow(AppException::notFound));
        if (reader.scope(READERS).stream().noneMatch(range -> range.contains(wanted))) {
            throw AppException.notFound();
        }
        return wanted;
    }

    private static YearMonth month(String parameter, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw AppException.malformed(
                    "parameters-malformed", List.of(new FieldError("#" + parameter, "wrong-format")));
        }
    }
}
