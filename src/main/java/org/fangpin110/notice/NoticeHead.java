package org.fangpin110.notice;

import java.time.LocalDate;
import java.util.Optional;
import org.fangpin110.household.PersonName;

/** Whose household it is, as far as villagers are told. Only an adult has a name here. */
public sealed interface NoticeHead {
    /** 未成年人: under 18. */
    int OF_AGE = 18;

    /** @param name letters of some script, no digits and no word of illness */
    record Adult(PersonName name) implements NoticeHead {
        public Adult {
            boolean plain =
                    PersonName.check(name.value()).name().filter(name::equals).isPresent();
            if (!plain || NoticeGuard.speaksOfIllness(name.value())) {
                throw new IllegalArgumentException("not a name");
            }
        }

        String shown(NameStyle style) {
            return style == NameStyle.FULL ? name.value() : name.masked();
        }
    }

    /** A child heads the household, an orphan's say: that is all that is told. */
    record Minor() implements NoticeHead {}

    /** Nobody knows whether the head is of age, so no name is told. */
    record Unnamed() implements NoticeHead {}

    static boolean isMinor(LocalDate born, LocalDate today) {
        return born.plusYears(OF_AGE).isAfter(today);
    }

    /** @param born empty where it is not known */
    static NoticeHead of(PersonName name, Optional<LocalDate> born, LocalDate today) {
        if (born.isEmpty()) {
            return new Unnamed();
        }
        return isMinor(born.get(), today) ? new Minor() : new Adult(name);
    }
}
