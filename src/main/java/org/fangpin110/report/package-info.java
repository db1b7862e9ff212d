/**
 * The self-report as residents send it and as it is stored. It only holds values; what happens next is the business of its case. It may
 * not know how a report is routed or answered.
 */
package org.fangpin110.report;
