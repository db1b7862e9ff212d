package org.fangpin110.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.household.PersonName;

/**
 * What is on file about the household of a case, before anything of it is told to anybody.
 *
 * @param head as the registry names it, else the subject of the report who is the head
 * @param born the head's
 * @param householdClass only a monitored one
 * @param names of everybody on file; none of them belongs into free text
 * @param minors those of them known to be under age: never at the head by name, whatever anybody says
 */
record NoticeFacts(
        Optional<PersonName> head,
        Optional<LocalDate> born,
        Optional<HouseholdClass> householdClass,
        Optional<Integer> members,
        PublicCause cause,
        List<PersonName> names,
        List<PersonName> minors) {
    @Override
    public String toString() {
        return "NoticeFacts[…]";
    }
}
