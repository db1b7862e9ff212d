package org.fangpin110.household;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitTable;

/** Turns rows of the files into rows of the tables, one by one, and keeps the faults. Used by one thread. */
final class RegistryRows {
    private static final int MOST_MEMBERS = 98;

    private final RegistrySeal seal;
    private final UnitTable units;
    private final LocalDate asOf;
    private final List<RegistryFault> faults = new ArrayList<>();
    /** Rows that could not be loaded although they say whose they are: what is known of these stays as it is. */
    private final Set<UUID> keptHouseholds = new HashSet<>();

    private final Set<UUID> keptPersons = new HashSet<>();
    private int followed;

    RegistryRows(RegistrySeal seal, UnitTable units, LocalDate asOf) {
        this.seal = seal;
        this.units = units;
        this.asOf = asOf;
    }

    List<RegistryFault> faults() {
        return faults;
    }

    Set<UUID> keptHouseholds() {
        return keptHouseholds;
    }

    Set<UUID> keptPersons() {
        return keptPersons;
    }

    int followed() {
        return followed;
    }

    Optional<StagedHousehold> household(RegistryFile.Row row) {
        String number = row.isWhole() ? row.cell("household_id") : "";
        if (!isNumber(number)) {
            return leftOut(RegistryFile.Kind.HOUSEHOLDS, row, row.isWhole() ? "number-malformed" : "columns-missing");
        }
        UUID key = seal.householdKey(number);
        Optional<Unit> unit = village(row.cell("village_code"));
        Optional<HouseholdClass> type = HouseholdClass.ofWords(row.cell("household_type"), row.cell("monitor_type"));
        Optional<Integer> members = count(row.cell("member_count"));
        String fault = unit.isEmpty()
                ? "unit-unknown"
                : type.isEmpty() ? "class-unknown" : members.isEmpty() ? "member-count-malformed" : "";
        if (!fault.isEmpty()) {
            keptHouseholds.add(key);
            return leftOut(RegistryFile.Kind.HOUSEHOLDS, row, fault);
        }
        followed += unit.get().code().equals(row.cell("village_code")) ? 0 : 1;
        ContactPhone.Checked phone = ContactPhone.check(row.cell("phone"));
        phone.fault()
                .filter(wrong -> wrong != ContactPhone.Fault.MISSING)
                .ifPresent(wrong -> without(RegistryFile.Kind.HOUSEHOLDS, row, "phone-malformed"));
        return Optional.of(new StagedHousehold(
                row.line(),
                key,
                number,
                unit.get().code(),
                type.get(),
                status(type.get(), row),
                date(row, "monitor_start_date"),
                date(row, "registered_at"),
                members.get(),
                row.cell("dibao_flag").equals("是"),
                phone.phone().map(seal::phone).orElse(null),
                seal.sealHousehold(
                        key, content(row, "phone", "address", "group_no", "annual_net_income", "per_capita_income")),
                seal.row(RegistryFile.Kind.HOUSEHOLDS, row.cells())));
    }

    Optional<StagedPerson> person(RegistryFile.Row row) {
        String number = row.isWhole() ? row.cell("person_id") : "";
        if (!isNumber(number)) {
            return leftOut(RegistryFile.Kind.PERSONS, row, row.isWhole() ? "number-malformed" : "columns-missing");
        }
        UUID key = seal.personKey(number);
        Optional<PersonName> name = PersonName.check(row.cell("name")).name();
        if (name.isEmpty() || !isNumber(row.cell("household_id"))) {
            keptPersons.add(key);
            return leftOut(RegistryFile.Kind.PERSONS, row, name.isEmpty() ? "name-malformed" : "household-missing");
        }
        Optional<IdNumber> id = idNumber(row);
        LocalDate born = date(row, "birth_date");
        return Optional.of(new StagedPerson(
                row.line(),
                key,
                number,
                seal.householdKey(row.cell("household_id")),
                Relation.ofWord(row.cell("relation_to_head")),
                sex(row.cell("sex"), id),
                id.map(IdNumber::birthDate)
                        .or(() -> Optional.ofNullable(born))
                        .map(LocalDate::getYear)
                        .filter(year -> year >= 1900 && year < 2200)
                        .orElse(null),
                id.map(seal::person).orElse(null),
                seal.name(name.get()),
                seal.sealPerson(
                        key,
                        content(
                                row,
                                "name",
                                "id_no",
                                "birth_date",
                                "ethnicity",
                                "labor_ability",
                                "school_stage",
                                "health",
                                "insured_medical")),
                seal.row(RegistryFile.Kind.PERSONS, row.cells())));
    }

    /** Where the database found that a row cannot stand beside the others. */
    void found(RegistryFault fault) {
        faults.add(fault);
    }

    /** Old papers still carry numbers of 15 digits; they are turned into today's. */
    private Optional<IdNumber> idNumber(RegistryFile.Row row) {
        IdNumber.Checked checked = IdNumber.check(row.cell("id_no"), asOf);
        Optional<IdNumber> number =
                checked.first().filter(IdNumber.Fault.LEGACY_15::equals).isPresent()
                        ? IdNumber.ofLegacy(checked.normalised())
                        : checked.number();
        if (number.isEmpty()) {
            without(
                    RegistryFile.Kind.PERSONS,
                    row,
                    "id-"
                            + checked.first()
                                    .map(fault -> fault.name().toLowerCase(java.util.Locale.ROOT))
                                    .orElse("malformed"));
        }
        return number;
    }

    private Optional<Unit> village(String code) {
        return UnitCode.isWellFormed(code) ? units.current(code).filter(Unit::isVillage) : Optional.empty();
    }

    private static MonitorStatus status(HouseholdClass type, RegistryFile.Row row) {
        if (!type.isMonitored()) {
            return MonitorStatus.NONE;
        }
        return row.cell("risk_eliminated").equals("是") ? MonitorStatus.ELIMINATED : MonitorStatus.MONITORED;
    }

    private static String sex(String word, Optional<IdNumber> id) {
        return switch (word) {
            case "男" -> "MALE";
            case "女" -> "FEMALE";
            default -> id.map(number -> number.sex().name()).orElse(null);
        };
    }

    private LocalDate date(RegistryFile.Row row, String column) {
        String text = row.cell(column);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text.replace('/', '-'));
        } catch (DateTimeException e) {
            boolean ofPerson = column.equals("birth_date");
            without(
                    ofPerson ? RegistryFile.Kind.PERSONS : RegistryFile.Kind.HOUSEHOLDS,
                    row,
                    column.replace('_', '-') + "-malformed");
            return null;
        }
    }

    private static Optional<Integer> count(String text) {
        return text.matches("[0-9]{1,2}")
                ? Optional.of(Integer.parseInt(text)).filter(members -> members >= 1 && members <= MOST_MEMBERS)
                : Optional.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 40 && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static JsonObject content(RegistryFile.Row row, String... columns) {
        JsonObject content = new JsonObject();
        for (String column : columns) {
            if (!row.cell(column).isEmpty()) {
                content.put(column, row.cell(column));
            }
        }
        return content;
    }

    private <T> Optional<T> leftOut(RegistryFile.Kind kind, RegistryFile.Row row, String code) {
        faults.add(RegistryFault.leftOut(kind, row.line(), code));
        return Optional.empty();
    }

    private void without(RegistryFile.Kind kind, RegistryFile.Row row, String code) {
        faults.add(RegistryFault.loadedWithout(kind, row.line(), code));
    }
}
