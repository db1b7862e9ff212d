/**
 * Refusals drawn by lot to be looked at again by somebody else, so that everybody can recompute the lot. Start at {@link RevisitDraw};
 * the lot itself is {@link Revisit}.
 */
package org.fangpin110.revisit;
