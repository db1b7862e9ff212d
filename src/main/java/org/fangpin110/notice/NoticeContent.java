package org.fangpin110.notice;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.unit.Unit;

/**
 * All that a notice is made of. There is no component an ID number, a personal phone, an account, an illness, an income or the name
 * of a member could be put into; the two free texts are {@link FreeText}, which the guard has read.
 *
 * @param issuer in whose name: the village, for an announcement the township
 * @param householdClass one of the three classes of monitored households
 * @param cause only where policy tells one
 * @param members how many; never who
 * @param lastDay which still counts whole
 * @param workDays whether the days are counted in working days
 */
public record NoticeContent(
        NoticeKind kind,
        NoticeNumber number,
        Unit village,
        Unit issuer,
        NoticeHead head,
        NameStyle nameStyle,
        HouseholdClass householdClass,
        Optional<PublicCause> cause,
        int members,
        int days,
        boolean workDays,
        LocalDate firstDay,
        LocalDate lastDay,
        Optional<FreeText> place,
        Optional<FreeText> remark,
        OfficePhone phone) {

    private static final Set<HouseholdClass> MONITORED =
            EnumSet.of(HouseholdClass.UNSTABLE_EX_POOR, HouseholdClass.AT_RISK_EDGE, HouseholdClass.SUDDEN_HARDSHIP);
    static final int MOST_MEMBERS = 98;

    public NoticeContent {
        if (!isMonitored(householdClass) || members < 1 || members > MOST_MEMBERS || lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException("not the content of a notice");
        }
    }

    public static boolean isMonitored(HouseholdClass householdClass) {
        return MONITORED.contains(householdClass);
    }

    @Override
    public String toString() {
        return "NoticeContent[" + kind + ", " + number.value() + "]";
    }
}
