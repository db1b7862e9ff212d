package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.AliasRepository;
import org.fangpin110.unit.KnownAlias;
import org.fangpin110.unit.UnitPeriod;
import org.fangpin110.unit.UnitPeriodRepository;
import org.fangpin110.unit.UnitPeriodRepository.Place;
import org.fangpin110.unit.UnitRange;

/** The units of the caller's banner with their history, over HTTP. */
public final class UnitAdminHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST_PERIODS = 200;

    private final UnitTableEdit edit;
    private final UnitPeriodRepository periods;
    private final AliasRepository aliases;

    UnitAdminHandler(UnitTableEdit edit, UnitPeriodRepository periods, AliasRepository aliases) {
        this.edit = edit;
        this.periods = periods;
        this.aliases = aliases;
    }

    public void bind(Api api) {
        api.bind("listAdminUnits", this::list).bind("getAdminUnit", this::get);
    }

    private record Page(long version, List<UnitPeriod> items, String nextAfter) {}

    private record Detail(long version, List<UnitPeriod> periods, List<KnownAlias> aliases) {}

    private Future<Reply> list(Request request) {
        AdminScope reader = AdminScope.reader(request.caller(StaffMember.class));
        String within = request.optional("within").map(reader::own).orElse(reader.bannerCode());
        UnitRange range = UnitRange.of(within);
        Place after = request.optional("after").map(UnitAdminHandler::place).orElse(Place.startOf(range));
        Boolean current = request.optional("inForce").map("true"::equals).orElse(null);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        return periods.page(edit.pool, range, 3, request.optional("prefix").orElse(null), current, after, limit + 1)
                .map(found -> Reply.ok(new Page(
                        version(),
                        found.stream().limit(limit).toList(),
                        found.size() > limit ? token(found.get(limit - 1)) : null)));
    }

    private Future<Reply> get(Request request) {
        AdminScope reader = AdminScope.reader(request.caller(StaffMember.class));
        String code = reader.own(request.parameter("unitCode"));
        UnitRange alone = new UnitRange(code, code);
        return periods.page(edit.pool, alone, 3, null, null, Place.startOf(alone), MOST_PERIODS)
                .compose(found -> found.isEmpty()
                        ? Future.failedFuture(AppException.notFound())
                        : aliases.ofUnit(edit.pool, code).map(names -> Reply.ok(new Detail(version(), found, names))));
    }

    private long version() {
        return edit.table().version().version();
    }

    private static String token(UnitPeriod last) {
        return PageToken.of(last.unitCode(), last.level(), last.validFrom());
    }

    private static Place place(String token) {
        String[] parts = PageToken.parts(token, 3);
        try {
            return new Place(parts[0], Integer.parseInt(parts[1]), LocalDate.parse(parts[2]));
        } catch (NumberFormatException | DateTimeException e) {
            throw PageToken.unknown();
        }
    }
}
