package org.fangpin110.unit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;

/** Looking up units; public, from memory, kept by phones until the table changes. */
public final class UnitHandler {
    /** Units change a few times a year, and a retired code still reaches its successor. */
    private static final String CACHING = "public, max-age=3600";

    private final UnitLookup lookup;

    public UnitHandler(UnitLookup lookup) {
        this.lookup = lookup;
    }

    public void bind(Api api) {
        api.bind("getUnit", this::getUnit)
                .bind("listChildUnits", this::listChildUnits)
                .bind("searchUnits", this::searchUnits);
    }

    private record UnitList(List<UnitLookup.Choice> items) {}

    private Future<Reply> getUnit(Request request) {
        String code = request.parameter("unitCode");
        UnitLookup.Detail detail = lookup.detail(code).orElseThrow(AppException::notFound);
        return lookup.tag("one", code).answer(request, CACHING, () -> Reply.ok(detail));
    }

    private Future<Reply> listChildUnits(Request request) {
        String code = request.parameter("unitCode");
        return lookup.tag("children", code)
                .answer(request, CACHING, () -> Reply.ok(new UnitList(lookup.children(code))));
    }

    private Future<Reply> searchUnits(Request request) {
        String prefix = request.parameter("prefix");
        Optional<String> within = request.optional("within");
        int limit = request.integer("limit", UnitLookup.SEARCH_LIMIT);
        return lookup.tag("search", prefix, within, limit)
                .answer(request, CACHING, () -> Reply.ok(new UnitList(lookup.search(prefix, within, limit))));
    }
}
