package org.fangpin110.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.form.FormCode;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.State;

/** One case on its way through the procedure, step by step over the public interface. */
public final class CaseWalk {
    private final TestApp app;
    private final Supplier<Visitor> family;
    private final JsonObject receipt;
    private final UUID caseId;

    /** A family of this name reports. */
    public CaseWalk(TestApp app, String family, JsonObject report) {
        this(app, () -> app.resident(family), report);
    }

    public CaseWalk(TestApp app, Visitor family, JsonObject report) {
        this(app, () -> family, report);
    }

    private CaseWalk(TestApp app, Supplier<Visitor> family, JsonObject report) {
        this.app = app;
        this.family = family;
        Answer answer = family.get().submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        receipt = answer.json();
        caseId = row(
                        "select id from case_file where first_report_id = (select id from report where receipt_no = $1)",
                        receiptNo())
                .getUUID(0);
    }

    public UUID caseId() {
        return caseId;
    }

    public JsonObject receipt() {
        return receipt;
    }

    public String receiptNo() {
        return receipt.getString("receiptNo");
    }

    /** Whoever reported it, signed in. */
    public Visitor resident() {
        return family.get();
    }

    public State state() {
        return State.valueOf(
                row("select state from case_file where id = $1", caseId).getString(0));
    }

    public int version() {
        return row("select version from case_file where id = $1", caseId).getInteger(0);
    }

    /** A step with its form, as a careful cadre would fill it in, and the words it asks for. @param form null without one */
    public Answer step(Visitor who, Action action, FormCode form) {
        JsonObject wish = new JsonObject();
        switch (action) {
            case REFUSE -> wish.put("reason", "DIFFICULTY_SOLVED").put("answer", "您家的医药费已经报销，这次不纳入监测，可以申请复核。");
            case UPHOLD -> wish.put("answer", "又去看了一次，情况和上次一样，这次不纳入监测。");
            case SUSPEND -> wish.put("reason", "AWAITING_RESIDENT");
            case ASK_RESIDENT -> wish.put("note", "家里现在几口人？");
            case REWORK, STOP_ELIMINATION, ROLL_BACK -> wish.put("note", "收入核算有误，请重算");
            default -> {}
        }
        return step(who, action, form, wish);
    }

    public Answer step(Visitor who, Action action, FormCode form, JsonObject wish) {
        wish.put("action", action.name());
        return form == null ? post(who, "/steps", wish) : tried(who, wish, filled(who, form), form);
    }

    /** A step that must be taken. */
    public JsonObject taken(Visitor who, Action action, FormCode form) {
        Answer answer = step(who, action, form);
        assertThat(answer.status()).as(action + answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** @param data of the form */
    public Answer tried(Visitor who, Action action, JsonObject data, FormCode form) {
        return tried(who, new JsonObject().put("action", action.name()), data, form);
    }

    private Answer tried(Visitor who, JsonObject wish, JsonObject data, FormCode form) {
        JsonObject entry =
                new JsonObject().put("code", form.name()).put("version", 1).put("data", data);
        return post(who, "/steps", wish.put("form", entry));
    }

    /** The data of a form as a careful cadre fills them in. */
    public JsonObject filled(Visitor who, FormCode form) {
        LocalDate today = LocalDate.ofInstant(app.clock().instant(), WorkCalendar.ZONE);
        return new FilledForms(today, photo(who)).of(form);
    }

    public CaseWalk accepted(Visitor village) {
        Answer answer = post(village, "/accept", new JsonObject());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return this;
    }

    /** From receipt on until the household's notice hangs. */
    public CaseWalk toNotice(Visitor village) {
        accepted(village);
        taken(village, Action.AUTHORISE, FormCode.AUTHORISATION);
        taken(village, Action.VISIT, FormCode.VISIT_FORM);
        departmentsAnswer();
        taken(village, Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION);
        taken(village, Action.REVIEW, FormCode.REVIEW_MINUTES);
        taken(village, Action.POST_NOTICE, FormCode.NOTICE_POSTING);
        return this;
    }

    /** As the last version of the case allows. @param body null without one */
    public Answer post(Visitor who, String path, JsonObject body) {
        return who.send(
                "POST",
                "/api/v1/cases/" + caseId + path,
                body == null ? null : body.encode().getBytes(StandardCharsets.UTF_8),
                "If-Match",
                "\"" + version() + "\"");
    }

    /** What the resident does from the phone. */
    public Answer own(String path, JsonObject body) {
        return resident()
                .post(
                        "/api/v1/reports/" + receiptNo() + path,
                        body,
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
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

    /** Every department has answered, by telephone, that it knows nothing. */
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

    public Row row(String sql, Object... values) {
        return app.pool()
                .preparedQuery(sql)
                .execute(Tuple.from(List.of(values)))
                .await()
                .iterator()
                .next();
    }
}
