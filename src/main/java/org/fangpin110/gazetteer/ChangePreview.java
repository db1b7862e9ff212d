package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.casefile.CaseMoveRepository;
import org.fangpin110.casefile.CaseMoveRepository.Moving;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.routing.Router;
import org.fangpin110.staff.PostRepository;
import org.fangpin110.staff.Role;
import org.fangpin110.unit.AliasRepository;
import org.fangpin110.unit.KnownAlias;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** Looks up what a plan would set in motion: cases, posts, names. Changes nothing. */
final class ChangePreview {
    private static final UUID START = new UUID(0, 0);

    private final UnitTableEdit edit;
    private final CaseMoveRepository moves;
    private final PostRepository posts;
    private final AliasRepository aliases;

    ChangePreview(UnitTableEdit edit, CaseMoveRepository moves, PostRepository posts, AliasRepository aliases) {
        this.edit = edit;
        this.moves = moves;
        this.posts = posts;
        this.aliases = aliases;
    }

    /** The contract's UnitChangePreview. */
    record View(
            long version,
            String effectiveFrom,
            List<UnitStep> units,
            List<CaseMove> caseMoves,
            List<MovingCase> cases,
            String nextAfter,
            List<PostMove> posts,
            List<AliasMove> aliases,
            List<Warning> warnings) {}

    /** @param before null for a new unit; {@code after} null for one that ends */
    record UnitStep(String unitCode, String before, String after, Boolean selectable, String successorCode) {}

    record CaseMove(String from, String to, int open) {}

    record MovingCase(String receiptNo, String unitCode) {}

    /** @param to empty where the posts end */
    record PostMove(String unitCode, Role role, int count, List<String> to) {}

    record AliasMove(String alias, String from, List<String> to) {}

    record Warning(String code, String text, List<String> units) {}

    Future<View> of(ChangePlan plan, UnitTable table, Router router, Warnings words, UUID after, int limit) {
        List<String> sources = List.copyOf(plan.caseMoves().keySet());
        List<String> heirs = new ArrayList<>(plan.heirs().keySet());
        plan.heirs().values().forEach(heirs::addAll);
        plan.openings().forEach(unit -> heirs.add(unit.code()));
        return moves.owned(edit.pool, sources)
                .compose(open -> moves.receipts(edit.pool, sources, after == null ? START : after, limit + 1)
                        .compose(cases -> posts.held(edit.pool, heirs).compose(held -> aliasMoves(plan)
                                .map(names -> view(
                                        plan,
                                        table,
                                        open,
                                        cases,
                                        limit,
                                        held,
                                        names,
                                        words.of(plan, table, router, open, held))))));
    }

    private static View view(
            ChangePlan plan,
            UnitTable table,
            Map<String, Integer> open,
            List<Moving> cases,
            int limit,
            Map<String, Map<Role, Integer>> held,
            List<AliasMove> names,
            List<Warning> warnings) {
        return new View(
                table.version().version(),
                plan.day().toString(),
                unitSteps(plan),
                plan.caseMoves().entrySet().stream()
                        .map(move -> new CaseMove(move.getKey(), move.getValue(), open.getOrDefault(move.getKey(), 0)))
                        .toList(),
                cases.stream()
                        .limit(limit)
                        .map(one -> new MovingCase(one.receiptNo(), one.ownerUnit()))
                        .toList(),
                cases.size() > limit ? PageToken.of(cases.get(limit - 1).caseId()) : null,
                postMoves(plan, held),
                names,
                warnings);
    }

    private static List<UnitStep> unitSteps(ChangePlan plan) {
        Map<String, Unit> opened = new HashMap<>();
        plan.openings().forEach(unit -> opened.put(unit.code(), unit));
        List<UnitStep> steps = new ArrayList<>();
        plan.closings().forEach(closing -> {
            Unit next = opened.remove(closing.unit().code());
            steps.add(new UnitStep(
                    closing.unit().code(),
                    closing.unit().name(),
                    next == null ? null : next.name(),
                    next == null ? null : next.routable(),
                    closing.successor()));
        });
        plan.openings().stream()
                .filter(unit -> opened.containsKey(unit.code()))
                .forEach(unit -> steps.add(new UnitStep(unit.code(), null, unit.name(), unit.routable(), null)));
        return steps;
    }

    private static List<PostMove> postMoves(ChangePlan plan, Map<String, Map<Role, Integer>> held) {
        List<PostMove> found = new ArrayList<>();
        plan.heirs().forEach((code, to) -> held.getOrDefault(code, Map.of())
                .forEach((role, count) -> found.add(new PostMove(code, role, count, to))));
        return found;
    }

    private Future<List<AliasMove>> aliasMoves(ChangePlan plan) {
        List<AliasMove> found = new ArrayList<>();
        plan.oldNames().forEach(old -> found.add(new AliasMove(old.alias(), old.unitCode(), List.of(old.unitCode()))));
        return ChangeService.inTurn(
                        List.copyOf(plan.heirs().entrySet()),
                        heir -> aliases.ofUnit(edit.pool, heir.getKey()).map(all -> {
                            all.stream()
                                    .filter(alias -> alias.retiredAt() == null)
                                    .map(KnownAlias::alias)
                                    .forEach(alias -> found.add(new AliasMove(alias, heir.getKey(), heir.getValue())));
                            return (Void) null;
                        }))
                .map(found);
    }
}
