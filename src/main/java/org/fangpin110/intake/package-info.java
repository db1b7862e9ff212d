/**
 * The residents' door: submit, look up, supplement, withdraw, photos. Knows no staff; start at {@link IntakeHandler}.
 */
package org.fangpin110.intake;
