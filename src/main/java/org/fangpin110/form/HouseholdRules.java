package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.problem.FieldError;

/** Rules about people: who is in the household, who visits it, who signs. Faults are {@link FieldError}s. */
final class HouseholdRules {
    private static final int ADULT = 18;
    /** Below it all data of a person are sensitive and a guardian consents. */
    private static final int CHILD = 14;

    private static final List<String> GUARANTEES = List.of("schooling", "medicalCare", "housing", "water");

    private HouseholdRules() {}

    static void everyMemberIsListed(JsonObject data, LocalDate today, FormFaults faults) {
        JsonArray members = data.getJsonArray("members");
        if (data.getInteger("householdSize") != members.size()) {
            faults.fault("/householdSize", "household-size-differs");
        }
        if (objects(members).stream()
                        .filter(member -> member.getString("relation").equals("HEAD"))
                        .count()
                != 1) {
            faults.fault("/members", "head-missing");
        }
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < members.size(); i++) {
            JsonObject member = members.getJsonObject(i);
            Optional<IdNumber> number = number(member);
            if (number.isPresent() && !numbers.add(number.get().person())) {
                faults.fault("/members/" + i + "/idNo", "repeated");
            }
            if (member.getString("idNo") == null && member.getString("idAbsentReason") == null) {
                faults.fault("/members/" + i + "/idNo", "id-or-reason");
            }
            if (number.isEmpty() && member.getString("birthDate") == null) {
                faults.fault("/members/" + i + "/birthDate", "birth-date-needed");
            }
        }
    }

    /** Authorisation is that of all adults: one cannot permit a query about another. */
    static void everyAdultSigns(JsonObject data, LocalDate today, FormFaults faults) {
        eachMember(data, (place, member) -> {
            if (age(member, today) >= ADULT && member.getString("signature") == null) {
                faults.fault(place + "/signature", "signature-needed");
            }
        });
    }

    static void everySignatureIsProved(JsonObject data, LocalDate today, FormFaults faults) {
        eachMember(data, (place, member) -> {
            String kind = member.getString("signature", "");
            if (kind.equals("PAPER_SCAN") && member.getJsonArray("scanIds") == null) {
                faults.fault(place + "/scanIds", "scan-needed");
            }
            if (kind.equals("E_SIGN") && member.getString("signMethod") == null) {
                faults.fault(place + "/signMethod", "sign-method-needed");
            }
            if (kind.equals("E_SIGN") && member.getString("signedAt") == null) {
                faults.fault(place + "/signedAt", "sign-time-needed");
            }
        });
    }

    static void everyChildHasAGuardian(JsonObject data, LocalDate today, FormFaults faults) {
        eachMember(data, (place, member) -> {
            if (age(member, today) < CHILD && member.getString("guardianName") == null) {
                faults.fault(place + "/guardianName", "guardian-needed");
            }
        });
    }

    static void twoPeopleVisit(JsonObject data, LocalDate today, FormFaults faults) {
        different(data, "visitors", "two-visitors-needed", faults);
    }

    static void visitorsDiffer(JsonObject data, LocalDate today, FormFaults faults) {
        different(data, "visitors", "repeated", faults);
    }

    /** Names as people compare them: 乌云 其木格 is 乌云·其木格. */
    static void different(JsonObject data, String list, String code, FormFaults faults) {
        List<String> names = objects(data.getJsonArray(list)).stream()
                .map(person -> PersonName.check(person.getString("name")).name().orElseThrow())
                .map(PersonName::comparable)
                .toList();
        for (int i = 1; i < names.size(); i++) {
            if (names.subList(0, i).contains(names.get(i))) {
                faults.fault("/" + list + "/" + i + "/name", code);
            }
        }
    }

    static void whatIsNotSecuredIsDescribed(JsonObject data, LocalDate today, FormFaults faults) {
        GUARANTEES.forEach(name -> {
            JsonObject guarantee = data.getJsonObject(name);
            if (guarantee.getString("finding").equals("UNSAFE") && guarantee.getString("note") == null) {
                faults.fault("/" + name + "/note", "note-needed");
            }
        });
    }

    static boolean allSecured(JsonObject data) {
        return GUARANTEES.stream()
                .noneMatch(name -> data.getJsonObject(name).getString("finding").equals("UNSAFE"));
    }

    static void risksDiffer(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getJsonArray("riskMore", new JsonArray()).contains(data.getString("riskMain"))) {
            faults.fault("/riskMore", "risk-repeated");
        }
    }

    static void anEventHasItsDay(JsonObject data, LocalDate today, FormFaults faults) {
        if (!data.getString("eventKind").equals("NONE") && data.getString("eventOn") == null) {
            faults.fault("/eventOn", "event-day-needed");
        }
    }

    static void whatDiffersIsExplained(JsonObject data, LocalDate today, FormFaults faults) {
        JsonArray comparisons = data.getJsonArray("comparisons", new JsonArray());
        for (int i = 0; i < comparisons.size(); i++) {
            JsonObject one = comparisons.getJsonObject(i);
            if (one.getString("result").equals("DIFFERS") && one.getString("explanation") == null) {
                faults.fault("/comparisons/" + i + "/explanation", "explanation-needed");
            }
        }
    }

    static void nobodyIsCountedTwice(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getInteger("labourAbleCount") > data.getInteger("householdSize")) {
            faults.fault("/labourAbleCount", "able-too-many");
        }
    }

    private interface MemberReader {
        void read(String place, JsonObject member);
    }

    private static void eachMember(JsonObject data, MemberReader reader) {
        JsonArray members = data.getJsonArray("members");
        for (int i = 0; i < members.size(); i++) {
            reader.read("/members/" + i, members.getJsonObject(i));
        }
    }

    /** Of unknown age counts as adult: better one signature more. */
    private static int age(JsonObject member, LocalDate today) {
        return number(member)
                .map(number -> number.ageAt(today))
                .or(() -> Optional.ofNullable(member.getString("birthDate"))
                        .map(born ->
                                Period.between(LocalDate.parse(born), today).getYears()))
                .orElse(ADULT);
    }

    private static Optional<IdNumber> number(JsonObject member) {
        return Optional.ofNullable(member.getString("idNo"))
                .flatMap(number -> IdNumber.check(number).number());
    }

    static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
