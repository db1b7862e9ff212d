/**
 * The report as a resident sent it, its number, and checks of single values in it. Holds values; what happens next is the
 * business of its case. Start at {@link org.fangpin110.report.NewReport}.
 */
package org.fangpin110.report;
