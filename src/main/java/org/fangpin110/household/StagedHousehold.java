package org.fangpin110.household;

import java.time.LocalDate;
import java.util.UUID;

/** A household row, checked and sealed, on its way into the database. Absent values are null. */
record StagedHousehold(
        int line,
        UUID key,
        String number,
        String unitCode,
        HouseholdClass householdClass,
        MonitorStatus status,
        LocalDate monitoredSince,
        LocalDate registeredOn,
        int memberCount,
        boolean dibao,
        byte[] phoneIndex,
        byte[] content,
        byte[] rowIndex) {
    @Override
    public String toString() {
        return "StagedHousehold[" + line + "]";
    }
}
