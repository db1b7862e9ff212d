package org.fangpin110.risk;

/**
 * One fact that speaks for danger, and for how much.
 *
 * @param value kind of trouble, guarantee, labour; the name of a grade where there is a threshold
 * @param threshold share of the income line (below it) or of the income (from it on); null for other measures
 * @param points never negative: no fact speaks against danger
 * @param sudden a household above the income line may be in sudden hardship by it
 */
public record RiskRule(Measure measure, String value, Double threshold, int points, boolean sudden) {
    /** What is looked at. Of one with grades the heaviest counts, of the others the sum of what is there. */
    public enum Measure {
        INCOME(true),
        RIGID_SPENDING(true),
        EVENT(false),
        URGENT(false),
        GUARANTEE(false),
        LABOUR(true);

        private final boolean graded;

        Measure(boolean graded) {
            this.graded = graded;
        }

        boolean isGraded() {
            return graded;
        }
    }

    public RiskRule {
        boolean needsThreshold = measure == Measure.INCOME || measure == Measure.RIGID_SPENDING;
        if (points < 0 || needsThreshold != (threshold != null)) {
            throw new IllegalArgumentException("not a rule: " + measure + " " + value);
        }
    }

    /** By what is known; an unknown fact makes no rule speak. @param line null where there is none */
    boolean speaks(RiskFacts facts, IncomeLine line) {
        return switch (measure) {
            case INCOME -> line != null && facts.income().is(yuan -> yuan < threshold * line.yuan());
            case RIGID_SPENDING -> facts.rigidShare().is(share -> share >= threshold);
            case EVENT -> facts.events().is(kinds -> kinds.contains(value));
            case URGENT -> facts.urgent().is(kinds -> kinds.contains(value));
            case GUARANTEE ->
                facts.guarantees().get(RiskFacts.Guarantee.valueOf(value)).is(met -> !met);
            case LABOUR -> facts.labour().is(labour -> labour.compareTo(RiskFacts.Labour.valueOf(value)) >= 0);
        };
    }

    Fact.Basis basis(RiskFacts facts) {
        return switch (measure) {
            case INCOME -> facts.income().basis();
            case RIGID_SPENDING -> facts.rigidShare().basis();
            case EVENT -> facts.events().basis();
            case URGENT -> facts.urgent().basis();
            case GUARANTEE ->
                facts.guarantees().get(RiskFacts.Guarantee.valueOf(value)).basis();
            case LABOUR -> facts.labour().basis();
        };
    }
}
