package org.fangpin110.intake;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.Traits;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.TextPrint;
import org.fangpin110.report.NewReport;

/** Turns what a report says into what it can be recognised by. */
public final class Recognition {
    /** Whose phone is the household's too. */
    private static final Set<String> OF_THE_HOUSEHOLD = Set.of("SELF", "RELATIVE");

    private final BlindIndex index;
    private final TextPrint print;

    public Recognition(BlindIndex index, TextPrint print) {
        this.index = index;
        this.print = print;
    }

    /** For limits: whoever's it is. */
    Optional<IndexKey> phone(IntakeChecks.Findings findings) {
        return findings.phone().map(phone -> new IndexKey(index.of("case_file.phone_index", phone.digits())));
    }

    Traits traits(NewReport report, IntakeChecks.Findings findings, Optional<IndexKey> phone, String unit, Instant at) {
        Set<String> risks = new HashSet<>(report.otherRisks());
        risks.add(report.riskMain());
        return new Traits(
                findings.idNumber().map(number -> new IndexKey(index.of("case_file.person_index", number.person()))),
                phone.filter(known -> !isHelpersOwn(report)),
                new IndexKey(index.of("case_file.name_index", findings.name().comparable())),
                Optional.empty(),
                unit,
                risks,
                report.hardshipText() == null ? OptionalLong.empty() : print.of(report.hardshipText()),
                at);
    }

    /** A cadre who has no number of the family gives his own: it says who helps, not who is helped. */
    private static boolean isHelpersOwn(NewReport report) {
        if (OF_THE_HOUSEHOLD.contains(report.reporterKind()) || report.reporter() == null) {
            return false;
        }
        return digits(report.reporter().phone()).isPresent()
                && digits(report.reporter().phone())
                        .equals(digits(report.subject().phone()));
    }

    private static Optional<String> digits(String typed) {
        return ContactPhone.check(typed).phone().map(ContactPhone::digits);
    }
}
