package org.fangpin110;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.fangpin110.notice.NoticeNumber;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.CaseFiles;
import org.fangpin110.support.Checks;
import org.fangpin110.support.EventStream;
import org.fangpin110.support.Pictures;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the contract by every kind of caller: who gets what, and that nobody learns anything about a case that
 * is not theirs. Driven by the contract: an operation without a line in {@link #PROBES} fails.
 */
class EveryOperationIT {
    private static final String TOWNSHIP = Reports.TOWNSHIP;
    private static final String NEXT_DOOR = "152223107209";
    private static final String OTHER_TOWNSHIP = "152223100000";
    private static final String OTHER_VILLAGE = "152223100200";
    private static final String OTHER_BANNER = "150422000000";
    /** Without a case; it stays as it is. */
    private static final String QUIET_VILLAGE = "152223100201";

    private static final AtomicInteger ALIASES = new AtomicInteger();
    private static final byte[] PHOTO = Pictures.jpeg(Color.ORANGE);

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of(
            "FANGPIN_SERVED_UNITS", TestApp.BANNER + "," + OTHER_BANNER, "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    /** As seen from a case of the village {@link Reports#VILLAGE}, reported by the owner. */
    enum Caller {
        STRANGER,
        OWNER,
        OTHER_RESIDENT,
        GRID_WORKER,
        VILLAGE,
        VILLAGE_NEXT_DOOR,
        VILLAGE_ELSEWHERE,
        TOWNSHIP,
        TOWNSHIP_ELSEWHERE,
        DESK,
        DESK_ELSEWHERE,
        DEPARTMENT,
        DEPARTMENT_ELSEWHERE,
        ADMIN,
        AUDITOR,
        AUDITOR_ELSEWHERE,
        TWO_POSTS_ONE_NEAR,
        /** Works on cases elsewhere and is a grid worker here: two halves that must not add up. */
        TWO_POSTS_NONE_FOR_IT,
        DEACTIVATED;

        /** May know who is in trouble. */
        static final Set<Caller> INSIDERS = EnumSet.of(OWNER, VILLAGE, TOWNSHIP, DESK, TWO_POSTS_ONE_NEAR);
    }

    /** The status each caller must get. */
    private record Audience(Map<Caller, Integer> statuses) {
        static Audience everybody(int status) {
            Map<Caller, Integer> all = new EnumMap<>(Caller.class);
            Arrays.stream(Caller.values()).forEach(caller -> all.put(caller, status));
            return new Audience(all);
        }

        Audience but(int status, Caller... callers) {
            Map<Caller, Integer> changed = new EnumMap<>(statuses);
            Arrays.stream(callers).forEach(caller -> changed.put(caller, status));
            return new Audience(changed);
        }

        static Audience residents(int status) {
            return everybody(401).but(status, Caller.OWNER, Caller.OTHER_RESIDENT);
        }

        static Audience sender(int status) {
            return residents(status).but(404, Caller.OTHER_RESIDENT);
        }

        static Audience staff() {
            return everybody(200).but(401, Caller.STRANGER, Caller.OWNER, Caller.OTHER_RESIDENT, Caller.DEACTIVATED);
        }

        static Audience caseStaff() {
            return staff().but(
                            403,
                            Caller.GRID_WORKER,
                            Caller.DEPARTMENT,
                            Caller.DEPARTMENT_ELSEWHERE,
                            Caller.ADMIN,
                            Caller.AUDITOR,
                            Caller.AUDITOR_ELSEWHERE);
        }

        static Audience staffOfTheCase() {
            return caseStaff()
                    .but(
                            404,
                            Caller.VILLAGE_NEXT_DOOR,
                            Caller.VILLAGE_ELSEWHERE,
                            Caller.TOWNSHIP_ELSEWHERE,
                            Caller.DESK_ELSEWHERE,
                            Caller.TWO_POSTS_NONE_FOR_IT);
        }

        static Audience aboveTheVillage() {
            return staffOfTheCase()
                    .but(
                            403,
                            Caller.VILLAGE,
                            Caller.VILLAGE_NEXT_DOOR,
                            Caller.VILLAGE_ELSEWHERE,
                            Caller.TWO_POSTS_ONE_NEAR,
                            Caller.TWO_POSTS_NONE_FOR_IT);
        }

        /** A township gives back only what is its own: what is a village's it transfers. */
        static Audience owningVillage() {
            return staffOfTheCase().but(403, Caller.DESK, Caller.DESK_ELSEWHERE).but(409, Caller.TOWNSHIP);
        }

        /** Who answers for how units below work. */
        static Audience overseers() {
            return auditors().but(200, Caller.TOWNSHIP, Caller.TOWNSHIP_ELSEWHERE, Caller.DESK, Caller.DESK_ELSEWHERE);
        }

        static Audience ratingReaders() {
            return overseers().but(403, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE);
        }

        /** Staff of the village or above it, whatever they work on. */
        static Audience printers(int status) {
            return staff().but(status, Caller.values())
                    .but(401, Caller.STRANGER, Caller.OWNER, Caller.OTHER_RESIDENT, Caller.DEACTIVATED)
                    .but(403, Caller.DEPARTMENT, Caller.DEPARTMENT_ELSEWHERE, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE)
                    .but(
                            404,
                            Caller.VILLAGE_NEXT_DOOR,
                            Caller.VILLAGE_ELSEWHERE,
                            Caller.TOWNSHIP_ELSEWHERE,
                            Caller.DESK_ELSEWHERE);
        }

        /** Offices and the desk of a banner. */
        static Audience offices() {
            return auditors()
                    .but(403, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE)
                    .but(200, Caller.DEPARTMENT, Caller.DEPARTMENT_ELSEWHERE, Caller.DESK, Caller.DESK_ELSEWHERE);
        }

        /** Whoever looks again at what was refused. */
        static Audience secondLookers() {
            return auditors()
                    .but(403, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE)
                    .but(200, Caller.TOWNSHIP, Caller.TOWNSHIP_ELSEWHERE, Caller.DESK, Caller.DESK_ELSEWHERE);
        }

        static Audience desks() {
            return auditors()
                    .but(403, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE)
                    .but(200, Caller.DESK, Caller.DESK_ELSEWHERE);
        }

        /** Whoever administers or audits a banner; whose unit it is the rows say. */
        static Audience unitReaders() {
            return auditors().but(200, Caller.ADMIN);
        }

        static Audience administrators(int status) {
            return auditors().but(403, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE).but(status, Caller.ADMIN);
        }

        /** Who keeps rosters and posts of the village. */
        static Audience keepers(int status) {
            return auditors()
                    .but(403, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE)
                    .but(404, Caller.TOWNSHIP_ELSEWHERE, Caller.DESK_ELSEWHERE)
                    .but(status, Caller.TOWNSHIP, Caller.DESK, Caller.ADMIN);
        }

        static Audience auditors() {
            return staff().but(403, Caller.values())
                    .but(401, Caller.STRANGER, Caller.OWNER, Caller.OTHER_RESIDENT, Caller.DEACTIVATED)
                    .but(200, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE);
        }
    }

    /** A report of the owner and the case it opened; or ids that nobody has. */
    private record Target(
            JsonObject report, UUID key, String receiptNo, String reportId, String caseId, String photoId) {
        static Target nothing() {
            return new Target(null, UUID.randomUUID(), "ZZZZZZZZZZZZ", any(), any(), any());
        }

        /** Of no use to anybody but those who work on it. */
        List<String> personal() {
            JsonObject subject = report.getJsonObject("subject");
            return List.of(
                    subject.getString("name"),
                    subject.getString("phone"),
                    subject.getString("idNo"),
                    "房子后墙裂了大口子",
                    "东头大柳树旁",
                    receiptNo);
        }

        List<String> identifiers() {
            return List.of(reportId, caseId);
        }

        private static String any() {
            return UUID.randomUUID().toString();
        }
    }

    private record Call(String method, String path, byte[] body, String... headers) {
        static Call get(String path) {
            return new Call("GET", path, null);
        }

        static Call post(String path, String... headers) {
            return new Call("POST", path, null, headers);
        }

        static Call post(String path, JsonObject body, String... headers) {
            return new Call("POST", path, body.encode().getBytes(UTF_8), headers);
        }

        Answer by(Visitor visitor) {
            if (path.endsWith("/queue/events")) {
                try (EventStream stream = visitor.queueEvents()) {
                    return stream.opening();
                }
            }
            return visitor.send(method, path, body, headers);
        }
    }

    /**
     * One way to call an operation.
     *
     * @param before steps that make the call possible, taken with the version told last; null when the case stays as it is
     */
    private record Probe(String operation, Audience expected, Function<Target, Call> call, Preparation before) {
        static Probe reading(String operation, Audience expected, Function<Target, Call> call) {
            return new Probe(operation, expected, call, null);
        }

        static Probe changing(String operation, Audience expected, Function<Target, Call> call) {
            return new Probe(operation, expected, call, (caller, target) -> {});
        }

        Probe after(Preparation step) {
            return new Probe(operation, expected, call, step);
        }
    }

    private interface Preparation {
        void take(Visitor caller, Target target);
    }

    private static final List<Probe> PROBES = List.of(
            // everybody's
            Probe.reading(
                    "signInResident",
                    Audience.everybody(201),
                    target -> Call.post("/api/v1/resident-sessions", new JsonObject().put("code", loginCode()))),
            Probe.reading(
                    "signInStaff",
                    Audience.everybody(201),
                    target -> Call.post(
                            "/api/v1/staff-sessions",
                            new JsonObject()
                                    .put("account", "desk-152223")
                                    .put("password", APP.password("desk-152223")))),
            Probe.reading(
                    "refreshSession",
                    Audience.everybody(201),
                    target -> Call.post(
                            "/api/v1/sessions/refresh", new JsonObject().put("refreshToken", refreshToken()))),
            Probe.reading(
                    "signOut",
                    Audience.everybody(204),
                    target -> Call.post(
                            "/api/v1/sessions/sign-out", new JsonObject().put("refreshToken", refreshToken()))),
            Probe.reading(
                    "receiveSmsPush",
                    Audience.everybody(404),
                    target -> Call.post("/api/v1/sms/aliyun/a-key-nobody-has-given-out/receipts", new JsonObject())),
            Probe.reading(
                    "lookUpReport",
                    Audience.everybody(404),
                    target -> Call.post(
                            "/api/v1/report-status",
                            new JsonObject()
                                    .put("receiptNumber", new ReceiptNumber().next())
                                    .put("phone", "13948000000"))),
            Probe.reading(
                    "readWechatPhone",
                    Audience.residents(422),
                    target -> Call.post("/api/v1/me/wechat-phone", new JsonObject().put("code", "nobodys-code"))),
            Probe.reading("getDictionary", Audience.everybody(200), target -> Call.get("/api/v1/dictionary")),
            Probe.reading("searchUnits", Audience.everybody(200), target -> Call.get("/api/v1/units?prefix=%E5%B7%B4")),
            Probe.reading("getUnit", Audience.everybody(200), target -> Call.get("/api/v1/units/" + Reports.VILLAGE)),
            Probe.reading(
                    "listChildUnits",
                    Audience.everybody(200),
                    target -> Call.get("/api/v1/units/" + TOWNSHIP + "/children")),
            Probe.reading("openEntryPage", Audience.everybody(200), target -> Call.get("/v/" + Reports.VILLAGE)),
            Probe.reading("openNoticePage", Audience.everybody(200), target -> Call.get("/n/2222222222")),

            // residents'
            Probe.changing(
                    "submitReport",
                    Audience.residents(201),
                    target -> Call.post(
                            "/api/v1/reports",
                            Reports.crackedWall(),
                            "Idempotency-Key",
                            UUID.randomUUID().toString())),
            Probe.reading("listMyReports", Audience.residents(200), target -> Call.get("/api/v1/reports")),
            Probe.reading(
                    "getReportByKey",
                    Audience.sender(200),
                    target -> Call.get("/api/v1/reports/by-key/" + target.key())),
            Probe.reading("getMyReport", Audience.sender(200), target -> Call.get(report(target, ""))),
            Probe.changing(
                    "supplementReport",
                    Audience.sender(201),
                    target -> Call.post(
                            report(target, "/supplements"),
                            new JsonObject().put("text", "又下雨了"),
                            "Idempotency-Key",
                            UUID.randomUUID().toString())),
            Probe.changing(
                    "withdrawReport",
                    Audience.sender(200),
                    target -> Call.post(report(target, "/withdrawal"), new JsonObject())),
            Probe.changing(
                    "uploadPhoto",
                    Audience.sender(201),
                    target -> new Call(
                            "POST",
                            report(target, "/photos"),
                            Pictures.multipart(PHOTO),
                            "Idempotency-Key",
                            UUID.randomUUID().toString(),
                            "Content-Type",
                            Pictures.MULTIPART)),
            Probe.changing(
                    "rateReport",
                    Audience.sender(409),
                    target -> Call.post(
                            report(target, "/rating"),
                            new JsonObject().put("score", 5).put("solved", true))),
            Probe.changing(
                            "rateReport",
                            Audience.sender(200),
                            target -> Call.post(
                                    report(target, "/rating"),
                                    new JsonObject().put("score", 1).put("solved", false)))
                    .after((caller, target) -> closed(target)),
            Probe.changing(
                    "appealReport",
                    Audience.sender(409),
                    target -> Call.post(
                            report(target, "/appeal"),
                            new JsonObject().put("text", "请再看一看"),
                            "Idempotency-Key",
                            UUID.randomUUID().toString())),
            Probe.changing(
                    "correctReport",
                    Audience.sender(201),
                    target -> Call.post(
                            report(target, "/correction"),
                            new JsonObject().put("householdSize", 4),
                            "Idempotency-Key",
                            UUID.randomUUID().toString())),
            Probe.changing(
                    "withdrawConsent",
                    Audience.sender(200),
                    target ->
                            Call.post(report(target, "/consent-withdrawal"), new JsonObject().put("consent", "PROXY"))),
            Probe.reading(
                    "exportMyData",
                    Audience.residents(200),
                    target -> Call.get("/api/v1/residents/me/data?after=" + PageToken.of(new UUID(0, 0)))),
            Probe.reading(
                    "getMyPhoto",
                    Audience.sender(200),
                    target -> Call.get(report(target, "/photos/" + target.photoId()))),
            Probe.reading(
                    "grantMessages",
                    Audience.residents(204),
                    target -> Call.post(
                            "/api/v1/message-grants",
                            new JsonObject()
                                    .put(
                                            "grants",
                                            JsonArray.of(JsonObject.of("template", "progress", "accepted", true))))),
            Probe.reading("getNotice", Audience.residents(404), target -> Call.get("/api/v1/notices/2222222222")),
            Probe.reading(
                    "objectToNotice",
                    Audience.residents(404),
                    target -> Call.post(
                            "/api/v1/notices/2222222222/objections",
                            new JsonObject().put("text", "他家不困难"),
                            "Idempotency-Key",
                            UUID.randomUUID().toString())),
            Probe.reading(
                    "getMyObjection", Audience.residents(404), target -> Call.get("/api/v1/objections/222222222222")),

            // staff's
            Probe.reading("getMe", Audience.staff(), target -> Call.get("/api/v1/staff/me")),
            Probe.reading("listQueue", Audience.caseStaff(), target -> Call.get("/api/v1/queue?limit=100")),
            Probe.reading(
                    "listQueue",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/queue?unit=" + Reports.VILLAGE)),
            Probe.reading(
                    "listQueue",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/queue?scope=OWN&state=RECEIVED&unit=" + Reports.VILLAGE)),
            // the papers of a case
            Probe.reading("listForms", Audience.caseStaff(), target -> Call.get("/api/v1/forms")),
            Probe.reading("getForm", Audience.caseStaff(), target -> Call.get("/api/v1/forms/VISIT_FORM")),
            Probe.reading("listCaseForms", Audience.staffOfTheCase(), target -> Call.get(step(target, "/forms"))),
            Probe.reading(
                    "getCaseForm",
                    Audience.staffOfTheCase(),
                    target -> Call.get(step(target, "/forms/" + EveryOperationIT.form))),
            Probe.reading(
                    "printCaseForm",
                    Audience.staffOfTheCase(),
                    target -> Call.get(step(target, "/forms/" + EveryOperationIT.form + "/print"))),
            Probe.reading(
                    "draftCaseForm",
                    Audience.staffOfTheCase(),
                    target -> Call.get(step(target, "/forms/VISIT_FORM/draft"))),
            Probe.reading(
                    "addCaseEvidence",
                    Audience.staffOfTheCase()
                            .but(201, Caller.VILLAGE, Caller.TOWNSHIP, Caller.DESK, Caller.TWO_POSTS_ONE_NEAR),
                    target -> new Call(
                            "POST",
                            step(target, "/evidence?evidenceKind=HOUSE_PHOTO"),
                            Pictures.multipart(PHOTO),
                            "Idempotency-Key",
                            UUID.randomUUID().toString(),
                            "Content-Type",
                            Pictures.MULTIPART)),
            Probe.reading("listCaseEvidence", Audience.staffOfTheCase(), target -> Call.get(step(target, "/evidence"))),
            Probe.reading(
                    "getCaseEvidence",
                    Audience.staffOfTheCase(),
                    target -> Call.get(step(target, "/evidence/" + EveryOperationIT.evidence))),
            Probe.reading("countQueue", Audience.caseStaff(), target -> Call.get("/api/v1/queue/counts")),
            Probe.reading(
                    "countQueue",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/queue/counts?unit=" + Reports.VILLAGE)),
            Probe.reading("streamQueueEvents", Audience.caseStaff(), target -> Call.get("/api/v1/queue/events")),
            Probe.reading(
                    "findCase",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/cases?receiptNo=" + target.receiptNo())),
            Probe.reading(
                    "searchCases",
                    Audience.caseStaff(),
                    target -> Call.post("/api/v1/case-searches", new JsonObject().put("text", "没有此人"))),
            Probe.reading("getOverview", Audience.caseStaff(), target -> Call.get("/api/v1/overview")),
            Probe.reading(
                    "getOverview",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/overview?unit=" + Reports.VILLAGE)),
            Probe.reading("listQueue", Audience.caseStaff(), target -> Call.get("/api/v1/queue?view=LATE")),
            Probe.reading("getCase", Audience.staffOfTheCase(), target -> Call.get(step(target, ""))),
            Probe.reading(
                    "getCasePhoto",
                    Audience.staffOfTheCase(),
                    target -> Call.get(step(target, "/photos/" + target.photoId()))),
            Probe.reading("getRiskLevel", Audience.staffOfTheCase(), target -> Call.get(step(target, "/risk-level"))),
            Probe.changing(
                    "setRiskLevel",
                    Audience.staffOfTheCase(),
                    target -> new Call(
                            "PUT",
                            step(target, "/risk-level"),
                            new JsonObject()
                                    .put("level", "HIGH")
                                    .put("note", "房子快塌了")
                                    .encode()
                                    .getBytes(UTF_8),
                            "If-Match",
                            "\"1\"")),
            Probe.reading(
                    "listQueue",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/queue?riskLevel=HIGH&unit=" + Reports.VILLAGE)),
            Probe.changing(
                    "claimCase",
                    Audience.staffOfTheCase(),
                    target -> Call.post(step(target, "/claim"), "If-Match", "\"1\"")),
            Probe.changing(
                            "releaseCase",
                            Audience.staffOfTheCase(),
                            target -> Call.post(step(target, "/release"), "If-Match", "\"2\""))
                    .after((caller, target) -> caller.post(step(target, "/claim"), "If-Match", "\"1\"")),
            Probe.changing(
                    "acceptCase",
                    Audience.staffOfTheCase(),
                    target -> Call.post(step(target, "/accept"), new JsonObject(), "If-Match", "\"1\"")),
            Probe.changing(
                    "transferCase",
                    Audience.aboveTheVillage(),
                    target -> Call.post(
                            step(target, "/transfer"),
                            new JsonObject().put("toUnit", NEXT_DOOR).put("reason", "WRONG_VILLAGE"),
                            "If-Match",
                            "\"1\"")),
            Probe.changing(
                    "returnCase",
                    Audience.owningVillage(),
                    target -> Call.post(
                            step(target, "/return"),
                            new JsonObject().put("reason", "MOVED_AWAY").put("note", "去年迁走了"),
                            "If-Match",
                            "\"1\"")),
            Probe.changing(
                            "closeCase",
                            Audience.staffOfTheCase(),
                            target -> Call.post(
                                    step(target, "/close"),
                                    new JsonObject()
                                            .put("outcome", "HELPED_ONLY")
                                            .put("answer", "已联系施工队修房"),
                                    "If-Match",
                                    "\"2\""))
                    .after((caller, target) ->
                            as(Caller.VILLAGE).post(step(target, "/accept"), new JsonObject(), "If-Match", "\"1\"")),
            Probe.reading(
                    "listQueue",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/queue?bounced=true&toCheck=true&unit=" + Reports.VILLAGE)),
            // a case that nobody has accepted knows no pause to end
            Probe.changing(
                    "takeStep",
                    Audience.staffOfTheCase()
                            .but(409, Caller.VILLAGE, Caller.TOWNSHIP, Caller.DESK, Caller.TWO_POSTS_ONE_NEAR),
                    target -> Call.post(
                            step(target, "/steps"), new JsonObject().put("action", "RESUME"), "If-Match", "\"1\"")),
            Probe.reading(
                    "listPaperworkDebts", Audience.caseStaff(), target -> Call.get("/api/v1/paperwork-debts?limit=10")),
            Probe.reading(
                    "listPaperworkDebts",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/paperwork-debts?unit=" + Reports.VILLAGE)),
            // an ordinary case waits for nobody to say that it is one
            Probe.changing(
                    "confirmCase",
                    Audience.staffOfTheCase()
                            .but(409, Caller.VILLAGE, Caller.TOWNSHIP, Caller.DESK, Caller.TWO_POSTS_ONE_NEAR),
                    target -> Call.post(step(target, "/confirm"), "If-Match", "\"1\"")),
            Probe.changing(
                    "dismissCase",
                    Audience.staffOfTheCase()
                            .but(409, Caller.VILLAGE, Caller.TOWNSHIP, Caller.DESK, Caller.TWO_POSTS_ONE_NEAR),
                    target -> Call.post(step(target, "/dismiss"), "If-Match", "\"1\"")),
            Probe.reading("countRatings", Audience.ratingReaders(), target -> Call.get("/api/v1/ratings")),
            Probe.reading(
                    "countRatings",
                    Audience.ratingReaders().but(404, Caller.TOWNSHIP_ELSEWHERE, Caller.DESK_ELSEWHERE),
                    target -> Call.get("/api/v1/ratings?unit=" + TOWNSHIP)),
            Probe.reading("countBounces", Audience.overseers(), target -> Call.get("/api/v1/bounce-counts")),
            Probe.reading(
                    "countBounces",
                    Audience.overseers()
                            .but(404, Caller.TOWNSHIP_ELSEWHERE, Caller.DESK_ELSEWHERE, Caller.AUDITOR_ELSEWHERE),
                    target -> Call.get("/api/v1/bounce-counts?unit=" + TOWNSHIP)),
            Probe.changing(
                    "declareConflictOfInterest",
                    Audience.staffOfTheCase()
                            .but(204, Caller.VILLAGE, Caller.TOWNSHIP, Caller.DESK, Caller.TWO_POSTS_ONE_NEAR),
                    target -> Call.post(step(target, "/conflict-of-interest"), "If-Match", "\"1\"")),
            Probe.changing(
                            "listCaseInformationChecks",
                            Audience.staffOfTheCase(),
                            target -> Call.get(step(target, "/information-checks")))
                    .after((caller, target) -> asked(target)),
            Probe.changing(
                            "listInformationChecks",
                            Audience.offices(),
                            target -> Call.get("/api/v1/information-checks?limit=100"))
                    .after((caller, target) -> asked(target)),
            Probe.changing(
                            "getInformationCheck",
                            Audience.offices().but(404, Caller.DEPARTMENT_ELSEWHERE, Caller.DESK_ELSEWHERE),
                            target -> Call.get(check(target, "")))
                    .after((caller, target) -> asked(target)),
            Probe.changing(
                            "answerInformationCheck",
                            Audience.offices()
                                    .but(404, Caller.DEPARTMENT_ELSEWHERE, Caller.DESK_ELSEWHERE)
                                    .but(409, Caller.DESK),
                            target -> Call.post(
                                    check(target, "/answer"),
                                    new JsonObject()
                                            .put("checkResult", "NO_DATA")
                                            .put("checkSource", "LETTER"),
                                    "If-Match",
                                    "\"1\"",
                                    "Idempotency-Key",
                                    UUID.randomUUID().toString()))
                    .after((caller, target) -> asked(target)),
            Probe.reading(
                    "listCaseMessages",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/cases/" + target.caseId() + "/messages")),
            Probe.reading(
                    "listCaseReplies",
                    Audience.staffOfTheCase(),
                    target -> Call.get("/api/v1/cases/" + target.caseId() + "/replies")),
            Probe.reading("listReplies", Audience.desks(), target -> Call.get("/api/v1/replies")),
            Probe.reading(
                    "settleReply",
                    Audience.desks().but(404, Caller.DESK, Caller.DESK_ELSEWHERE),
                    target -> Call.post("/api/v1/replies/" + UUID.randomUUID() + "/settle", new JsonObject())),
            Probe.changing("listMessages", Audience.desks(), target -> Call.get("/api/v1/messages?limit=100"))
                    .after((caller, target) -> owed(target)),
            Probe.reading(
                    "countMessages",
                    Audience.desks().but(200, Caller.ADMIN),
                    target -> Call.get("/api/v1/messages/counts")),
            Probe.changing(
                            "resendMessage",
                            Audience.desks().but(404, Caller.DESK_ELSEWHERE),
                            target -> Call.post(
                                    "/api/v1/messages/" + messageOf(target, "SMS") + "/resend",
                                    new JsonObject().put("resendReason", "OTHER")))
                    .after((caller, target) -> owed(target)),
            Probe.changing("listCallTasks", Audience.caseStaff(), target -> Call.get("/api/v1/call-tasks?limit=100"))
                    .after((caller, target) -> owed(target)),
            Probe.changing(
                            "getCallTask",
                            Audience.staffOfTheCase(),
                            target -> Call.get("/api/v1/call-tasks/" + messageOf(target, "CALL_TASK")))
                    .after((caller, target) -> owed(target)),
            Probe.changing(
                            "recordCall",
                            Audience.staffOfTheCase(),
                            target -> Call.post(
                                    "/api/v1/call-tasks/" + messageOf(target, "CALL_TASK") + "/calls",
                                    new JsonObject().put("callResult", "NO_ANSWER"),
                                    "Idempotency-Key",
                                    UUID.randomUUID().toString()))
                    .after((caller, target) -> owed(target)),
            Probe.changing("listRevisits", Audience.secondLookers(), target -> Call.get("/api/v1/revisits?limit=100"))
                    .after((caller, target) -> drawn(target)),
            Probe.changing(
                            "recordRevisit",
                            Audience.secondLookers().but(404, Caller.TOWNSHIP_ELSEWHERE, Caller.DESK_ELSEWHERE),
                            target -> Call.post(
                                    "/api/v1/revisits/" + EveryOperationIT.checks.revisit(target.caseId()) + "/finding",
                                    new JsonObject()
                                            .put("revisitFinding", "AGREED")
                                            .put("note", "与原结论一致"),
                                    "If-Match",
                                    "\"1\""))
                    .after((caller, target) -> drawn(target)),
            Probe.reading(
                    "listRevisitSeeds",
                    Audience.secondLookers().but(200, Caller.AUDITOR, Caller.AUDITOR_ELSEWHERE),
                    target -> Call.get("/api/v1/revisit-seeds")),
            Probe.reading(
                    "listMatchSuggestions",
                    Audience.caseStaff(),
                    target -> Call.get("/api/v1/match-suggestions?limit=100")),
            Probe.changing(
                            "listMatchSuggestions",
                            Audience.staffOfTheCase(),
                            target -> Call.get("/api/v1/match-suggestions?unit=" + Reports.VILLAGE))
                    .after((caller, target) -> suggested(target)),
            Probe.changing("getMatchSuggestion", Audience.staffOfTheCase(), target -> Call.get(comparison(target, "")))
                    .after((caller, target) -> suggested(target)),
            Probe.changing(
                            "linkMatchSuggestion",
                            Audience.staffOfTheCase(),
                            target -> Call.post(comparison(target, "/link"), new JsonObject(), "If-Match", "\"3\""))
                    .after((caller, target) -> suggested(target)),
            Probe.changing(
                            "separateMatchSuggestion",
                            Audience.staffOfTheCase(),
                            target -> Call.post(comparison(target, "/separate"), new JsonObject(), "If-Match", "\"3\""))
                    .after((caller, target) -> suggested(target)),
            Probe.reading(
                    "getCaseNotice",
                    Audience.staffOfTheCase(),
                    target -> Call.get(step(target, "/notice?noticeKind=ELIMINATION"))),
            Probe.changing(
                            "getCaseNoticePdf",
                            Audience.staffOfTheCase(),
                            target -> Call.get(step(target, "/notice.pdf")))
                    .after((caller, target) -> posted(target)),
            Probe.reading(
                    "printNoticeDraft",
                    Audience.staffOfTheCase(),
                    target -> Call.post(
                            step(target, "/notice-draft.pdf"),
                            new JsonObject().put("place", "村委会公示栏").put("householdClass", "AT_RISK_EDGE"))),
            Probe.reading(
                    "getLeaflet",
                    Audience.printers(200),
                    target -> Call.get("/api/v1/units/" + Reports.VILLAGE + "/leaflet")),
            Probe.reading(
                    "getEntryCodePng",
                    Audience.printers(200),
                    target -> Call.get("/api/v1/units/" + Reports.VILLAGE + "/entry-code.png")),
            Probe.reading(
                    "getEntryCodeSvg",
                    Audience.printers(200),
                    target -> Call.get("/api/v1/units/" + Reports.VILLAGE + "/entry-code.svg?size=300")),
            Probe.reading("listAuditEvents", Audience.auditors(), target -> Call.get("/api/v1/audit-events?limit=100")),
            Probe.reading(
                    "listAuditEvents",
                    Audience.auditors(),
                    target -> Call.get("/api/v1/audit-events?caseId=" + target.caseId())),
            Probe.changing(
                    "getEvidencePack",
                    Audience.auditors().but(200, Caller.DESK).but(404, Caller.AUDITOR_ELSEWHERE, Caller.DESK_ELSEWHERE),
                    target -> Call.get(step(target, "/evidence-pack"))),

            // who answers for a unit
            Probe.reading("getDutyRoster", Audience.keepers(200), target -> Call.get(duty("/duty-roster"))),
            Probe.reading(
                    "replaceDutyRoster",
                    Audience.keepers(412),
                    target -> new Call(
                            "PUT",
                            duty("/duty-roster"),
                            "{\"duties\":[]}".getBytes(UTF_8),
                            "If-Match",
                            "\"0\"",
                            "Content-Type",
                            "application/json")),
            Probe.reading(
                    "revealDutyPhone",
                    Audience.keepers(200),
                    target -> Call.get(duty("/duty-roster/" + EveryOperationIT.dutyId + "/phone"))),
            Probe.reading("listUnitPosts", Audience.keepers(200), target -> Call.get(duty("/posts"))),
            Probe.reading(
                    "startPost",
                    Audience.administrators(422),
                    target -> Call.post(
                            duty("/posts"),
                            new JsonObject().put("account", "nobody-here").put("role", "VILLAGE"))),
            Probe.reading(
                    "createStaff",
                    Audience.administrators(422),
                    target -> Call.post(
                            duty("/staff"),
                            new JsonObject()
                                    .put("account", "nobody-yet")
                                    .put("displayName", "无岗")
                                    .put("role", "BANNER_DESK"))),
            Probe.reading(
                    "changeMyPassword",
                    Audience.everybody(422)
                            .but(401, Caller.STRANGER, Caller.OWNER, Caller.OTHER_RESIDENT, Caller.DEACTIVATED),
                    target -> Call.post(
                            "/api/v1/staff/me/password",
                            new JsonObject().put("current", "the-same-as-new").put("next", "the-same-as-new"))),
            Probe.reading(
                    "endPost",
                    Audience.administrators(404),
                    target -> Call.post("/api/v1/posts/" + UUID.randomUUID() + "/end")),

            // administrators'
            Probe.reading(
                    "listAdminUnits", Audience.unitReaders(), target -> Call.get("/api/v1/admin/units?limit=100")),
            Probe.reading(
                    "listAdminUnits",
                    Audience.unitReaders().but(404, Caller.AUDITOR_ELSEWHERE),
                    target -> Call.get("/api/v1/admin/units?within=" + TOWNSHIP)),
            Probe.reading(
                    "getAdminUnit",
                    Audience.unitReaders().but(404, Caller.AUDITOR_ELSEWHERE),
                    target -> Call.get("/api/v1/admin/units/" + Reports.VILLAGE)),
            Probe.reading(
                    "previewUnitChange",
                    Audience.administrators(200),
                    target -> Call.post("/api/v1/admin/unit-changes/preview", rename(QUIET_VILLAGE))),
            Probe.reading(
                    "previewUnitChange",
                    Audience.administrators(422),
                    target -> Call.post("/api/v1/admin/unit-changes/preview", rename("150422100201"))),
            Probe.reading(
                    "makeUnitChange",
                    Audience.administrators(412),
                    target -> Call.post("/api/v1/admin/unit-changes", rename(QUIET_VILLAGE), "If-Match", "\"0\"")),
            Probe.reading("listUnitChanges", Audience.unitReaders(), target -> Call.get("/api/v1/admin/unit-changes")),
            Probe.reading(
                    "cancelUnitChange",
                    Audience.administrators(404),
                    target -> Call.post(
                            "/api/v1/admin/unit-changes/" + UUID.randomUUID() + "/cancel", "If-Match", "\"1\"")),
            Probe.reading(
                    "listAliasSuggestions",
                    Audience.unitReaders(),
                    target -> Call.get("/api/v1/admin/alias-suggestions?suggestionStatus=OPEN")),
            Probe.reading(
                    "getAliasSuggestion",
                    Audience.unitReaders().but(404, Caller.AUDITOR_ELSEWHERE),
                    target -> Call.get("/api/v1/admin/alias-suggestions/" + EveryOperationIT.suggestion)),
            Probe.reading(
                    "rejectAliasSuggestion",
                    Audience.administrators(412),
                    target -> Call.post(
                            "/api/v1/admin/alias-suggestions/" + EveryOperationIT.suggestion + "/reject",
                            new JsonObject().put("rejection", "OTHER"),
                            "If-Match",
                            "\"0\"")),
            Probe.reading(
                    "confirmAliasSuggestion",
                    Audience.administrators(412),
                    target -> Call.post(
                            "/api/v1/admin/alias-suggestions/" + EveryOperationIT.suggestion + "/confirm",
                            "If-Match",
                            "\"0\"")),
            Probe.reading(
                    "addUnitAlias",
                    Audience.administrators(204),
                    target -> Call.post(
                            "/api/v1/admin/unit-aliases",
                            alias(QUIET_VILLAGE, "试名" + (char) ('一' + ALIASES.incrementAndGet()) + "屯"))),
            Probe.reading(
                    "withdrawUnitAlias",
                    Audience.administrators(404),
                    target -> Call.post("/api/v1/admin/unit-aliases/withdraw", alias(QUIET_VILLAGE, "没有这名"))));

    private static final Map<Caller, Visitor> VISITORS = new EnumMap<>(Caller.class);
    private static Target shared;
    private static Checks checks;
    private static String suggestion;
    private static String evidence;
    private static String form;
    private static String dutyId;

    @BeforeAll
    static void everybodySignsIn() {
        VISITORS.put(Caller.STRANGER, APP.stranger());
        VISITORS.put(Caller.OWNER, APP.resident("owner"));
        VISITORS.put(Caller.OTHER_RESIDENT, APP.resident("other"));
        VISITORS.put(Caller.GRID_WORKER, APP.newStaff("grid", new Post(Role.GRID_WORKER, Reports.VILLAGE)));
        VISITORS.put(Caller.VILLAGE, APP.village(Reports.VILLAGE));
        VISITORS.put(Caller.VILLAGE_NEXT_DOOR, APP.village(NEXT_DOOR));
        VISITORS.put(Caller.VILLAGE_ELSEWHERE, APP.newStaff("far", new Post(Role.VILLAGE, OTHER_VILLAGE)));
        VISITORS.put(Caller.TOWNSHIP, APP.township(TOWNSHIP));
        VISITORS.put(Caller.TOWNSHIP_ELSEWHERE, APP.township(OTHER_TOWNSHIP));
        VISITORS.put(Caller.DESK, APP.desk());
        VISITORS.put(Caller.DESK_ELSEWHERE, APP.staff("desk-150422"));
        VISITORS.put(Caller.DEPARTMENT, APP.staff("medical-insurance-152223"));
        VISITORS.put(Caller.DEPARTMENT_ELSEWHERE, APP.staff("medical-insurance-150422"));
        VISITORS.put(Caller.ADMIN, APP.staff("admin-152223"));
        VISITORS.put(Caller.AUDITOR, APP.staff("audit-152223"));
        VISITORS.put(Caller.AUDITOR_ELSEWHERE, APP.staff("audit-150422"));
        VISITORS.put(
                Caller.TWO_POSTS_ONE_NEAR,
                APP.newStaff("near", new Post(Role.VILLAGE, OTHER_VILLAGE), new Post(Role.VILLAGE, Reports.VILLAGE)));
        VISITORS.put(
                Caller.TWO_POSTS_NONE_FOR_IT,
                APP.newStaff(
                        "halves", new Post(Role.VILLAGE, OTHER_VILLAGE), new Post(Role.GRID_WORKER, Reports.VILLAGE)));
        VISITORS.put(Caller.DEACTIVATED, APP.newStaff("gone", new Post(Role.VILLAGE, Reports.VILLAGE)));
        APP.deactivate("gone");
        checks = new Checks(APP);
        checks.rate(TestApp.BANNER, 100);
        shared = withPhoto(reported());
        suggestion = suggested();
        evidence = evidenceOf(shared);
        form = formOf(shared);
        dutyId = as(Caller.TOWNSHIP)
                .get(duty("/duty-roster"))
                .json()
                .getJsonArray("duties")
                .getJsonObject(0)
                .getString("dutyId");
    }

    static Stream<String> operations() {
        return Contract.load().operationIds().stream();
    }

    @Test
    void theTableNamesExactlyTheOperationsOfTheContract() {
        Set<String> named = new TreeSet<>();
        PROBES.forEach(probe -> named.add(probe.operation()));

        assertThat(named).containsExactlyInAnyOrderElementsOf(operations().toList());
        assertThat(VISITORS).containsOnlyKeys(Caller.values());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyCallerGetsWhatTheTableSaysAndNothingMore(String operation) {
        List<Probe> probes = PROBES.stream()
                .filter(probe -> probe.operation().equals(operation))
                .toList();
        assertThat(probes).isNotEmpty();
        assertSoftly(softly -> probes.forEach(
                probe -> Arrays.stream(Caller.values()).forEach(caller -> check(softly, probe, caller))));
    }

    private static void check(SoftAssertions softly, Probe probe, Caller caller) {
        Target target = probe.before() == null ? shared : reported();
        if (probe.before() != null) {
            probe.before().take(as(caller), target);
        }
        int expected = probe.expected().statuses().get(caller);

        Answer answer = probe.call().apply(target).by(as(caller));

        String what = probe.operation() + " by " + caller + ": " + answer;
        softly.assertThat(answer.status()).as(what).isEqualTo(expected);
        String told = answer.text() + answer.headers().map();
        if (answer.status() >= 400 || !Caller.INSIDERS.contains(caller)) {
            softly.assertThat(told).as(what).doesNotContain(target.personal());
        }
        if (!Caller.INSIDERS.contains(caller) && caller != Caller.AUDITOR) {
            softly.assertThat(told).as(what).doesNotContain(target.identifiers());
        }
        if (answer.status() >= 400 && answer.status() != 409) {
            Answer ofNothing = probe.call().apply(Target.nothing()).by(as(caller));
            softly.assertThat(said(ofNothing)).as(what).isEqualTo(said(answer));
        }
    }

    /** Everything but the number of the request. */
    private static JsonObject said(Answer answer) {
        JsonObject problem = answer.json();
        problem.remove("requestId");
        return problem.put("status", answer.status());
    }

    @Test
    void aCaseStandsInTheQueuesAboveItAndInNoOther() {
        List<Caller> readers = Arrays.stream(Caller.values())
                .filter(caller -> probeOf("listQueue").expected().statuses().get(caller) == 200)
                .toList();
        Map<Caller, Integer> before = new EnumMap<>(Caller.class);
        readers.forEach(caller -> before.put(caller, openCases(caller)));

        Target target = reported();

        assertSoftly(softly -> readers.forEach(caller -> {
            boolean theirs = Caller.INSIDERS.contains(caller);
            softly.assertThat(everyQueue(caller).contains(target.caseId()))
                    .as("queue of " + caller)
                    .isEqualTo(theirs);
            softly.assertThat(openCases(caller) - before.get(caller))
                    .as("counts of " + caller)
                    .isEqualTo(theirs ? 1 : 0);
        }));
    }

    /** Each hears a change of its own after one that is not, so that silence needs no waiting for. */
    @Test
    void aStreamTellsOfOwnUnitsOnly() {
        String elsewhere = JsonArray.of(OTHER_VILLAGE).encode();
        for (Caller caller :
                List.of(Caller.VILLAGE_ELSEWHERE, Caller.TOWNSHIP_ELSEWHERE, Caller.TWO_POSTS_NONE_FOR_IT)) {
            try (EventStream foreign = as(caller).queueEvents();
                    EventStream own = as(Caller.VILLAGE).queueEvents()) {
                foreign.opening();
                own.opening();

                reported();
                submit(report -> report.put("hukouUnit", OTHER_VILLAGE).put("addressText", "东头大柳树旁"));

                assertThat(own.next().data()).contains(Reports.VILLAGE);
                assertThat(foreign.next().data()).contains(elsewhere).doesNotContain(Reports.VILLAGE);
            }
        }
    }

    @Test
    void aPhotoIsNotToBeHadThroughAnotherCaseOrReport() {
        Target mine = reported();
        Target theirs = shared;
        Answer throughCase = as(Caller.VILLAGE).get(step(mine, "/photos/" + theirs.photoId()));
        Answer throughReport = as(Caller.OWNER).get(report(mine, "/photos/" + theirs.photoId()));

        assertThat(throughCase.status()).isEqualTo(404);
        assertThat(throughReport.status()).isEqualTo(404);
    }

    @Test
    void whoIsGoneCannotSignInAgain() {
        Answer answer = APP.stranger()
                .post(
                        "/api/v1/staff-sessions",
                        new JsonObject().put("account", "gone").put("password", "whatever it was"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("wrong-account-or-password");
    }

    @Test
    void theAuditorSeesWhoReadTheCaseAndAForeignAuditorDoesNot() {
        Target target = reported();
        as(Caller.DESK).get(step(target, ""));

        JsonArray own = as(Caller.AUDITOR)
                .get("/api/v1/audit-events?caseId=" + target.caseId())
                .json()
                .getJsonArray("items");
        JsonArray foreign = as(Caller.AUDITOR_ELSEWHERE)
                .get("/api/v1/audit-events?caseId=" + target.caseId())
                .json()
                .getJsonArray("items");

        assertThat(own.encode()).contains("case-read").doesNotContain(target.personal());
        assertThat(foreign).isEmpty();
    }

    private static Visitor as(Caller caller) {
        return VISITORS.get(caller);
    }

    /** As the counts of all posts say. */
    private static int openCases(Caller caller) {
        return posts(caller)
                .map(unit -> as(caller).get("/api/v1/queue/counts?unit=" + unit))
                .filter(answer -> answer.status() == 200)
                .mapToInt(answer -> answer.json().getInteger("open"))
                .sum();
    }

    private static Stream<String> posts(Caller caller) {
        return as(caller).get("/api/v1/staff/me").json().getJsonArray("posts").stream()
                .map(post -> ((JsonObject) post).getJsonObject("unit").getString("unitCode"));
    }

    private static Probe probeOf(String operation) {
        return PROBES.stream()
                .filter(probe -> probe.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    /** The queues of all posts of the caller, whatever the post; a unit they may not see has none. */
    private static List<String> everyQueue(Caller caller) {
        List<String> cases = new ArrayList<>();
        posts(caller).forEach(unit -> {
            String after = "";
            do {
                JsonObject page = as(caller)
                        .get("/api/v1/queue?limit=100&unit=" + unit + after)
                        .json();
                page.getJsonArray("items", new JsonArray())
                        .forEach(item -> cases.add(((JsonObject) item).getString("caseId")));
                after = page.containsKey("nextAfter") ? "&after=" + page.getString("nextAfter") : "";
            } while (!after.isEmpty());
        });
        return cases;
    }

    private static Target reported() {
        return submit(report -> report);
    }

    private static Target submit(UnaryOperator<JsonObject> change) {
        UUID key = UUID.randomUUID();
        JsonObject report = change.apply(Reports.crackedWall().put("addressText", "好力保镇巴岱村东头大柳树旁"));
        Answer answer = as(Caller.OWNER).submit(key, report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        String reportId = answer.json().getString("reportId");
        String caseId = APP.pool()
                .preparedQuery("select case_id from report where id = $1")
                .execute(Tuple.of(UUID.fromString(reportId)))
                .await()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
        return new Target(report, key, answer.json().getString("receiptNo"), reportId, caseId, Target.any());
    }

    /** Asks whether the case is one with another of its village; the comparison has the number of the case. */
    private static void suggested(Target target) {
        UUID caseId = UUID.fromString(target.caseId());
        APP.pool()
                .preparedQuery(
                        """
                        with marked as (update case_file set pending_suggestions = 1 where id = $1)
                        insert into match_suggestion (id, banner_code, case_id, candidate_id, score, reasons, created_at)
                        values ($1, '152223', $1, $2, 70, 'same-name same-village', now())""")
                .execute(Tuple.of(caseId, UUID.fromString(reported().caseId())))
                .await();
    }

    private static String noticeNumber() {
        String stem = new ReceiptNumber().next().substring(0, 9);
        return "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
                .chars()
                .mapToObj(check -> stem + (char) check)
                .filter(number -> NoticeNumber.read(number).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static void posted(Target target) {
        UUID noticeId = UUID.randomUUID();
        String text =
                "{'ZH':{'title':'公示','opening':'','lines':[],'objection':'','privacy':'','issuer':'村','date':'','number':''}}"
                        .replace('\'', '"');
        APP.pool()
                .preparedQuery(
                        """
                        insert into case_notice (notice_id, banner_code, case_id, notice_no, kind, round, unit_code, place,
                            posted_at, posted_by, minimum_value, minimum_unit, minimum_until, policy_version,
                            calendar_version, text_version, content, post_evidence)
                        values ($1, '152223', $2, $3, 'RECOGNITION', 1, '152223107208', '公示栏', now(), $1, 5, 'CAL_DAY',
                            now() + interval '6 days', 1, 0, 1, $4, array[$1])""")
                .execute(Tuple.of(
                        noticeId,
                        UUID.fromString(target.caseId()),
                        noticeNumber(),
                        io.vertx.core.buffer.Buffer.buffer(
                                APP.cipher().encryptText("case_notice.content." + noticeId, text))))
                .await();
    }

    private static void closed(Target target) {
        as(Caller.VILLAGE).post(step(target, "/accept"), new JsonObject(), "If-Match", "\"1\"");
        as(Caller.VILLAGE)
                .post(
                        step(target, "/close"),
                        new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已联系施工队修房"),
                        "If-Match",
                        "\"2\"");
    }

    private static void asked(Target target) {
        checks.authorise(target.caseId(), "MEDICAL");
    }

    private static String check(Target target, String rest) {
        return "/api/v1/information-checks/" + checks.check(target.caseId(), "MEDICAL_EXPENSES") + rest;
    }

    private static void drawn(Target target) {
        checks.refuse(target.caseId(), checks.staffId("grid"));
    }

    /** The family could not be reached: an SMS failed and a call is owed. */
    private static void owed(Target target) {
        for (String channel : List.of("SMS", "CALL_TASK")) {
            APP.pool()
                    .preparedQuery(
                            """
                            insert into message (message_id, case_id, banner_code, report_id, step, channel, recipient, template,
                                                 status, created_at, changed_at)
                            select gen_random_uuid(), case_id, banner_code, id, 'case-accepted:2', $2, 'report:' || id,
                                   'case-accepted', case $2 when 'SMS' then 'UNKNOWN' else 'QUEUED' end, now(), now()
                            from report where case_id = $1
                            on conflict do nothing""")
                    .execute(Tuple.of(UUID.fromString(target.caseId()), channel))
                    .await();
        }
    }

    private static String messageOf(Target target, String channel) {
        return StreamSupport.stream(
                        APP.pool()
                                .preparedQuery("select message_id from message where case_id = $1 and channel = $2"
                                        + " and step = 'case-accepted:2'")
                                .execute(Tuple.of(UUID.fromString(target.caseId()), channel))
                                .await()
                                .spliterator(),
                        false)
                .map(row -> row.getUUID(0).toString())
                .findFirst()
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static String comparison(Target target, String rest) {
        return "/api/v1/match-suggestions/" + target.caseId() + rest;
    }

    private static Target withPhoto(Target target) {
        Answer photo = as(Caller.OWNER).upload(target.receiptNo(), UUID.randomUUID(), PHOTO);
        assertThat(photo.status()).as(photo.toString()).isEqualTo(201);
        return new Target(
                target.report(),
                target.key(),
                target.receiptNo(),
                target.reportId(),
                target.caseId(),
                photo.json().getString("photoId"));
    }

    private static String report(Target target, String rest) {
        return "/api/v1/reports/" + target.receiptNo() + rest;
    }

    private static String step(Target target, String rest) {
        return "/api/v1/cases/" + target.caseId() + rest;
    }

    private static String duty(String rest) {
        return "/api/v1/units/" + Reports.VILLAGE + rest;
    }

    private static JsonObject rename(String unit) {
        return new JsonObject()
                .put("changeKind", "RENAME")
                .put("units", JsonArray.of(unit))
                .put("name", "试名村委会");
    }

    private static JsonObject alias(String unit, String alias) {
        return new JsonObject().put("unitCode", unit).put("alias", alias);
    }

    private static String evidenceOf(Target target) {
        Answer answer = as(Caller.VILLAGE)
                .send(
                        "POST",
                        step(target, "/evidence?evidenceKind=HOUSE_PHOTO"),
                        Pictures.multipart(PHOTO),
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        Pictures.MULTIPART);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().getString("evidenceId");
    }

    /** Filed with the step that opened the case. */
    private static String formOf(Target target) {
        return CaseFiles.visitForm(APP, UUID.fromString(target.caseId()), UUID.fromString(evidence));
    }

    /** A word somebody suggested for a village, of a case that is nobody's here. */
    private static String suggested() {
        UUID id = UUID.randomUUID();
        APP.pool()
                .preparedQuery(
                        """
                        insert into alias_suggestion (suggestion_id, banner_code, unit_code, place_text, status,
                                                      first_seen_at, last_seen_at)
                        values ($1, '152223', $2, '试地屯', 'OPEN', now(), now())""")
                .execute(Tuple.of(id, Reports.VILLAGE))
                .await();
        return id.toString();
    }

    private static String loginCode() {
        return APP.app().sandbox().orElseThrow().wechat().loginCode("visitor");
    }

    private static String refreshToken() {
        return APP.stranger()
                .post("/api/v1/resident-sessions", new JsonObject().put("code", loginCode()))
                .json()
                .getString("refreshToken");
    }
}
