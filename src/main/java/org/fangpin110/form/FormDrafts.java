package org.fangpin110.form;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fangpin110.casefile.Case;
import org.fangpin110.household.RegisteredMember;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;

/** What a form can be begun with, so that nobody types twice: from earlier forms, the registry and the report, in this order. */
final class FormDrafts {
    private static final List<String> FACTS = List.of(
            "householdSize",
            "labourAbleCount",
            "grossIncome",
            "netIncome",
            "netIncomePerHead",
            "rigidSpending",
            "schooling",
            "medicalCare",
            "housing",
            "water",
            "riskMain",
            "riskMore",
            "eventKind",
            "riskControllable",
            "incomeStable",
            "incomeStableMonths",
            "spendingControllable",
            "riskSolved",
            "newRisk",
            "measuresDelivered",
            "eliminationKind");

    private static final List<String> HOUSEHOLD =
            List.of("headName", "householdSize", "members", "labourWilling", "place", "contactPhone", "address");

    /** Fields of an earlier form, the latest of its kind that stands. */
    private record Source(FormCode code, List<String> fields) {}

    private static final Map<FormCode, List<Source>> SOURCES = Map.ofEntries(
            Map.entry(FormCode.AUTHORISATION, List.of(new Source(FormCode.VISIT_FORM, HOUSEHOLD))),
            Map.entry(FormCode.VISIT_FORM, List.of(new Source(FormCode.AUTHORISATION, HOUSEHOLD))),
            Map.entry(FormCode.CHECK_CONCLUSION, List.of(new Source(FormCode.VISIT_FORM, FACTS))),
            Map.entry(FormCode.NOTICE_REMOVAL, List.of(new Source(FormCode.NOTICE_POSTING, List.of("place")))),
            Map.entry(
                    FormCode.NOTICE_POSTING,
                    List.of(
                            new Source(FormCode.CHECK_CONCLUSION, List.of("proposedClass", "householdSize")),
                            new Source(FormCode.VISIT_FORM, List.of("headName", "householdSize")))),
            Map.entry(FormCode.DECISION, List.of(new Source(FormCode.CHECK_CONCLUSION, List.of("proposedClass")))),
            Map.entry(FormCode.ANNOUNCEMENT, List.of(new Source(FormCode.NOTICE_POSTING, List.of("place")))),
            Map.entry(FormCode.NATIONAL_ENTRY, List.of(new Source(FormCode.DECISION, List.of("householdClass")))),
            Map.entry(
                    FormCode.HELP_PLAN,
                    List.of(
                            new Source(FormCode.CHECK_CONCLUSION, List.of("labourAbleCount")),
                            new Source(FormCode.VISIT_FORM, List.of("labourAbleCount", "labourWilling")))),
            Map.entry(
                    FormCode.FOLLOW_UP_VISIT,
                    List.of(new Source(FormCode.VISIT_FORM, List.of("place", "visitors", "metWith")))),
            Map.entry(FormCode.ELIMINATION_VISIT, List.of(new Source(FormCode.VISIT_FORM, HOUSEHOLD))),
            Map.entry(
                    FormCode.ELIMINATION_CONCLUSION,
                    List.of(
                            new Source(FormCode.ELIMINATION_VISIT, FACTS),
                            new Source(FormCode.CHECK_CONCLUSION, List.of("incomeLine")))));

    /** The same fact under another name. */
    private static final Map<String, String> CALLED_THERE = Map.of("proposedClass", "householdClass");

    private final FormCatalogue catalogue;
    private final FormSeal seal;
    private final FormRepository forms = new FormRepository();
    private final CaseReportRepository reports = new CaseReportRepository();
    private final ReportContent contents;
    private final RegistryRepository registry = new RegistryRepository();
    private final RegistrySeal registrySeal;

    FormDrafts(FormCatalogue catalogue, FormSeal seal, ReportContent contents, RegistrySeal registrySeal) {
        this.catalogue = catalogue;
        this.seal = seal;
        this.contents = contents;
        this.registrySeal = registrySeal;
    }

    /** @param sources where it came from: codes of forms, REGISTRY, REPORT */
    record Prefilled(JsonObject data, List<String> sources) {
        @Override
        public String toString() {
            return "Prefilled" + sources;
        }
    }

    /** Only for a case that was found in scope. What is not known is absent: a draft need not pass the check. */
    Future<Prefilled> of(SqlClient db, Case file, FormCode code) {
        Prefilled draft = new Prefilled(new JsonObject(), new ArrayList<>());
        Form form = catalogue.current(code);
        return fromForms(
                        db,
                        file,
                        form,
                        draft,
                        SOURCES.getOrDefault(code, List.of()).iterator())
                .compose(done -> form.fields().contains("members")
                        ? fromRegistry(db, file, form, draft).compose(known -> fromReport(db, file, form, draft))
                        : Future.succeededFuture())
                .map(draft);
    }

    private Future<Void> fromForms(SqlClient db, Case file, Form form, Prefilled draft, Iterator<Source> rest) {
        if (!rest.hasNext()) {
            return Future.succeededFuture();
        }
        Source source = rest.next();
        return forms.last(db, file.id(), source.code()).compose(found -> {
            found.ifPresent(earlier -> {
                JsonObject known = seal.open(earlier);
                if (known.containsKey("members")) {
                    known.put("labourAbleCount", VisitFacts.labourAble(known));
                }
                int before = draft.data().size();
                source.fields()
                        .forEach(name -> put(form, draft, CALLED_THERE.getOrDefault(name, name), known.getValue(name)));
                if (draft.data().size() > before) {
                    draft.sources().add(source.code().name());
                }
            });
            return fromForms(db, file, form, draft, rest);
        });
    }

    private Future<Void> fromRegistry(SqlClient db, Case file, Form form, Prefilled draft) {
        return registry.householdOf(db, file.personIndex())
                .compose(household -> household.isEmpty()
                        ? Future.succeededFuture()
                        : registry.membersInFull(db, household.get().key(), registrySeal)
                                .map(members -> {
                                    draft.sources().add("REGISTRY");
                                    put(
                                            form,
                                            draft,
                                            "householdClass",
                                            household.get().householdClass().name());
                                    put(form, draft, "householdSize", members.size());
                                    members.stream()
                                            .filter(RegisteredMember::isHead)
                                            .findFirst()
                                            .ifPresent(head -> put(form, draft, "headName", head.name()));
                                    JsonArray list = new JsonArray();
                                    members.forEach(member -> list.add(member.json()));
                                    put(form, draft, "members", list);
                                    return null;
                                }));
    }

    private Future<Void> fromReport(SqlClient db, Case file, Form form, Prefilled draft) {
        return reports.reports(db, file.id(), file.firstReportId()).map(all -> {
            if (!all.isEmpty()) {
                NewReport sent = contents.open(all.get(0).id(), all.get(0).content());
                draft.sources().add("REPORT");
                put(form, draft, "householdSize", sent.householdSize());
                put(form, draft, "contactPhone", sent.subject().phone());
                put(
                        form,
                        draft,
                        "address",
                        Stream.of(sent.groupName(), sent.addressText())
                                .filter(part -> part != null && !part.isBlank())
                                .reduce((group, address) -> group + " " + address)
                                .orElse(null));
                put(form, draft, "riskMain", sent.riskMain());
                put(form, draft, "riskMore", sent.riskMore() == null ? null : new JsonArray(sent.riskMore()));
                put(form, draft, "riskText", sent.hardshipText());
                put(form, draft, "members", new JsonArray().add(subject(sent.subject())));
            }
            return null;
        });
    }

    private static JsonObject subject(NewReport.Subject subject) {
        JsonObject member = new JsonObject().put("name", subject.name());
        if (subject.idNo() != null) {
            member.put("idNo", subject.idNo());
        }
        return subject.idAbsentReason() == null ? member : member.put("idAbsentReason", subject.idAbsentReason());
    }

    /** What came first stays; what the form has no place for is left out, at any depth. */
    private static void put(Form form, Prefilled draft, String name, Object value) {
        if (value != null
                && form.fields().contains(name)
                && !draft.data().containsKey(name)
                && form.field(name).getJsonArray("enum", JsonArray.of(value)).contains(value)) {
            draft.data().put(name, fitting(form.field(name), value));
        }
    }

    private static Object fitting(JsonObject schema, Object value) {
        if (value instanceof JsonArray array) {
            JsonArray fitting = new JsonArray();
            array.forEach(item -> fitting.add(fitting(schema.getJsonObject("items"), item)));
            return fitting;
        }
        if (value instanceof JsonObject object) {
            JsonObject properties = schema.getJsonObject("properties");
            JsonObject fitting = new JsonObject();
            object.forEach(entry -> {
                if (properties.containsKey(entry.getKey())) {
                    fitting.put(entry.getKey(), fitting(properties.getJsonObject(entry.getKey()), entry.getValue()));
                }
            });
            return fitting;
        }
        return value;
    }
}
