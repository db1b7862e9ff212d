package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fangpin110.attachment.PhotoRefusal;
import org.fangpin110.casefile.OutcomeCode;
import org.fangpin110.casefile.Party;
import org.fangpin110.casefile.Reopening;
import org.fangpin110.casefile.TransferReason;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.IdSlip;
import org.fangpin110.household.PersonName;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.matching.ReasonCode;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.wechat.TextVerdict;
import org.fangpin110.risk.Fact;
import org.fangpin110.risk.RiskFacts;
import org.fangpin110.risk.RiskSuggestion;
import org.fangpin110.routing.Destination;
import org.fangpin110.screening.Distress;
import org.fangpin110.screening.Sign;
import org.fangpin110.staff.Role;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contract, code and words agree: what one of them names, the others know. */
@ExtendWith(VertxExtension.class)
class ContractTest {
    private static final Contract CONTRACT = Contract.load();
    private static final Set<String> TYPED = Set.of("submitReport", "receiveSmsPush");

    /** Fields with coded values and where their words are; empty for what nobody reads as a word. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("reporterKind", "reporter."),
            Map.entry("relation", "relation."),
            Map.entry("idAbsentReason", "id-absent."),
            Map.entry("riskMain", "risk."),
            Map.entry("riskMore", "risk."),
            Map.entry("RiskType", "risk."),
            Map.entry("urgentKind", "urgent."),
            Map.entry("state", "state."),
            Map.entry("destination", "destination."),
            Map.entry("role", "role."),
            Map.entry("code", "status."),
            Map.entry("reason", "transfer-reason."),
            Map.entry("outcome", "outcome."),
            Map.entry("action", "action."),
            Map.entry("changeKind", "unit-change."),
            Map.entry("changeStatus", "unit-change-status."),
            Map.entry("changeReason", "risk-change."),
            Map.entry("riskLevel", "danger-level."),
            Map.entry("level", "danger-level."),
            Map.entry("suggestionStatus", "suggestion-status."),
            Map.entry("rejection", "alias-rejection."),
            Map.entry("noticeKind", "notice.kind."),
            Map.entry("householdClass", "household-class."),
            Map.entry("consent", "consent."),
            Map.entry("checkResult", "check-result."),
            Map.entry("checkSource", "check-source."),
            Map.entry("messageStatus", "message-status."),
            Map.entry("MessageStatus", "message-status."),
            Map.entry("channel", "message-channel."),
            Map.entry("MessageChannel", "message-channel."),
            Map.entry("callResult", "call-result."),
            Map.entry("resendReason", "resend-reason."),
            Map.entry("revisitFinding", "revisit-finding."),
            Map.entry("overdueLevel", "overdue."),
            Map.entry("scope", ""),
            Map.entry("view", "queue-view."),
            Map.entry("searchedAs", "searched-as."),
            Map.entry("formCode", "form."),
            Map.entry("evidenceKind", "evidence-kind."),
            Map.entry("system", ""));

    /** NEW, LINKED, SUGGESTED: the reasons beside it say it in words. */
    private static final Set<String> MATCHING_OUTCOMES = names(MatchingDecision.Outcome.values());

    private final Messages messages = new Messages();

    @Test
    void theServerMountsExactlyTheOperationsOfTheContract(Vertx vertx) {
        Api complete = bound(vertx, CONTRACT.operationIds());

        assertThatCode(() -> complete.mount(Router.router(vertx))).doesNotThrowAnyException();
        assertThatThrownBy(() -> complete.bind("getCase", request -> Future.succeededFuture(Reply.noContent())))
                .hasMessageContaining("getCase");
    }

    @Test
    void theServerRefusesToStartWithoutOneOfThem(Vertx vertx) {
        for (String missing : CONTRACT.operationIds()) {
            Set<String> rest = new TreeSet<>(CONTRACT.operationIds());
            rest.remove(missing);

            assertThatThrownBy(() -> bound(vertx, rest).mount(Router.router(vertx)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without handler [" + missing + "]");
        }
    }

    @Test
    void theServerRefusesToStartWithOneTheContractLacks(Vertx vertx) {
        Set<String> more = new TreeSet<>(CONTRACT.operationIds());
        more.add("deleteEverything");

        assertThatThrownBy(() -> bound(vertx, more).mount(Router.router(vertx)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in the contract [deleteEverything]");
    }

    @Test
    void everyCodedValueOfTheContractHasItsWords() {
        eachList((field, values) -> {
            assertThat(WORDS)
                    .as("say here where the words of " + field + " are")
                    .containsKey(field);
            String prefix = WORDS.get(field);
            if (!prefix.isEmpty() && !values.equals(MATCHING_OUTCOMES)) {
                assertWords(prefix, values.stream());
            }
        });
    }

    @Test
    void answersMayGrowTheirListsAndRequestsMayNot() {
        JsonObject paths = CONTRACT.document().getJsonObject("paths");
        paths.forEach(path -> ((JsonObject) path.getValue()).forEach(entry -> {
            JsonObject operation = (JsonObject) entry.getValue();
            JsonObject asked = operation.copy();
            JsonObject answered = (JsonObject) asked.remove("responses");
            String id = operation.getString("operationId");
            assertThat(lists(answered, "enum"))
                    .as("closed lists in answers of " + id)
                    .isEmpty();
            assertThat(lists(asked, "x-extensible-enum"))
                    .as("open lists in requests of " + id)
                    .isEmpty();
        }));
    }

    @Test
    void codeAndContractKnowTheSameValues() {
        Map<String, Set<String>> known = new HashMap<>();
        eachList((field, values) ->
                known.computeIfAbsent(field, name -> new TreeSet<>()).addAll(values));

        assertThat(known.get("state")).isEqualTo(names(State.values()));
        assertThat(known.get("destination")).isEqualTo(names(Destination.values()));
        assertThat(known.get("role")).isEqualTo(names(Role.values()));
        assertThat(known.get("reason")).isEqualTo(names(TransferReason.values()));
        assertThat(names(OutcomeCode.values()))
                .containsAll(known.get("outcome").stream()
                        .filter(outcome -> !MATCHING_OUTCOMES.contains(outcome))
                        .toList());
        CONTRACT.document().getJsonObject("paths").forEach(path -> ((JsonObject) path.getValue())
                .forEach(operation -> assertThat(names(Role.values()))
                        .containsAll(((JsonObject) operation.getValue())
                                .getJsonArray("x-roles", new JsonArray()).stream()
                                        .map(String.class::cast)
                                        .toList())));
    }

    @Test
    void everyCodeMadeOfAnEnumHasItsWords() {
        assertWords("state.", plain(State.values()));
        assertWords("destination.", plain(Destination.values()));
        assertWords("role.", plain(Role.values()));
        assertWords("outcome.", plain(OutcomeCode.values()));
        assertWords("transfer-reason.", plain(TransferReason.values()));
        assertWords("action.", plain(Action.values()));
        assertWords("actor.", plain(Party.values()).filter(party -> !party.equals("STAFF")));
        assertWords("rating.", plain(Reopening.Outcome.values()));
        assertWords("field.id-", kebab(IdNumber.Fault.values()));
        assertWords("field.id-slip-", kebab(IdSlip.Kind.values()));
        assertWords("field.name-", kebab(PersonName.Fault.values()));
        assertWords("field.phone-", kebab(ContactPhone.Fault.values()));
        assertWords("flag.urgent-", kebab(Distress.values()));
        assertWords("text-check.", plain(TextVerdict.Suggestion.values()));
        assertWords("sign.", plain(Sign.values()));
        assertWords("danger-level.", plain(RiskSuggestion.Level.values()));
        assertWords("risk-needed.", plain(RiskFacts.Needed.values()));
        assertWords("risk-guarantee.", plain(RiskFacts.Guarantee.values()));
        assertWords("risk-labour.", plain(RiskFacts.Labour.values()));
        assertWords("fact-basis.", plain(Fact.Basis.values()));
        assertWords("household-class.", plain(RiskSuggestion.MonitoredClass.values()));
        assertWords("problem.", Arrays.stream(PhotoRefusal.Reason.values()).map(PhotoRefusal.Reason::code));
        assertWords("matching.reason.", Arrays.stream(ReasonCode.values()).map(ReasonCode::code));
    }

    /** What casework and intake write into the history: staff read all of it, residents all but who holds the case. */
    @Test
    void everyStepHasItsWordsForStaffAndForResidents() {
        List<String> told = List.of(
                "report-received",
                "report-linked",
                "report-supplemented",
                "report-withdrawn",
                "case-accepted",
                "case-transferred",
                "case-returned",
                "case-assigned",
                "unit-changed",
                "due-date-corrected",
                "case-closed",
                "notice-objected",
                "case-reopened",
                "report-not-solved",
                "refusal-appealed",
                "report-corrected",
                "consent-withdrawn",
                "resident-asked",
                "case-closed");
        assertWords("timeline.", told.stream());
        assertWords(
                "event.",
                Stream.concat(
                        told.stream(),
                        Stream.of(
                                "case-claimed",
                                "due-date-confirmed",
                                "case-released",
                                "case-freed",
                                "unit-split",
                                "case-merged",
                                "match-separated",
                                "case-held",
                                "case-hold-lifted",
                                "case-confirmed",
                                "case-due-soon",
                                "case-overdue",
                                "case-escalated-township",
                                "case-escalated-banner",
                                "risk-level-set",
                                "text-risky",
                                "text-doubtful")));
    }

    private static Api bound(Vertx vertx, Set<String> operations) {
        Api api = new Api(vertx, CONTRACT, new Messages(), (operation, status, nanos) -> {})
                .authenticate("residentToken", token -> Future.failedFuture(AppException.notFound()))
                .authenticate("staffToken", token -> Future.failedFuture(AppException.notFound()));
        operations.stream()
                .filter(operation -> !TYPED.contains(operation))
                .forEach(operation -> api.bind(operation, request -> Future.succeededFuture(Reply.noContent())));
        TYPED.stream()
                .filter(operations::contains)
                .forEach(operation ->
                        api.bind(operation, body -> body, request -> Future.succeededFuture(Reply.noContent())));
        return api;
    }

    private void assertWords(String prefix, Stream<String> codes) {
        List<String> keys = codes.map(code -> prefix + code).toList();
        assertThat(keys).isNotEmpty();
        for (Language language : List.of(Language.ZH, Language.EN)) {
            assertThat(keys).allSatisfy(key -> assertThat(messages.has(language, key))
                    .as(key + " in " + language)
                    .isTrue());
        }
    }

    private static void eachList(BiConsumer<String, Set<String>> reader) {
        walk("", CONTRACT.document(), Set.of("enum", "x-extensible-enum"), reader);
    }

    private static List<String> lists(JsonObject part, String keyword) {
        List<String> found = new ArrayList<>();
        walk("", part, Set.of(keyword), (field, values) -> found.add(field));
        return found;
    }

    private static void walk(String field, Object node, Set<String> keywords, BiConsumer<String, Set<String>> reader) {
        if (node instanceof JsonObject object) {
            String named = object.containsKey("in") ? object.getString("name") : field;
            object.forEach(entry -> {
                boolean transparent = Set.of("items", "schema").contains(entry.getKey());
                if (keywords.contains(entry.getKey())) {
                    reader.accept(
                            named,
                            ((JsonArray) entry.getValue())
                                    .stream().map(String.class::cast).collect(Collectors.toCollection(TreeSet::new)));
                } else {
                    walk(transparent ? named : entry.getKey(), entry.getValue(), keywords, reader);
                }
            });
        } else if (node instanceof JsonArray array) {
            array.forEach(item -> walk(field, item, keywords, reader));
        }
    }

    private static Set<String> names(Enum<?>[] values) {
        return plain(values).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> plain(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name);
    }

    private static Stream<String> kebab(Enum<?>[] values) {
        return plain(values).map(name -> name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }
}
