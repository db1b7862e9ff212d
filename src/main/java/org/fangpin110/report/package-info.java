/**
 * The report as a resident sent it. Holds values; what happens next is the business of its case. Start at {@link NewReport}.
 */
package org.fangpin110.report;
