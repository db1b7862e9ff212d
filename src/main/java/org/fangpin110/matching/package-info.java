/**
 * Whether a new report speaks of a person or household that already has an open case. Pure; start at {@link Matching}.
 */
package org.fangpin110.matching;
