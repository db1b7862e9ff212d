package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casework.StepPapers;
import org.fangpin110.form.CaseForms;
import org.fangpin110.form.FormCode;
import org.fangpin110.form.FormEntry;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.infocheck.Authorisation;
import org.fangpin110.infocheck.InformationChecks;
import org.fangpin110.notice.NoticeKind;
import org.fangpin110.notice.NoticePosting;
import org.fangpin110.notice.Notices;
import org.fangpin110.notice.Objections;
import org.fangpin110.notice.PublicNotice;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.revisit.RevisitDraw;
import org.fangpin110.separation.VillageSkip;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Effect;

/** Brings forms, notices, objections and questions to departments to the steps they belong to. */
final class ProcedurePapers implements StepPapers {
    private static final String DATA = "/form/data";

    private final CaseForms forms;
    private final Notices notices;
    private final Objections objections;
    private final InformationChecks checks;
    private final RevisitDraw lots;
    private final VillageSkip interests;
    private final EndOfCase end;
    private final ProcedureRepository procedure = new ProcedureRepository();

    ProcedurePapers(
            CaseForms forms,
            Notices notices,
            Objections objections,
            InformationChecks checks,
            RevisitDraw lots,
            VillageSkip interests,
            EndOfCase end) {
        this.end = end;
        this.interests = interests;
        this.checks = checks;
        this.lots = lots;
        this.forms = forms;
        this.notices = notices;
        this.objections = objections;
    }

    @Override
    public boolean conditionsMet(Form form) {
        return form.code().equals(FormCode.ELIMINATION_CONCLUSION.name())
                && "MET".equals(form.data().getString("conclusion"));
    }

    private static FormEntry entry(Form form) {
        return new FormEntry(FormCode.valueOf(form.code()), form.version(), form.data());
    }

    @Override
    public Future<Void> file(SqlConnection tx, Filing filing) {
        return interests
                .isRecused(tx, filing.before().id(), filing.staffId())
                .compose(recused -> recused
                        ? Future.failedFuture(AppException.conflict("another-person-needed"))
                        : form(tx, filing))
                .compose(filed -> effects(tx, filing));
    }

    private Future<Void> form(SqlConnection tx, Filing filing) {
        if (filing.form() == null) {
            return Future.succeededFuture();
        }
        Case file = filing.before();
        return forms.add(
                        tx,
                        new CaseForms.Moment(
                                file.id(), file.bannerCode(), filing.step().sequence(), filing.staffId()),
                        entry(filing.form()),
                        filing.evidence(),
                        CaseForms.Place.STEP)
                .mapEmpty();
    }

    private Future<Void> effects(SqlConnection tx, Filing filing) {
        Future<Void> done = Future.succeededFuture();
        for (Effect effect : filing.row().effects()) {
            done = done.compose(before -> effect(tx, filing, effect));
        }
        boolean stopped = !filing.step().state().isOpen();
        return stopped
                ? done.compose(before -> end.ended(
                        tx,
                        filing.before().id(),
                        filing.staffId(),
                        filing.step().at()))
                : done;
    }

    private Future<Void> effect(SqlConnection tx, Filing filing, Effect effect) {
        return switch (effect) {
            case POST -> post(tx, filing);
            case TAKE_DOWN -> takeDown(tx, filing);
            case RECORD_OBJECTION ->
                objections
                        .noteDown(
                                tx,
                                filing.before(),
                                filing.form().data().getString("objectionText"),
                                filing.form().data().getString("phone"),
                                DATA,
                                filing.staffId(),
                                filing.step().at())
                        .mapEmpty();
            case DECIDE_OBJECTIONS -> decide(tx, filing);
            case ASK_DEPARTMENTS ->
                checks.open(tx, filing.before(), Authorisation.of(filing.form().data()), filing.staffId())
                        .mapEmpty();
            case DRAW_REVISIT ->
                lots.draw(tx, filing.before(), filing.step().sequence(), filing.home(), filing.staffId())
                        .mapEmpty();
            default -> Future.succeededFuture();
        };
    }

    private Future<Void> post(SqlConnection tx, Filing filing) {
        JsonObject said = filing.form().data();
        String householdClass = said.getString("householdClass");
        NoticePosting posting = new NoticePosting(
                said.getString("place"),
                said.getString("remark"),
                householdClass == null ? null : HouseholdClass.valueOf(householdClass),
                said.getInteger("householdSize"),
                said.getString("headName"),
                said.getBoolean("headOfAge"));
        NoticeKind kind = filing.before().state().isOfElimination() ? NoticeKind.ELIMINATION : NoticeKind.RECOGNITION;
        return procedure
                .skippedVillage(tx, filing.before().id())
                .compose(skipped -> notices.post(
                        tx,
                        filing.before(),
                        skipped == null ? filing.home() : skipped,
                        kind,
                        posting,
                        DATA,
                        photos(filing),
                        filing.staffId(),
                        filing.step().at()))
                .mapEmpty();
    }

    /** An objection that was founded takes it down at once; else its time is over. */
    private Future<Void> takeDown(SqlConnection tx, Filing filing) {
        return filing.row().action() == Action.UPHOLD_OBJECTION
                ? Future.succeededFuture()
                : notices.end(
                                tx,
                                filing.before(),
                                photos(filing),
                                filing.staffId(),
                                filing.step().at())
                        .mapEmpty();
    }

    private Future<Void> decide(SqlConnection tx, Filing filing) {
        boolean founded = filing.row().action() == Action.UPHOLD_OBJECTION;
        Case file = filing.before();
        Future<Void> decided = notices.open(tx, file.id())
                .compose(open -> objections.resolveOpen(
                        tx,
                        file,
                        open.orElseThrow(),
                        founded,
                        filing.form().data().getString("answerText"),
                        DATA,
                        filing.staffId(),
                        filing.step().at()));
        return founded
                ? decided.compose(done -> end.makeVoid(
                        tx,
                        file.id(),
                        PublicNotice.VoidReason.OBJECTION_FOUNDED,
                        filing.staffId(),
                        filing.step().at()))
                : decided;
    }

    private static List<UUID> photos(Filing filing) {
        Set<UUID> photos = new LinkedHashSet<>(filing.evidence());
        JsonArray named = filing.form().data().getJsonArray("photoIds", new JsonArray());
        named.forEach(id -> photos.add(UUID.fromString((String) id)));
        return List.copyOf(photos);
    }
}
