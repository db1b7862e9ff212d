package org.fangpin110.insight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.fangpin110.casefile.OverviewRepository;
import org.fangpin110.casefile.QueueSelection;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** The overview over HTTP. */
public final class OverviewHandler {
    private static final Set<Role> READERS = Set.copyOf(EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK));
    private static final Period DEFAULT_PERIOD = Period.ofDays(30);
    private static final int LONGEST_DAYS = 92;

    private final Pool pool;
    private final OverviewRepository counts = new OverviewRepository();
    private final Supplier<UnitTable> units;
    private final InstantSource clock;

    public OverviewHandler(Pool pool, Supplier<UnitTable> units, InstantSource clock) {
        this.pool = pool;
        this.units = units;
        this.clock = clock;
    }

    public void bind(Api api) {
        api.bind("getOverview", this::getOverview);
    }

    private Future<Reply> getOverview(Request request) {
        QueueSelection selected = selected(request.caller(StaffMember.class), request);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, WorkCalendar.ZONE);
        Overview.Period period = period(request, today);
        UnitRange wanted = UnitRange.of(selected.unit());
        Instant from = start(period.from());
        Instant before = start(period.to().plusDays(1));
        Future<List<OverviewRepository.OpenCount>> open = counts.open(pool, selected, now);
        Future<List<OverviewRepository.StepDays>> steps = counts.steps(pool, wanted, from, before);
        Future<Map<LocalDate, Integer>> arrivals = counts.arrivals(pool, wanted, from, before);
        Future<Map<LocalDate, Integer>> arrivedToday =
                counts.arrivals(pool, wanted, start(today), start(today.plusDays(1)));
        Future<OverviewRepository.MessageCount> messages = counts.messages(pool, wanted, from, before);
        return Future.all(open, steps, arrivals, arrivedToday, messages).map(all -> Reply.ok(Overview.of(
                        period,
                        now,
                        selected.unit(),
                        open.result(),
                        steps.result(),
                        arrivals.result(),
                        arrivedToday.result().getOrDefault(today, 0),
                        messages.result(),
                        this::name))
                .header("Cache-Control", "no-store"));
    }

    /** A unit of theirs, the first post's when none is named; 404 for any other. */
    private static QueueSelection selected(StaffMember staff, Request request) {
        String wanted = request.optional("unit").orElseGet(() -> staff.posts().stream()
                .filter(post -> READERS.contains(post.role()))
                .map(Post::unitCode)
                .findFirst()
                .orElseThrow(AppException::notFound));
        UnitRange scope = staff.scope(READERS).stream()
                .filter(range -> range.contains(wanted))
                .findFirst()
                .orElseThrow(AppException::notFound);
        return new QueueSelection(wanted, scope, true, null);
    }

    private static Overview.Period period(Request request, LocalDate today) {
        LocalDate to = request.optional("to").map(text -> day("to", text)).orElse(today);
        LocalDate from =
                request.optional("from").map(text -> day("from", text)).orElseGet(() -> to.minus(DEFAULT_PERIOD));
        if (from.isAfter(to) || from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw AppException.malformed("parameters-malformed", List.of(new FieldError("#from", "overview-too-long")));
        }
        return new Overview.Period(from, to);
    }

    private static LocalDate day(String parameter, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw AppException.malformed(
                    "parameters-malformed", List.of(new FieldError("#" + parameter, "wrong-format")));
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(WorkCalendar.ZONE).toInstant();
    }

    /** 好力保镇好力保村委会; a unit that is gone keeps its name. */
    private String name(String code) {
        UnitTable table = units.get();
        return table.find(code)
                .map(unit -> unit.level() <= 4
                        ? unit.name()
                        : table.parent(unit).map(Unit::name).orElse("") + unit.name())
                .or(() -> table.findRetired(code).map(Unit::name))
                .orElse(code);
    }
}
