/**
 * Nobody decides on their own affair: a village whose people a report names, or whose handler is related, does not have the case. Start
 * at {@link VillageSkip}; the rule is {@link ConflictOfInterest}.
 */
package org.fangpin110.separation;
