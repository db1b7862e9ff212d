package org.fangpin110.risk;

/** Danger to the household, as a person set it. Which colour shows it is the region's affair. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH
}
