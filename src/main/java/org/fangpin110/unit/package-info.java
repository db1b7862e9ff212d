/**
 * Administrative units: codes, names, aliases, periods of validity, and the table of them all in memory. Knows the
 * database, nothing of reports or routing. Start reading at {@link org.fangpin110.unit.UnitTable}.
 */
package org.fangpin110.unit;
