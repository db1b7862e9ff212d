package org.fangpin110.gazetteer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.gazetteer.ChangePlan.Closing;
import org.fangpin110.gazetteer.ChangePlan.OldName;
import org.fangpin110.gazetteer.UnitChange.Into;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitKind;
import org.fangpin110.unit.UnitName;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/**
 * Works a change out against one state of the unit table, without touching anything. Villages may change in every way,
 * townships their name and whether they keep a queue; what moves whole townships comes as a file ({@code units import}).
 */
final class ChangePlanner {
    private final UnitTable table;
    private final UnitRange banner;
    private final UnitChange wish;
    private final LocalDate day;
    private final String source;
    private final List<FieldError> faults = new ArrayList<>();
    private final List<Closing> closings = new ArrayList<>();
    private final List<Unit> openings = new ArrayList<>();
    private final Map<String, List<String>> heirs = new LinkedHashMap<>();
    private final Map<String, String> caseMoves = new LinkedHashMap<>();
    private final List<OldName> oldNames = new ArrayList<>();

    private ChangePlanner(UnitTable table, String bannerCode, UnitChange wish, LocalDate day, String source) {
        this.table = table;
        this.banner = UnitRange.of(bannerCode);
        this.wish = wish;
        this.day = day;
        this.source = source;
    }

    /**
     * The plan, or 422 with every fault.
     *
     * @param bannerCode no unit outside it may be touched
     * @param source what the new rows name as where they came from
     */
    static ChangePlan plan(UnitTable table, String bannerCode, UnitChange wish, LocalDate day, String source) {
        return new ChangePlanner(table, bannerCode, wish, day, source).plan();
    }

    private ChangePlan plan() {
        List<Unit> units = known();
        switch (wish.changeKind()) {
            case RENAME -> counted(1, 1, 0, 0, () -> rename(units.get(0)));
            case MERGE -> counted(1, 20, 1, 1, () -> merge(units, wish.into().get(0)));
            case SPLIT -> counted(1, 1, 2, 10, () -> split(units.get(0)));
            case RECODE ->
                counted(1, 1, 1, 1, () -> recode(units.get(0), wish.into().get(0)));
            case RETIRE -> counted(1, 1, 0, 0, () -> follow(units.get(0), township(units.get(0)), List.of()));
            case ADD ->
                counted(
                        0,
                        0,
                        1,
                        1,
                        () -> created(wish.into().get(0), wish.into().get(0).name(), "/into/0"));
            case ROUTABLE -> counted(1, 20, 0, 0, () -> routable(units));
        }
        if (!faults.isEmpty()) {
            throw AppException.unprocessable(faults);
        }
        return new ChangePlan(day, closings, openings, heirs, caseMoves, oldNames);
    }

    /** The units as they are; those that are not, or not ours, are faults. */
    private List<Unit> known() {
        List<Unit> found = new ArrayList<>();
        boolean townshipsToo = wish.changeKind() == ChangeKind.RENAME || wish.changeKind() == ChangeKind.ROUTABLE;
        for (int i = 0; i < wish.units().size(); i++) {
            String code = wish.units().get(i);
            Optional<Unit> unit = banner.contains(code) ? table.find(code) : Optional.empty();
            if (!banner.contains(code)) {
                faults.add(new FieldError("/units/" + i, "unit-not-in-your-banner"));
            } else if (unit.isEmpty() || wish.units().indexOf(code) != i) {
                faults.add(new FieldError("/units/" + i, "unit-unknown"));
            } else if (unit.get().level() < (townshipsToo ? 4 : 5)) {
                faults.add(new FieldError("/units/" + i, "unit-level-fixed"));
            } else {
                found.add(unit.get());
            }
        }
        return found;
    }

    private void counted(int fewest, int most, int fewestInto, int mostInto, Runnable change) {
        if (wish.units().size() < fewest || wish.units().size() > most) {
            faults.add(new FieldError("/units", "unit-count-wrong"));
        }
        if (wish.into().size() < fewestInto || wish.into().size() > mostInto) {
            faults.add(new FieldError("/into", "unit-count-wrong"));
        }
        if (faults.isEmpty()) {
            change.run();
        }
    }

    private void rename(Unit unit) {
        if (isBlank(wish.name())) {
            faults.add(new FieldError("/name", "unit-name-needed"));
            return;
        }
        String name = wish.name().strip();
        closings.add(new Closing(unit, null));
        UnitKind kind = UnitKind.of(unit.code(), unit.level(), name);
        openings.add(row(unit.code(), unit.level(), name, unit.parentCode(), kind, unit.routable()));
        oldNames.add(new OldName(unit.code(), unit.name()));
    }

    private void merge(List<Unit> units, Into into) {
        Optional<Unit> there = banner.contains(into.unitCode()) ? table.find(into.unitCode()) : Optional.empty();
        if (there.isPresent() && !isBlank(into.name())) {
            faults.add(new FieldError("/into/0/name", "unit-code-taken"));
        } else if (there.isPresent()
                && (!there.get().isVillage() || wish.units().contains(into.unitCode()))) {
            faults.add(new FieldError("/into/0/unitCode", "unit-level-fixed"));
        } else if (there.isPresent() && !there.get().routable()) {
            faults.add(new FieldError("/into/0/unitCode", "unit-without-queue"));
        }
        if (there.isEmpty()) {
            created(into, into.name(), "/into/0");
        }
        for (Unit unit : units) {
            follow(unit, into.unitCode(), List.of(into.unitCode()));
            oldNames.add(new OldName(into.unitCode(), unit.name()));
        }
    }

    /** Each part is called what the whole was called: until people say which, a report with the old name asks a person. */
    private void split(Unit unit) {
        List<String> parts = wish.into().stream().map(Into::unitCode).toList();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.indexOf(parts.get(i)) != i) {
                faults.add(new FieldError("/into/" + i + "/unitCode", "unit-code-taken"));
            }
            created(wish.into().get(i), wish.into().get(i).name(), "/into/" + i);
            oldNames.add(new OldName(parts.get(i), unit.name()));
        }
        follow(unit, township(unit), parts);
    }

    private void recode(Unit unit, Into into) {
        created(into, isBlank(into.name()) ? unit.name() : into.name(), "/into/0");
        follow(unit, into.unitCode(), List.of(into.unitCode()));
        oldNames.add(new OldName(into.unitCode(), unit.name()));
    }

    private void routable(List<Unit> units) {
        if (wish.routable() == null) {
            faults.add(new FieldError("/routable", "required"));
            return;
        }
        for (Unit unit : units) {
            if (wish.routable() && unit.kind() == UnitKind.VIRTUAL) {
                faults.add(new FieldError("/units", "unit-without-queue"));
            } else if (unit.routable() != wish.routable()) {
                closings.add(new Closing(unit, null));
                openings.add(
                        row(unit.code(), unit.level(), unit.name(), unit.parentCode(), unit.kind(), wish.routable()));
                if (!wish.routable()) {
                    caseMoves.put(unit.code(), above(unit));
                }
            }
        }
    }

    /** A new village in a township of ours. A code that was used once means that unit for ever. */
    private void created(Into into, String name, String pointer) {
        String code = into.unitCode();
        if (!banner.contains(code)) {
            faults.add(new FieldError(pointer + "/unitCode", "unit-not-in-your-banner"));
            return;
        }
        if (isBlank(name)) {
            faults.add(new FieldError(pointer + "/name", "unit-name-needed"));
            return;
        }
        if (table.find(code).isPresent() || table.findRetired(code).isPresent()) {
            faults.add(new FieldError(pointer + "/unitCode", "unit-code-taken"));
            return;
        }
        if (UnitCode.level(code) != 5 || table.find(UnitCode.township(code), 4).isEmpty()) {
            faults.add(new FieldError(pointer + "/unitCode", "unit-code-without-township"));
            return;
        }
        UnitKind kind = UnitKind.of(code, 5, name.strip());
        openings.add(row(code, 5, name.strip(), UnitCode.township(code), kind, kind != UnitKind.VIRTUAL));
    }

    private void follow(Unit unit, String successor, List<String> heirsOfPosts) {
        closings.add(new Closing(unit, successor));
        heirs.put(unit.code(), heirsOfPosts);
        boolean village = UnitCode.level(successor) == 5;
        caseMoves.put(unit.code(), village ? successor : above(unit));
    }

    private Unit row(String code, int level, String name, String parent, UnitKind kind, boolean routable) {
        boolean queue = routable && kind != UnitKind.VIRTUAL;
        return new Unit(
                code, level, name, UnitName.shortName(name, level), parent, kind, queue, day, null, null, source);
    }

    private static String township(Unit unit) {
        return UnitCode.township(unit.code());
    }

    /** The nearest unit above that keeps a queue. */
    private String above(Unit unit) {
        return table.parent(unit)
                .filter(parent -> parent.level() == 4 && parent.routable())
                .map(Unit::code)
                .orElse(UnitCode.county(unit.code()));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
