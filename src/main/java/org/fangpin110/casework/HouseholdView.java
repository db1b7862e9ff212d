package org.fangpin110.casework;

import java.time.LocalDate;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.casework.Words.NamedUnit;
import org.fangpin110.household.RegisteredHousehold;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contract's RegisteredHousehold: what the registry knows of the subject, for orientation and never as proof. */
record HouseholdView(
        NamedUnit village,
        CodedValue householdClass,
        CodedValue monitorStatus,
        LocalDate monitoredSince,
        int memberCount,
        boolean dibao,
        CodedValue relationToHead,
        String headName,
        LocalDate asOf) {
    private static final Logger LOG = LoggerFactory.getLogger(HouseholdView.class);

    static HouseholdView of(RegisteredHousehold known, RegistrySeal seal, Words words) {
        return new HouseholdView(
                words.unit(known.unitCode()),
                words.coded("household-class", known.householdClass().name()),
                words.coded("monitor-status", known.monitorStatus().name()),
                known.monitoredSince(),
                known.memberCount(),
                known.dibao(),
                words.coded("relation", known.relation().name()),
                headName(known, seal),
                known.asOf());
    }

    /** A registry that does not open, say under a lost key, must not hide the case. */
    private static String headName(RegisteredHousehold known, RegistrySeal seal) {
        try {
            return known.maskedHead(seal).orElse(null);
        } catch (DecryptionFailure e) {
            LOG.atError()
                    .addKeyValue("household", known.key())
                    .addKeyValue("failure", e.getMessage())
                    .log("A registry row does not open");
            return null;
        }
    }

    @Override
    public String toString() {
        return "HouseholdView[hidden]";
    }
}
