package org.fangpin110.household;

import java.util.UUID;

/** A person row, checked and sealed, on its way into the database. Absent values are null. */
record StagedPerson(
        int line,
        UUID key,
        String number,
        UUID householdKey,
        Relation relation,
        String sex,
        Integer birthYear,
        byte[] personIndex,
        byte[] nameIndex,
        byte[] content,
        byte[] rowIndex) {
    @Override
    public String toString() {
        return "StagedPerson[" + line + "]";
    }
}
