/**
 * The case: its row, its steps, its queue. Knows no HTTP and no rules of who may do what; start at
 * {@link org.fangpin110.casefile.CaseRepository}.
 */
package org.fangpin110.casefile;
