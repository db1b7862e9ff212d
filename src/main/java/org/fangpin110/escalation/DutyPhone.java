package org.fangpin110.escalation;

import java.util.Optional;
import org.fangpin110.household.ContactPhone;

/**
 * A number as typed for a roster; only one that takes an SMS will do, and never one that was read masked and written back.
 *
 * @param digits null when there is a fault
 * @param fault its code; words are field.code
 */
record DutyPhone(String digits, Optional<String> fault) {
    static DutyPhone check(String typed) {
        if (typed != null && (typed.indexOf('*') >= 0 || typed.indexOf('＊') >= 0 || typed.indexOf('•') >= 0)) {
            return new DutyPhone(null, Optional.of("phone-masked"));
        }
        ContactPhone.Checked checked = ContactPhone.check(typed);
        if (checked.fault().isPresent()) {
            return new DutyPhone(
                    null,
                    Optional.of(
                            checked.fault().get() == ContactPhone.Fault.MISSING ? "phone-missing" : "phone-format"));
        }
        ContactPhone phone = checked.phone().orElseThrow();
        return phone.takesSms()
                ? new DutyPhone(phone.digits(), Optional.empty())
                : new DutyPhone(null, Optional.of("phone-takes-no-sms"));
    }

    static String masked(String digits) {
        return ContactPhone.check(digits).phone().map(ContactPhone::masked).orElse("****");
    }

    @Override
    public String toString() {
        return "DutyPhone[" + fault + "]";
    }
}
