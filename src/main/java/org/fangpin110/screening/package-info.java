/**
 * What a narrative looks like: a cry for help, a report, noise, an advertisement. Pure; it never refuses anything, it only says
 * what a person should look at first. Start at {@link org.fangpin110.screening.Screening}.
 */
package org.fangpin110.screening;
