package org.fangpin110.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.awt.Color;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.CaseFiles;
import org.fangpin110.support.FilledForms;
import org.fangpin110.support.Pictures;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The papers of a case through the real application: filled in, kept, read, printed, begun from what is known. */
class CaseFormIT {
    /** 钱文斌 of the sample registry, head of a household of the village. */
    private static final String KNOWN = "152223198009146556";

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private static Visitor village;
    private static Visitor family;

    @BeforeAll
    static void peopleAndRegistry() {
        APP.loadSampleRegistry();
        village = APP.village(Reports.VILLAGE);
        family = APP.resident("family");
    }

    @Test
    void aFormIsKeptSealedAndReadBackAsItWasFilledIn() throws Exception {
        UUID caseId = reported(Reports.crackedWall());
        JsonObject data = filled(photo(caseId)).of(FormCode.VISIT_FORM);

        CaseForm kept = add(caseId, FormCode.VISIT_FORM, data);

        JsonObject read = village.get(path(caseId, "/forms/" + kept.id())).json();
        assertThat(read.getJsonObject("data")).isEqualTo(data);
        assertThat(read.getJsonObject("form").getString("title")).isEqualTo("入户核查信息采集表");
        JsonArray listed = village.get(path(caseId, "/forms")).json().getJsonArray("items");
        assertThat(listed.getJsonObject(0).getString("formId"))
                .isEqualTo(kept.id().toString());
        assertThat(listed.encode()).doesNotContain("乌云");
        CaseForm stored =
                new FormRepository().find(APP.pool(), caseId, kept.id()).await().orElseThrow();
        byte[] salted = new FormSeal(APP.cipher()).salted(stored);
        assertThat(MessageDigest.getInstance("SHA-256").digest(salted)).isEqualTo(stored.digest());
        assertThat(listed.getJsonObject(0).getString("digest"))
                .isEqualTo(HexFormat.of().formatHex(stored.digest()));
    }

    @Test
    void whoeverReadsOrPrintsAFormIsInTheTrail() throws Exception {
        UUID caseId = reported(Reports.crackedWall());
        CaseForm kept = add(caseId, FormCode.VISIT_FORM, filled(photo(caseId)).of(FormCode.VISIT_FORM));

        village.get(path(caseId, "/forms/" + kept.id()));
        Answer paper = village.get(path(caseId, "/forms/" + kept.id() + "/print"));

        try (PDDocument pdf = Loader.loadPDF(paper.bytes())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("王𬭎", "回执号");
        }
        assertThat(actions(caseId)).contains("form-read", "form-printed", "evidence-added");
    }

    @Test
    void aCorrectionIsARowOfItsOwnAndOnlyOneStandsInForAForm() {
        UUID caseId = reported(Reports.crackedWall());
        FilledForms filled = filled(photo(caseId));
        CaseForm wrong = add(caseId, FormCode.REFUSAL, filled.of(FormCode.REFUSAL));
        JsonObject better = filled.of(FormCode.REFUSAL).put("toldBy", "包白音");

        CaseForm correction = correct(caseId, wrong, better);

        FormRepository forms = new FormRepository();
        assertThat(forms.last(APP.pool(), caseId, FormCode.REFUSAL)
                        .await()
                        .orElseThrow()
                        .id())
                .isEqualTo(correction.id());
        assertThat(forms.of(APP.pool(), caseId).await())
                .extracting(CaseForm::correctedBy)
                .containsExactly(correction.id(), null);
        assertThatThrownBy(() -> correct(caseId, wrong, better)).isInstanceOf(PgException.class);
        assertThatThrownBy(() -> correct(
                        caseId,
                        forms.find(APP.pool(), caseId, wrong.id()).await().orElseThrow(),
                        better))
                .isInstanceOf(AppException.class)
                .hasMessage("form-corrected-already");
    }

    @Test
    void nobodyChangesOrRemovesAFormOrItsEvidence() {
        UUID caseId = reported(Reports.crackedWall());
        add(caseId, FormCode.VISIT_FORM, filled(photo(caseId)).of(FormCode.VISIT_FORM));

        for (String change : List.of(
                "update case_form set form_version = 2",
                "delete from case_form",
                "truncate case_form",
                "update case_evidence set kind = 'OTHER'",
                "delete from case_evidence",
                "truncate case_evidence cascade")) {
            assertThatThrownBy(() -> APP.pool().query(change).execute().await())
                    .as(change)
                    .hasMessageMatching("(?s).*(append-only|permission denied for table).*");
        }
    }

    @Test
    void evidenceOfAnotherCaseIsNoEvidence() {
        UUID caseId = reported(Reports.crackedWall());
        UUID foreign = photo(reported(Reports.crackedWall()));
        JsonObject data = filled(foreign).of(FormCode.VISIT_FORM);

        assertThatThrownBy(() -> add(caseId, FormCode.VISIT_FORM, data))
                .isInstanceOfSatisfying(AppException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(422);
                    assertThat(problem.errors().get(0).pointer()).isEqualTo("/form/data/photoIds/0");
                    assertThat(problem.errors().get(0).code()).isEqualTo("evidence-unknown");
                });
        assertThat(village.get(path(caseId, "/evidence/" + foreign)).status()).isEqualTo(404);
    }

    @Test
    void theSameUploadTwiceIsOnePieceAndAnotherFileUnderItsKeyAConflict() {
        UUID caseId = reported(Reports.crackedWall());
        UUID key = UUID.randomUUID();

        Answer first = upload(village, caseId, key, Pictures.jpeg(Color.BLUE));
        Answer again = upload(village, caseId, key, Pictures.jpeg(Color.BLUE));
        Answer other = upload(village, caseId, key, Pictures.jpeg(Color.RED));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        String id = first.json().getString("evidenceId");
        assertThat(village.get(path(caseId, "/evidence/" + id)).bytes()).startsWith(0xff, 0xd8);
        assertThat(village.get(path(caseId, "/evidence")).json().getJsonArray("items"))
                .hasSize(1);
    }

    @Test
    void uploadsAtTheSameTimeAllFindAPlace() {
        UUID caseId = reported(Reports.crackedWall());
        byte[] picture = Pictures.jpeg(Color.GREEN);

        List<Answer> answers = AtOnce.run(12, i -> upload(village, caseId, UUID.randomUUID(), picture));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(village.get(path(caseId, "/evidence")).json().getJsonArray("items"))
                .hasSize(12);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        UUID caseId = reported(Reports.crackedWall());

        Answer answer = upload(village, caseId, UUID.randomUUID(), "%PDF-1.7 and so on".getBytes());

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void aVisitFormBeginsWithWhatReportAndRegistryKnow() {
        JsonObject report = Reports.crackedWall();
        report.getJsonObject("subject").put("name", "钱文斌").put("idNo", KNOWN);
        UUID caseId = reported(report);

        JsonObject draft = village.get(path(caseId, "/forms/VISIT_FORM/draft")).json();

        JsonObject data = draft.getJsonObject("data");
        assertThat(draft.getJsonArray("sources")).containsExactly("REGISTRY", "REPORT");
        assertThat(data.getString("headName")).isEqualTo("钱文斌");
        assertThat(data.getString("householdClass")).isEqualTo("ORDINARY");
        assertThat(data.getInteger("householdSize"))
                .isEqualTo(data.getJsonArray("members").size());
        JsonObject head = data.getJsonArray("members").getJsonObject(0);
        assertThat(head.getString("idNo")).isEqualTo(KNOWN);
        assertThat(head.getString("labour")).isEqualTo("ORDINARY");
        assertThat(head.getJsonArray("health")).containsExactly("HEALTHY");
        assertThat(data.getString("contactPhone"))
                .isEqualTo(report.getJsonObject("subject").getString("phone"));
        assertThat(data.getString("riskMain")).isEqualTo("HOUSING");
        assertThat(data.getString("riskText")).contains("后墙");
        assertThat(actions(caseId)).contains("form-draft-read");
    }

    @Test
    void oneVisitFillsTheFormsAfterIt() {
        UUID caseId = reported(Reports.crackedWall());
        JsonObject visit = filled(photo(caseId)).of(FormCode.VISIT_FORM);
        add(caseId, FormCode.VISIT_FORM, visit);

        JsonObject conclusion = draft(caseId, FormCode.CHECK_CONCLUSION);
        JsonObject elimination = draft(caseId, FormCode.ELIMINATION_VISIT);
        JsonObject authorisation = draft(caseId, FormCode.AUTHORISATION);

        assertThat(conclusion.getInteger("labourAbleCount")).isEqualTo(1);
        assertThat(conclusion.getDouble("netIncomePerHead")).isEqualTo(visit.getDouble("netIncomePerHead"));
        assertThat(conclusion.getJsonObject("water")).isEqualTo(visit.getJsonObject("water"));
        assertThat(elimination.getJsonArray("members")).isEqualTo(visit.getJsonArray("members"));
        assertThat(elimination.fieldNames()).doesNotContain("grossIncome", "photoIds", "visitedOn");
        assertThat(authorisation.getJsonArray("members").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder("name", "relation", "idNo");
    }

    @Test
    void aBlankFormSpeaksTheReadersLanguage() {
        JsonObject zh = village.get("/api/v1/forms/MEASURE").json();
        JsonObject en =
                village.get("/api/v1/forms/MEASURE", "Accept-Language", "en").json();

        assertThat(zh.getString("title")).isEqualTo("帮扶措施落实记录");
        assertThat(en.getJsonObject("schema")
                        .getJsonObject("properties")
                        .getJsonObject("amount")
                        .getString("title"))
                .isEqualTo("Amount (yuan)");
        assertThat(village.get("/api/v1/forms").json().getJsonArray("items")).hasSize(FormCode.values().length);
        assertThat(village.get("/api/v1/forms/MEASURE?version=99").status()).isEqualTo(404);
    }

    private static JsonObject draft(UUID caseId, FormCode code) {
        return village.get(path(caseId, "/forms/" + code + "/draft")).json().getJsonObject("data");
    }

    private static FilledForms filled(UUID photo) {
        return new FilledForms(TODAY, photo);
    }

    private static UUID reported(JsonObject report) {
        Answer answer = family.submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return APP.pool()
                .preparedQuery("select case_id from report where id = $1")
                .execute(Tuple.of(UUID.fromString(answer.json().getString("reportId"))))
                .await()
                .iterator()
                .next()
                .getUUID(0);
    }

    private static UUID photo(UUID caseId) {
        Answer answer = upload(village, caseId, UUID.randomUUID(), Pictures.jpeg(Color.ORANGE));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return UUID.fromString(answer.json().getString("evidenceId"));
    }

    private static Answer upload(Visitor by, UUID caseId, UUID key, byte[] picture) {
        return by.send(
                "POST",
                path(caseId, "/evidence?evidenceKind=HOUSE_PHOTO"),
                Pictures.multipart(picture),
                "Idempotency-Key",
                key.toString(),
                "Content-Type",
                Pictures.MULTIPART);
    }

    private static CaseForm add(UUID caseId, FormCode code, JsonObject data) {
        return APP.pool()
                .withTransaction(tx ->
                        CaseFiles.forms(APP).add(tx, moment(caseId), new FormEntry(code, 1, data), List.of(), CaseForms.Place.STEP))
                .await();
    }

    private static CaseForm correct(UUID caseId, CaseForm wrong, JsonObject data) {
        return APP.pool()
                .withTransaction(tx -> CaseFiles.forms(APP).correct(
                                tx,
                                moment(caseId),
                                wrong,
                                new FormEntry(wrong.code(), 1, data),
                                List.of(),
                                CaseForms.Place.STEP))
                .await();
    }

    /** With the step that opened the case. */
    private static CaseForms.Moment moment(UUID caseId) {
        return new CaseForms.Moment(caseId, "152223", 1, UUID.randomUUID());
    }

    private static List<String> actions(UUID caseId) {
        return APP
                .pool()
                .preparedQuery("select action from audit_event where case_id = $1")
                .mapping(row -> row.getString(0))
                .execute(Tuple.of(caseId))
                .await()
                .stream()
                .toList();
    }

    private static String path(UUID caseId, String rest) {
        return "/api/v1/cases/" + caseId + rest;
    }
}
