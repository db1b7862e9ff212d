package org.fangpin110.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.RiskLevelSet;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.policy.RiskPolicy;
import org.fangpin110.risk.IncomeLine;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.risk.RiskReason;
import org.fangpin110.risk.RiskSuggestion;
import org.fangpin110.unit.UnitTable;

/** Turns levels and suggestions into what the contract shows, in the reader's words and the region's colours. */
public final class RiskView {
    private final Messages messages;
    private final Supplier<UnitTable> table;
    private final Supplier<RiskPolicy> policy;
    private final FieldCipher cipher;

    public RiskView(Messages messages, Supplier<UnitTable> table, Supplier<RiskPolicy> policy, FieldCipher cipher) {
        this.messages = messages;
        this.table = table;
        this.policy = policy;
        this.cipher = cipher;
    }

    /** The contract's RiskLevelView. */
    record Shown(UUID caseId, int version, RiskShade current, Suggested suggestion, List<Entry> history) {
        @Override
        public String toString() {
            return "RiskView.Shown[" + caseId + "]";
        }
    }

    /** @param colour null where too little is known */
    record Suggested(
            CodedValue level,
            String colour,
            RiskShade mayReach,
            List<Reason> reasons,
            List<CodedValue> missing,
            Line incomeLine,
            List<Advice> classes,
            String advice,
            String ruleVersion) {
        @Override
        public String toString() {
            return "Suggested[…]";
        }
    }

    /** @param basis TOLD or CHECKED; null where no fact is behind it */
    record Reason(String code, String text, int points, String basis) {}

    /** @param wantedYear the year that was asked for; the line of an earlier one holds until that year's is there */
    record Line(int year, int yuan, String basis, Words.NamedUnit region, int wantedYear, String text) {}

    record Advice(CodedValue monitoredClass, List<Reason> reasons) {}

    /** One level that was set. */
    record Entry(
            int ordinal,
            RiskShade level,
            CodedValue suggested,
            String ruleVersion,
            CodedValue reason,
            String note,
            String setBy,
            Instant setAt) {
        @Override
        public String toString() {
            return "Entry[" + ordinal + "]";
        }
    }

    Shown of(RiskService.Shown shown, Language language) {
        Words words = new Words(messages, table, language);
        Case file = shown.file();
        RiskPolicy now = policy.get();
        return new Shown(
                file.id(),
                file.version(),
                RiskShade.of(shown.current(), file.ownerUnit(), now, words),
                suggested(shown, now, words),
                shown.history().stream()
                        .map(set -> entry(set, file, now, words))
                        .toList());
    }

    private static Suggested suggested(RiskService.Shown shown, RiskPolicy now, Words words) {
        RiskSuggestion suggestion = shown.suggestion();
        String unit = shown.file().ownerUnit();
        return new Suggested(
                words.coded("danger-level", suggestion.level().name()),
                suggestion.level() == RiskSuggestion.Level.NOT_ENOUGH_KNOWN
                        ? null
                        : now.colour(unit, RiskLevel.valueOf(suggestion.level().name())),
                RiskShade.of(suggestion.mayReach(), unit, now, words),
                suggestion.reasons().stream()
                        .map(reason -> reason(reason, words))
                        .toList(),
                suggestion.missing().stream()
                        .map(what -> words.coded("risk-needed", what.name()))
                        .toList(),
                suggestion.incomeLine() == null ? null : line(suggestion.incomeLine(), shown.year(), words),
                suggestion.classes().stream()
                        .map(advice -> new Advice(
                                words.coded(
                                        "household-class",
                                        advice.monitoredClass().name()),
                                advice.reasons().stream()
                                        .map(reason -> reason(reason, words))
                                        .toList()))
                        .toList(),
                words.text("risk-advice"),
                suggestion.ruleVersion());
    }

    /** Codes among the parameters have words of their own, by the kind of reason. */
    static Reason reason(RiskReason reason, Words words) {
        String prefix =
                switch (reason.code()) {
                    case "event" -> "risk.";
                    case "urgent-need" -> "urgent.";
                    case "guarantee-unmet" -> "risk-guarantee.";
                    case "labour-short" -> "risk-labour.";
                    default -> null;
                };
        Object[] parameters = reason.parameters().stream()
                .map(value -> prefix == null ? value : words.text(prefix + value))
                .toArray();
        String text = words.text("risk-reason." + reason.code(), parameters);
        return new Reason(
                reason.code(),
                reason.basis() == null ? text : text + words.text("fact-basis." + reason.basis()),
                reason.points(),
                reason.basis() == null ? null : reason.basis().name());
    }

    private static Line line(IncomeLine line, int wanted, Words words) {
        return new Line(
                line.year(),
                line.yuan(),
                line.basis(),
                words.unit(line.regionCode()),
                wanted,
                words.text(
                        line.year() == wanted ? "income-line.of-the-year" : "income-line.of-an-earlier-year",
                        line.year(),
                        line.yuan(),
                        wanted));
    }

    private Entry entry(RiskLevelSet set, Case file, RiskPolicy now, Words words) {
        return new Entry(
                set.ordinal(),
                RiskShade.of(set.level(), file.ownerUnit(), now, words),
                words.coded("danger-level", set.suggested().name()),
                set.ruleVersion(),
                set.reason() == null ? null : words.coded("risk-change", set.reason()),
                set.note() == null
                        ? null
                        : cipher.decryptText(RiskLevelSet.noteContext(set.caseId(), set.ordinal()), set.note()),
                set.setByName(),
                set.setAt());
    }
}
