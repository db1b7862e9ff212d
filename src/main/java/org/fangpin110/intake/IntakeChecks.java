package org.fangpin110.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.IdSlip;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.NarrativeCheck;
import org.fangpin110.report.NewReport;
import org.fangpin110.screening.Screening;
import org.fangpin110.unit.UnitTable;

/**
 * The meaning of a report: everything that is missing or wrong at once as a 422, everything that merely looks odd as a
 * flag (domain guide, section 4). Never a fault: income, hukou kind, house, car.
 */
final class IntakeChecks {
    private static final NarrativeCheck NARRATIVE = new NarrativeCheck(NarrativeCheck.FORM_LIMIT);

    /**
     * What the checks understood; personal data.
     *
     * @param urgentByWords the narrative tells of what cannot wait, whatever was ticked
     */
    record Findings(
            Optional<IdNumber> idNumber,
            Optional<ContactPhone> phone,
            PersonName name,
            List<String> flags,
            boolean urgentByWords) {
        @Override
        public String toString() {
            return "Findings" + flags;
        }
    }

    private final NewReport report;
    private final UnitTable units;
    private final ConsentTexts texts;
    private final LocalDate today;
    private final List<FieldError> faults = new ArrayList<>(0);
    private final Set<String> flags = new LinkedHashSet<>();
    private boolean urgentByWords;

    private IntakeChecks(NewReport report, UnitTable units, ConsentTexts texts, LocalDate today) {
        this.report = report;
        this.units = units;
        this.texts = texts;
        this.today = today;
    }

    static Findings check(NewReport report, UnitTable units, ConsentTexts texts, LocalDate today) {
        IntakeChecks checks = new IntakeChecks(report, units, texts, today);
        Optional<PersonName> name =
                checks.name("/subject/name", report.subject().name());
        Optional<ContactPhone> phone = checks.phone();
        Optional<IdNumber> idNumber = checks.idNumber();
        checks.reporter();
        checks.place();
        checks.story();
        checks.consents();
        if (!checks.faults.isEmpty()) {
            throw AppException.unprocessable(checks.faults);
        }
        return new Findings(idNumber, phone, name.orElseThrow(), List.copyOf(checks.flags), checks.urgentByWords);
    }

    private Optional<PersonName> name(String pointer, String raw) {
        PersonName.Checked checked = PersonName.check(raw);
        checked.fault().ifPresent(fault -> fault(pointer, "name-" + kebab(fault)));
        return checked.name();
    }

    /** The subject's own phone, else "no phone"; a relative's number is fine. */
    private Optional<ContactPhone> phone() {
        String raw = report.subject().phone();
        if (raw == null || raw.isBlank()) {
            if (Boolean.TRUE.equals(report.subject().noPhone())) {
                flags.add("phone-missing");
            } else {
                fault("/subject/phone", "phone-or-none");
            }
            return Optional.empty();
        }
        ContactPhone.Checked checked = ContactPhone.check(raw);
        checked.fault().ifPresent(fault -> fault("/subject/phone", "phone-" + kebab(fault)));
        if (checked.phone().filter(phone -> !phone.takesSms()).isPresent()) {
            flags.add("phone-landline");
        }
        return checked.phone();
    }

    /** A wrong number can be corrected, or sent again with a reason: then it is kept and flagged. */
    private Optional<IdNumber> idNumber() {
        String raw = report.subject().idNo();
        boolean reasonGiven = report.subject().idAbsentReason() != null;
        if (raw == null || raw.isBlank()) {
            if (reasonGiven) {
                flags.add("id-absent");
            } else {
                fault("/subject/idNo", "id-or-reason");
            }
            return Optional.empty();
        }
        IdNumber.Checked checked = IdNumber.check(raw, today);
        if (!checked.faults().isEmpty()) {
            if (reasonGiven) {
                flags.add("id-unverified");
            } else {
                fault("/subject/idNo", "id-" + kebab(checked.first().orElseThrow()));
                IdSlip.of(raw, today).ifPresent(this::whereToLook);
            }
            return Optional.empty();
        }
        checked.number().ifPresent(this::flagAge);
        return checked.number();
    }

    /** A second fault of the same field: the first says what is wrong, this one where it may be. */
    private void whereToLook(IdSlip slip) {
        faults.add(new FieldError("/subject/idNo", "id-slip-" + kebab(slip.kind()), slip.place(), slip.place() + 1));
    }

    private void flagAge(IdNumber number) {
        int age = number.ageAt(today);
        if (age < 14) {
            flags.add("age-under-14");
        } else if (age >= 70) {
            flags.add("age-70-call-back");
        } else if (age >= 60) {
            flags.add("age-60-plus");
        }
    }

    private void reporter() {
        if (!report.byProxy()) {
            return;
        }
        if (report.reporter() == null) {
            fault("/reporter", "required");
            return;
        }
        name("/reporter/name", report.reporter().name());
        ContactPhone.check(
                        report.reporter().phone() == null
                                ? ""
                                : report.reporter().phone())
                .fault()
                .ifPresent(fault -> fault("/reporter/phone", "phone-" + kebab(fault)));
    }

    private void place() {
        boolean placeGiven = report.hukouUnit() != null
                || notBlank(report.addressText())
                || notBlank(report.scanCode())
                || report.position() != null
                || report.saysUnitUnknown();
        if (!placeGiven) {
            fault("/hukouUnit", "unit-or-unknown");
        }
        known("/hukouUnit", report.hukouUnit());
        known("/residenceUnit", report.residenceUnit());
        if (report.residenceUnit() != null && !report.residenceUnit().equals(report.hukouUnit())) {
            flags.add("residence-differs");
        }
    }

    private void known(String pointer, String unitCode) {
        if (unitCode == null || units.find(unitCode).isPresent()) {
            return;
        }
        if (units.findRetired(unitCode).isPresent()) {
            flags.add("unit-retired");
        } else {
            fault(pointer, "unknown-unit");
        }
    }

    private void story() {
        String text = report.hardshipText();
        if (NARRATIVE.fault(text).isPresent()) {
            if (!Boolean.TRUE.equals(report.voiceNoteFollows())) {
                fault("/hardshipText", "text-or-voice");
            }
            return;
        }
        Screening screening = Screening.of(text, Screening.Context.NONE);
        if (screening.looksLikeGarbage()) {
            flags.add("text-garbage");
        }
        if (screening.looksLikeSpam()) {
            flags.add("text-spam");
        }
        if (screening.held() && !report.isUrgent()) {
            flags.add("held-for-check");
        }
        screening.distress().forEach(kind -> flags.add("urgent-" + kebab(kind)));
        urgentByWords = !screening.distress().isEmpty();
    }

    private void consents() {
        NewReport.Consents given = report.consents();
        consent("privacy", given.privacy());
        consent("sensitive", given.sensitive());
        consent("truth", given.truth());
    }

    private void consent(String kind, String version) {
        if (!texts.accepts(kind, version)) {
            fault("/consents/" + kind, "unknown-consent-version");
        }
    }

    private static boolean notBlank(String text) {
        return text != null && !text.isBlank();
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void fault(String pointer, String code) {
        faults.add(new FieldError(pointer, code));
    }
}
