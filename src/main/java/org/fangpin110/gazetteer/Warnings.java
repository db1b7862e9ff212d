package org.fangpin110.gazetteer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fangpin110.gazetteer.ChangePreview.Warning;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.routing.AlikeNames.Alike;
import org.fangpin110.routing.Router;
import org.fangpin110.staff.Role;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitTable;

/** What an administrator should know before a change, in words. None of it forbids anything. */
record Warnings(Messages messages, Language language) {
    List<Warning> of(
            ChangePlan plan,
            UnitTable table,
            Router router,
            Map<String, Integer> open,
            Map<String, Map<Role, Integer>> held) {
        List<Warning> found = new ArrayList<>();
        plan.openings().forEach(unit -> {
            List<String> alike = alike(plan, router, unit);
            boolean known = table.find(unit.code())
                    .filter(before -> before.name().equals(unit.name()))
                    .isPresent();
            if (!known && !alike.isEmpty()) {
                add(found, "name-collision", unit.name(), alike);
            }
        });
        Stream.concat(plan.openings().stream().map(Unit::code), plan.caseMoves().values().stream())
                .distinct()
                .filter(code -> UnitCode.level(code) == 5 && staffAfter(plan, held, code) == 0)
                .forEach(code -> add(found, "unit-without-staff", name(plan, table, code), List.of(code)));
        plan.caseMoves().forEach((from, to) -> {
            int cases = open.getOrDefault(from, 0);
            if (UnitCode.level(to) < 5 && cases > 0) {
                add(found, "cases-need-decision", cases, List.of(from, to));
            }
        });
        return found;
    }

    private static List<String> alike(ChangePlan plan, Router router, Unit unit) {
        return router.alikeNames().of(unit.shortName(), UnitCode.county(unit.code())).stream()
                .map(Alike::unit)
                .map(Unit::code)
                .filter(code -> !code.equals(unit.code()) && !plan.heirs().containsKey(code))
                .limit(20)
                .toList();
    }

    /** Who could work there: those of the village itself and those who come along. */
    private static int staffAfter(ChangePlan plan, Map<String, Map<Role, Integer>> held, String code) {
        int own = held.getOrDefault(code, Map.of()).getOrDefault(Role.VILLAGE, 0);
        return own
                + plan.heirs().entrySet().stream()
                        .filter(heir -> heir.getValue().contains(code))
                        .mapToInt(heir ->
                                held.getOrDefault(heir.getKey(), Map.of()).getOrDefault(Role.VILLAGE, 0))
                        .sum();
    }

    private static String name(ChangePlan plan, UnitTable table, String code) {
        return plan.openings().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .or(() -> table.find(code))
                .map(Unit::name)
                .orElse(code);
    }

    private void add(List<Warning> to, String code, Object about, List<String> units) {
        to.add(new Warning(code, messages.text(language, "unit-change-warning." + code, about), units));
    }
}
