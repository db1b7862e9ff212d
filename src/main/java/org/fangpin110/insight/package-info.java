/**
 * Door to numbers: where the work of a unit stands. It counts what the records hold and shows nobody's name; start reading at
 * {@link org.fangpin110.insight.OverviewHandler}.
 */
package org.fangpin110.insight;
