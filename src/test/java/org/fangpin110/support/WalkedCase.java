package org.fangpin110.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.form.FormCode;

/** One case walked through the procedure by the doors of staff, each form filled in; stands at the version it has. */
public final class WalkedCase {
    private final TestApp app;
    private final UUID caseId;
    private final String receiptNo;

    private WalkedCase(TestApp app, UUID caseId, String receiptNo) {
        this.app = app;
        this.caseId = caseId;
        this.receiptNo = receiptNo;
    }

    public static WalkedCase begun(TestApp app, Visitor family, JsonObject report) {
        Answer answer = family.submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        UUID caseId = app.pool()
                .preparedQuery("select case_id from report where id = $1")
                .execute(Tuple.of(UUID.fromString(answer.json().getString("reportId"))))
                .await()
                .iterator()
                .next()
                .getUUID(0);
        return new WalkedCase(app, caseId, answer.json().getString("receiptNo"));
    }

    public UUID caseId() {
        return caseId;
    }

    public String receiptNo() {
        return receiptNo;
    }

    /** From receipt on until the household's notice hangs. */
    public WalkedCase toNotice(Visitor village) {
        accepted(village);
        step(village, "AUTHORISE", FormCode.AUTHORISATION);
        step(village, "VISIT", FormCode.VISIT_FORM);
        departmentsAnswer();
        step(village, "CONCLUDE_CHECK", FormCode.CHECK_CONCLUSION);
        step(village, "REVIEW", FormCode.REVIEW_MINUTES);
        step(village, "POST_NOTICE", FormCode.NOTICE_POSTING);
        return this;
    }

    public WalkedCase accepted(Visitor village) {
        Answer answer = send(village, "/accept", new JsonObject());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return this;
    }

    /** Must be taken. */
    public JsonObject step(Visitor who, String action, FormCode form) {
        Answer answer = tried(who, action, filled(who, form), form);
        assertThat(answer.status()).as(action + answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** @param data of the form; null for a step without one */
    public Answer tried(Visitor who, String action, JsonObject data, FormCode form) {
        JsonObject wish = new JsonObject().put("action", action);
        if (form != null) {
            wish.put(
                    "form",
                    new JsonObject().put("code", form.name()).put("version", 1).put("data", data));
        }
        return send(who, "/steps", wish);
    }

    /** The data of a form as a careful cadre fills them in. */
    public JsonObject filled(Visitor who, FormCode form) {
        return form == null ? null : new FilledForms(today(), photo(who)).of(form);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(app.clock().instant(), WorkCalendar.ZONE);
    }

    /** As if each department had looked and found nothing. */
    public void departmentsAnswer() {
        app.pool()
                .preparedQuery(
                        """
                        update information_check
                        set result = 'NO_DATA', answered_at = asked_at, answered_by = asked_by, source = 'TELEPHONE',
                            answered_as = 'BANNER_DESK', answer_key = check_id
                        where case_id = $1 and answered_at is null""")
                .execute(Tuple.of(caseId))
                .await();
    }

    public String state() {
        return app.pool()
                .preparedQuery("select state from case_file where id = $1")
                .execute(Tuple.of(caseId))
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    private int version() {
        return app.pool()
                .preparedQuery("select version from case_file where id = $1")
                .execute(Tuple.of(caseId))
                .await()
                .iterator()
                .next()
                .getInteger(0);
    }

    private Answer send(Visitor who, String path, JsonObject body) {
        return who.send(
                "POST",
                "/api/v1/cases/" + caseId + path,
                body.encode().getBytes(StandardCharsets.UTF_8),
                "If-Match",
                "\"" + version() + "\"");
    }

    private UUID photo(Visitor who) {
        Answer answer = who.send(
                "POST",
                "/api/v1/cases/" + caseId + "/evidence?evidenceKind=OTHER",
                Pictures.multipart(Pictures.jpeg(Color.BLUE)),
                "Idempotency-Key",
                UUID.randomUUID().toString(),
                "Content-Type",
                Pictures.MULTIPART);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return UUID.fromString(answer.json().getString("evidenceId"));
    }
}
