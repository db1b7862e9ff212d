package org.fangpin110.matching;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a report or case can be recognised by. Persons, phones and names are blind indexes: equal values have equal indexes,
 * and nothing else can be read from them. No birth date is kept beside them: it is part of the ID number, so whoever gave
 * one is recognised by the number, and whoever gave none has no birth date to compare.
 *
 * @param person of the ID number, when there is a checked one
 * @param phone of the subject's phone; absent when it is a helper's own, who lends it to many
 * @param name of the subject's name alone: the unit changes hands, a name does not
 * @param household opaque key of the registry's household
 * @param unit who owns the case now, or would get the report
 * @param risks kinds of trouble, empty when unknown
 * @param print of the narrative, see {@link Matching#distance}
 * @param at when it was told, last
 */
public record Traits(
        Optional<IndexKey> person,
        Optional<IndexKey> phone,
        IndexKey name,
        Optional<IndexKey> household,
        String unit,
        Set<String> risks,
        OptionalLong print,
        Instant at) {

    public Traits withUnit(String other) {
        return new Traits(person, phone, name, household, other, risks, print, at);
    }

    public Traits withHousehold(Optional<IndexKey> known) {
        return new Traits(person, phone, name, known, unit, risks, print, at);
    }

    @Override
    public String toString() {
        return "Traits[…]";
    }
}
