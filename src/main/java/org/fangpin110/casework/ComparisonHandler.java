package org.fangpin110.casework;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fangpin110.casefile.MatchSuggestion;
import org.fangpin110.casefile.SuggestionPlace;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.StaffMember;

/** Comparisons over HTTP: what waits, both sides, and the two answers. */
public final class ComparisonHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern UNIT = Pattern.compile("[0-9]{12}");

    private final ComparisonService service;
    private final CaseView view;

    public ComparisonHandler(ComparisonService service, CaseView view) {
        this.service = service;
        this.view = view;
    }

    public void bind(Api api) {
        api.bind("listMatchSuggestions", this::listMatchSuggestions);
        api.bind("getMatchSuggestion", this::getMatchSuggestion);
        api.bind("linkMatchSuggestion", this::linkMatchSuggestion);
        api.bind("separateMatchSuggestion", this::separateMatchSuggestion);
    }

    private Future<Reply> listMatchSuggestions(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        String unit =
                CaseReader.select(staff, request.optional("unit"), true, null).unit();
        SuggestionPlace after =
                request.optional("after").map(ComparisonHandler::place).orElse(SuggestionPlace.START);
        int limit = request.integer("limit", DEFAULT_LIMIT);
        Words words = view.words(request.language());
        return service.page(staff, unit, after, limit + 1)
                .map(found -> Reply.ok(page(found, limit, words)).header("Cache-Control", "no-store"));
    }

    private static ComparisonView.Page page(List<MatchSuggestion> found, int limit, Words words) {
        return new ComparisonView.Page(
                found.stream()
                        .limit(limit)
                        .map(one -> ComparisonView.Item.of(one, words))
                        .toList(),
                found.size() > limit ? token(found.get(limit - 1)) : null);
    }

    private static String token(MatchSuggestion last) {
        return PageToken.of(last.ownerUnit(), last.caseId(), last.id());
    }

    /** Whatever we did not write ourselves is a 400. */
    private static SuggestionPlace place(String token) {
        String[] parts = PageToken.parts(token, 3);
        if (!UNIT.matcher(parts[0]).matches()) {
            throw PageToken.unknown();
        }
        try {
            return new SuggestionPlace(parts[0], UUID.fromString(parts[1]), UUID.fromString(parts[2]));
        } catch (IllegalArgumentException e) {
            throw PageToken.unknown();
        }
    }

    private Future<Reply> getMatchSuggestion(Request request) {
        Words words = view.words(request.language());
        return service.read(request.caller(StaffMember.class), request.uuid("suggestionId"))
                .map(shown -> {
                    ComparisonService.Both both = shown.both();
                    return Reply.ok(ComparisonView.of(
                                    both.suggestion(),
                                    both.version(),
                                    view.side(both.younger(), shown.youngers(), words),
                                    view.side(both.older(), shown.olders(), words),
                                    words))
                            .header("ETag", tag(both))
                            .header("Cache-Control", "no-store");
                });
    }

    private Future<Reply> linkMatchSuggestion(Request request) {
        return service.link(
                        request.caller(StaffMember.class),
                        request.uuid("suggestionId"),
                        request.seenVersion(),
                        request.body(Acceptance.class).note())
                .map(both -> step(request, both, both.older()));
    }

    private Future<Reply> separateMatchSuggestion(Request request) {
        return service.separate(
                        request.caller(StaffMember.class),
                        request.uuid("suggestionId"),
                        request.seenVersion(),
                        request.body(Acceptance.class).note())
                .map(both -> step(request, both, both.younger()));
    }

    /** Where the case stands that goes on. */
    private Reply step(Request request, ComparisonService.Both both, org.fangpin110.casefile.Case goesOn) {
        return Reply.ok(CaseStep.of(goesOn, view.words(request.language()))).header("ETag", tag(both));
    }

    private static String tag(ComparisonService.Both both) {
        return '"' + Integer.toString(both.version()) + '"';
    }
}
