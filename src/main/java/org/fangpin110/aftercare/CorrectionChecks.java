package org.fangpin110.aftercare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.Correction;

/** The meaning of a correction: all faults at once, by the same rules as the report's. */
final class CorrectionChecks {
    /** What was understood; personal data. */
    record Findings(Optional<PersonName> name, Optional<ContactPhone> phone, Optional<IdNumber> idNumber) {
        @Override
        public String toString() {
            return "Findings[…]";
        }
    }

    private CorrectionChecks() {}

    static Findings check(Correction correction, LocalDate today) {
        List<FieldError> faults = new ArrayList<>(0);
        if (correction.fields().isEmpty()) {
            faults.add(new FieldError("/subject", "nothing-to-correct"));
        }
        Optional<PersonName.Checked> name = correction.name().map(PersonName::check);
        Optional<ContactPhone.Checked> phone = correction.phone().map(ContactPhone::check);
        Optional<IdNumber.Checked> idNumber = correction.idNo().map(raw -> IdNumber.check(raw, today));
        name.flatMap(PersonName.Checked::fault)
                .ifPresent(fault -> faults.add(new FieldError("/subject/name", "name-" + kebab(fault))));
        phone.flatMap(ContactPhone.Checked::fault)
                .ifPresent(fault -> faults.add(new FieldError("/subject/phone", "phone-" + kebab(fault))));
        idNumber.flatMap(IdNumber.Checked::first)
                .ifPresent(fault -> faults.add(new FieldError("/subject/idNo", "id-" + kebab(fault))));
        if (!faults.isEmpty()) {
            throw AppException.unprocessable(faults);
        }
        return new Findings(
                name.flatMap(PersonName.Checked::name),
                phone.flatMap(ContactPhone.Checked::phone),
                idNumber.flatMap(IdNumber.Checked::number));
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
