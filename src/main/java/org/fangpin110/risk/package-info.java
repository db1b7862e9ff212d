/**
 * How great the danger to a household is, suggested from what is known and explained; a person decides. Knows no case, no
 * clock and no colour, and has no word for a refusal. Start at {@link RiskRules}.
 */
package org.fangpin110.risk;
