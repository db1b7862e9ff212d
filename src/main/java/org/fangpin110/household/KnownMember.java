package org.fangpin110.household;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A member as the registry knows it. @param born by the ID number, else as stated */
public record KnownMember(Relation relation, PersonName name, Optional<LocalDate> born) {

    /** Empty where the stored name is none by today's rules. */
    static Optional<KnownMember> of(Relation relation, JsonObject content) {
        Optional<LocalDate> born =
                IdNumber.check(content.getString("id_no")).number().map(IdNumber::birthDate);
        return PersonName.check(content.getString("name"))
                .name()
                .map(name -> new KnownMember(relation, name, born.or(() -> stated(content.getString("birth_date")))));
    }

    private static Optional<LocalDate> stated(String day) {
        try {
            return Optional.ofNullable(day).map(text -> LocalDate.parse(text.replace('/', '-')));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "KnownMember[" + relation + "]";
    }
}
