package org.fangpin110.risk;

import java.util.List;
import java.util.Set;
import org.fangpin110.risk.RiskFacts.Needed;

/**
 * What the rules suggest; a person decides. There is no value that refuses anybody anything.
 *
 * @param mayReach the level it would be if all that is unknown were bad
 * @param reasons never empty
 * @param missing what is needed and unknown
 * @param incomeLine the line that was taken; null when none was needed or known
 * @param classes what the household might be recognised as; empty while nothing speaks for one
 */
public record RiskSuggestion(
        Level level,
        RiskLevel mayReach,
        List<RiskReason> reasons,
        Set<Needed> missing,
        IncomeLine incomeLine,
        List<ClassAdvice> classes,
        String ruleVersion) {

    /** A risk level, or that too little is known to suggest little danger. */
    public enum Level {
        NOT_ENOUGH_KNOWN,
        LOW,
        MEDIUM,
        HIGH
    }

    /** The classes in which a household may be monitored. */
    public enum MonitoredClass {
        UNSTABLE_EX_POOR,
        AT_RISK_EDGE,
        SUDDEN_HARDSHIP
    }

    /** A class that is thinkable, and why. @param reasons never empty */
    public record ClassAdvice(MonitoredClass monitoredClass, List<RiskReason> reasons) {
        public ClassAdvice {
            reasons = List.copyOf(reasons);
        }
    }

    public boolean suggests(RiskLevel one) {
        return level.name().equals(one.name());
    }

    @Override
    public String toString() {
        return "RiskSuggestion[" + level + "]";
    }
}
