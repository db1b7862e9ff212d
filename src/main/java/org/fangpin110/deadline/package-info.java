/**
 * When something is due: working days, limits in minutes, hours, days, working days and months, pauses. Pure: no clock, no database. Start
 * reading at {@link org.fangpin110.deadline.WorkCalendar}.
 *
 * <p>Next year's holidays are announced late in the year, so a date that reaches into it is provisional, and is corrected once, by an
 * event, when they are ({@link org.fangpin110.deadline.Correction}). Two dates are corrected by two rules, because they are owed to two
 * kinds of people:
 *
 * <ul>
 *   <li>The day promised to the resident never moves to a later one: a promise given at receipt is kept, and of several deadlines the
 *       earliest holds, as it does when cases merge. It moves to an earlier day, which is to the resident's advantage.
 *   <li>The due time of the step is what staff owe, and follows the announced calendar both ways: nobody is late for a day that turned
 *       out to be New Year's Eve. But it does not go past the end of the promised day, and a correction makes nothing late that was
 *       not: a time that moves forward leaves at least the day of the correction.
 * </ul>
 *
 * <p>The clock itself, {@code received_at}, is touched by no correction.
 */
package org.fangpin110.deadline;
