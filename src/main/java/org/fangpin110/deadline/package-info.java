/**
 * When something is due: working days, and limits in minutes, hours, days, working days and months. Pure: no clock, no database. Start
 * reading at {@link org.fangpin110.deadline.WorkCalendar}.
 */
package org.fangpin110.deadline;
