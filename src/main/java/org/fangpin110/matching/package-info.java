/**
 * Whether a new report speaks of a person or household that already has a case. Pure; the weights are the table of {@link
 * org.fangpin110.matching.ReasonCode}, the decision is made in {@link org.fangpin110.matching.Matching}.
 */
package org.fangpin110.matching;
