package org.fangpin110.notice;

import org.fangpin110.household.HouseholdClass;

/**
 * What the cadre who posts a notice says of it: the data of the form NOTICE_POSTING. Absent values are null; what the registry
 * knows need not be said.
 *
 * @param headName of the head, where the registry knows none
 * @param headOfAge that the head is an adult, where nothing on file says so
 */
public record NoticePosting(
        String place,
        String remark,
        HouseholdClass householdClass,
        Integer memberCount,
        String headName,
        Boolean headOfAge) {
    /** What is known before anybody has filled the form. */
    public static final NoticePosting EMPTY = new NoticePosting(null, null, null, null, null, null);

    @Override
    public String toString() {
        return "NoticePosting[…]";
    }
}
