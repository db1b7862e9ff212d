package org.fangpin110.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.fangpin110.form.FormCode;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.CaseWalk;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.workflow.Action;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was done and read is chained, and whoever has the pack can prove it or see that it was touched. */
class EvidenceIT {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    private static Visitor family;
    private static Visitor village;
    private static Visitor auditor;
    private static byte[] pack;
    private static JsonObject report;

    @BeforeAll
    static void aCaseThatWasReadAcceptedAnchoredAndReadAgain() {
        family = APP.resident("chained");
        village = APP.village(Reports.VILLAGE);
        auditor = APP.staff("audit-152223");
        String caseId = opened();
        village.get("/api/v1/cases/" + caseId);
        village.post("/api/v1/cases/" + caseId + "/accept", new JsonObject(), "If-Match", "\"1\"");
        APP.app().sealer().pass().await();
        APP.clock().advance(Duration.ofDays(1));
        assertThat(APP.app().sealer().anchor().await()).isTrue();
        assertThat(APP.app().sealer().anchor().await()).isFalse();
        family = APP.resident("chained");
        village = APP.village(Reports.VILLAGE);
        auditor = APP.staff("audit-152223");
        village.get("/api/v1/cases/" + caseId);
        pack = taken(caseId);
    }

    private static String opened() {
        report = Reports.crackedWall();
        Answer answer = family.submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return APP.pool()
                .preparedQuery("select case_id from report where receipt_no = $1")
                .execute(Tuple.of(answer.json().getString("receiptNo")))
                .await()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }

    private static byte[] taken(String caseId) {
        Answer answer = auditor.get("/api/v1/cases/" + caseId + "/evidence-pack");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.bytes();
    }

    private static String fault(byte[] zip) {
        EvidenceCheck.Fault fault = catchThrowableOfType(EvidenceCheck.Fault.class, () -> EvidenceCheck.verify(zip));
        return fault == null ? "none" : fault.code();
    }

    @Test
    void thePackProvesEveryStepAndEveryReadingUpToItsOwnExport() {
        EvidenceCheck.Proven proven = EvidenceCheck.verify(pack);

        assertThat(proven.events()).isGreaterThanOrEqualTo(2);
        assertThat(proven.entries()).isGreaterThanOrEqualTo(4);
        assertThat(proven.anchors()).hasSize(1);
        assertThat(proven.unanchored()).isPositive().isLessThan(proven.events() + proven.entries());
        assertThat(new String(pack, StandardCharsets.UTF_8))
                .contains("case-read", "evidence-exported")
                .doesNotContain(report.getJsonObject("subject").getString("name"))
                .doesNotContain(report.getJsonObject("subject").getString("phone"))
                .doesNotContain(report.getString("hardshipText"));
    }

    @Test
    void anySingleChangedByteFails() {
        for (int i = 0; i < pack.length; i++) {
            byte[] changed = pack.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThat(fault(changed)).as("byte " + i).isNotEqualTo("none");
        }
    }

    /** As somebody would who knows zip: the sums of the archive are right again. */
    @Test
    void aChangedByteFailsAlsoInAPackThatWasZippedAnew() {
        Map<String, byte[]> files = StoredZip.read(pack).orElseThrow();
        Random random = new Random(17);
        files.forEach((name, content) -> {
            for (int i = 0; i < content.length; i = content.length > 4_000 ? i + 1 + random.nextInt(4) : i + 1) {
                Map<String, byte[]> changed = new LinkedHashMap<>(files);
                byte[] other = content.clone();
                other[i] ^= (byte) (1 << random.nextInt(7));
                changed.put(name, other);
                assertThat(fault(StoredZip.write(changed))).as(name + " " + i).isNotEqualTo("none");
            }
        });
    }

    @Test
    void rowsLeftOutRepeatedOrMovedFailInEveryFile() {
        Map<String, byte[]> files = StoredZip.read(pack).orElseThrow();
        for (String name : files.keySet()) {
            List<String> lines = List.of(new String(files.get(name), StandardCharsets.UTF_8).split("\n"));
            for (int i = 0; files.get(name).length > 0 && i < lines.size(); i++) {
                List<String> without = new ArrayList<>(lines);
                without.remove(i);
                List<String> twice = new ArrayList<>(lines);
                twice.add(i, lines.get(i));
                List<String> moved = new ArrayList<>(lines);
                Collections.swap(moved, i, (i + 1) % lines.size());
                for (List<String> changed : List.of(without, twice, moved)) {
                    if (!changed.equals(lines)) {
                        Map<String, byte[]> other = new LinkedHashMap<>(files);
                        other.put(name, Digests.bytes(changed.isEmpty() ? "" : String.join("\n", changed) + "\n"));
                        assertThat(fault(StoredZip.write(other)))
                                .as(name + " " + i)
                                .isNotEqualTo("none");
                    }
                }
            }
        }
    }

    @Test
    void filesCutShortPutInOrLeftOutFail() {
        Map<String, byte[]> files = StoredZip.read(pack).orElseThrow();
        for (int length = 0; length < pack.length; length += 97) {
            assertThat(fault(Arrays.copyOf(pack, length))).isEqualTo("zip-changed");
        }
        assertThat(fault(Arrays.copyOf(pack, pack.length + 1))).isEqualTo("zip-changed");
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.put("extra.txt", new byte[1]);
        assertThat(fault(StoredZip.write(more))).isEqualTo("files-unexpected");
        for (String name : files.keySet()) {
            Map<String, byte[]> less = new LinkedHashMap<>(files);
            less.remove(name);
            assertThat(fault(StoredZip.write(less))).isEqualTo("files-unexpected");
        }
    }

    /** Many read and one after another steps, while two nodes seal: the chain stays one, without gap or double. */
    @Test
    void readersStepsAndTwoSealingNodesLeaveOneUnbrokenChain() throws Exception {
        TestApp second = APP.another(Map.of());
        try {
            String caseId = opened();
            AtOnce.run(8, n -> {
                for (int i = 0; i < 6; i++) {
                    if (n < 2) {
                        (n == 0 ? APP : second).app().sealer().pass().await();
                    } else if (n == 2) {
                        String step = i % 2 == 0 ? "/claim" : "/release";
                        assertThat(village.post("/api/v1/cases/" + caseId + step, "If-Match", "\"" + (i + 1) + "\"")
                                        .status())
                                .isEqualTo(200);
                    } else {
                        assertThat(village.get("/api/v1/cases/" + caseId).status())
                                .isEqualTo(200);
                    }
                }
                return n;
            });

            EvidenceCheck.Proven proven = EvidenceCheck.verify(taken(caseId));

            assertThat(proven.events()).isGreaterThanOrEqualTo(7);
            assertThat(proven.entries()).isEqualTo(rows(caseId, "audit_event"));
            assertThat(rows(caseId, "case_link")).isEqualTo(proven.events() + proven.entries());
        } finally {
            second.stop();
        }
    }

    /** The papers of the procedure beside the steps: by the digests of what they say. */
    @Test
    void thePackHasThePapersOfTheProcedureAndAChangedByteInThemFails() {
        CaseWalk walk = new CaseWalk(APP, APP.resident("papers"), Reports.crackedWall()).accepted(village);
        walk.taken(village, Action.HELP_FIRST, FormCode.EMERGENCY_HELP);
        walk.taken(village, Action.AUTHORISE, FormCode.AUTHORISATION);
        walk.taken(village, Action.VISIT, FormCode.VISIT_FORM);
        walk.departmentsAnswer();
        walk.taken(village, Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION);
        walk.taken(village, Action.REVIEW, FormCode.REVIEW_MINUTES);
        walk.taken(village, Action.POST_NOTICE, FormCode.NOTICE_POSTING);
        walk.taken(village, Action.OBJECT, FormCode.OBJECTION);

        byte[] papers = taken(walk.caseId().toString());

        EvidenceCheck.verify(papers);
        Map<String, byte[]> files = StoredZip.read(papers).orElseThrow();
        assertThat(file(files, "forms.jsonl"))
                .contains("VISIT_FORM", "REVIEW_MINUTES", "OBJECTION", "sha256:")
                .hasLineCount(7);
        assertThat(file(files, "form-photos.jsonl")).contains("sha256_as_kept");
        assertThat(file(files, "pauses.jsonl")).contains("\"reason\":\"OBJECTION\"");
        assertThat(file(files, "paperwork.jsonl")).contains("PAPERWORK_RECEIPT");
        assertThat(file(files, "notices.jsonl")).containsPattern("\"post_photos\":\\[\"[0-9a-f]{64}\"");
        assertThat(file(files, "objections.jsonl")).hasLineCount(1).doesNotContain("resident_id");
        assertThat(file(files, "information-checks.jsonl")).contains("NO_DATA", "MEDICAL_EXPENSES");
        assertThat(file(files, "authorisations.jsonl")).contains("\"members\":\"sha256:");
        assertThat(new String(papers, StandardCharsets.UTF_8))
                .doesNotContain("乌云·其木格", "152223195203070029", "水井氟超标", "objection_no");
        Random random = new Random(4);
        for (String name :
                List.of("forms.jsonl", "pauses.jsonl", "paperwork.jsonl", "notices.jsonl", "objections.jsonl")) {
            for (int i = 0; i < 40; i++) {
                Map<String, byte[]> changed = new LinkedHashMap<>(files);
                byte[] other = files.get(name).clone();
                other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(7));
                changed.put(name, other);
                assertThat(fault(StoredZip.write(changed))).as(name).isEqualTo("file-changed");
            }
        }
    }

    private static String file(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8).stripTrailing();
    }

    private static int rows(String caseId, String table) {
        return APP.pool()
                .preparedQuery("select count(*)::int from " + table + " where case_id = $1")
                .execute(Tuple.of(UUID.fromString(caseId)))
                .await()
                .iterator()
                .next()
                .getInteger(0);
    }
}
