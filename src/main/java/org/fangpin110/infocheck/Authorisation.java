package org.fangpin110.infocheck;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a household allowed: the items that may be asked, and the members who signed. Personal data: never printed.
 *
 * @param scope codes of {@code query-scope.*}
 */
public record Authorisation(Set<String> scope, LocalDate signedOn, List<Member> members) {
    /** @param idNo null where the member has none at hand */
    public record Member(String name, String idNo) {
        JsonObject json() {
            return new JsonObject().put("name", name).put("idNo", idNo);
        }

        static Member of(JsonObject json) {
            return new Member(json.getString("name"), json.getString("idNo"));
        }

        @Override
        public String toString() {
            return "Member[…]";
        }
    }

    public Authorisation {
        scope = Set.copyOf(scope);
        members = List.copyOf(members);
        if (scope.isEmpty() || members.isEmpty() || signedOn == null) {
            throw new IllegalArgumentException("an authorisation needs a scope, a day and somebody who signed");
        }
    }

    /** Of the data of a form AUTHORISATION that passed its schema. */
    public static Authorisation of(JsonObject form) {
        return new Authorisation(
                form.getJsonArray("scope").stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet()),
                LocalDate.parse(form.getString("signedOn")),
                members(form.getJsonArray("members")));
    }

    static List<Member> members(JsonArray members) {
        return members.stream().map(JsonObject.class::cast).map(Member::of).toList();
    }

    JsonArray membersJson() {
        JsonArray array = new JsonArray();
        members.forEach(member -> array.add(member.json()));
        return array;
    }

    @Override
    public String toString() {
        return "Authorisation[" + scope + "]";
    }
}
