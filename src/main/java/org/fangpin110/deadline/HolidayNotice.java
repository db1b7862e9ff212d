package org.fangpin110.deadline;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The State Council's notice of one year's holidays.
 *
 * @param year the year it announces
 * @param days days off, and weekend days that are worked in exchange; may reach into the December before and the January after
 */
public record HolidayNotice(int year, Map<LocalDate, Day> days) {
    /** @param holiday for which it is off, or worked */
    public record Day(boolean worked, String holiday) {}

    public HolidayNotice {
        days = Collections.unmodifiableMap(new TreeMap<>(days));
    }
}
