package org.fangpin110.form;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.ReportContent;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** Forms over HTTP: blank ones, those of a case, what one can be begun with, and both on paper. They are filled in by steps. */
public final class FormHandler {
    private final FormCatalogue catalogue;
    private final CaseDoor door;
    private final FormSeal seal;
    private final FormDrafts drafts;
    private final EvidenceHandler evidence;
    private final Messages messages;
    private final Supplier<UnitTable> units;
    private final WorkerExecutor workers;
    private final InstantSource clock;
    private final FormRepository forms = new FormRepository();
    private final CaseReportRepository reports = new CaseReportRepository();

    /** @param workers where pictures are made safe and paper is written */
    public record Needs(
            Pool pool,
            FormCatalogue catalogue,
            FieldCipher cipher,
            RegistrySeal registrySeal,
            AuditTrail trail,
            Messages messages,
            Supplier<UnitTable> units,
            WorkerExecutor workers,
            TimeOrderedIds ids,
            InstantSource clock) {}

    public FormHandler(Needs needs) {
        catalogue = needs.catalogue();
        door = new CaseDoor(needs.pool(), needs.trail());
        seal = new FormSeal(needs.cipher());
        drafts = new FormDrafts(catalogue, seal, new ReportContent(needs.cipher()), needs.registrySeal());
        evidence = new EvidenceHandler(
                door, needs.cipher(), needs.workers(), needs.messages(), needs.ids(), needs.clock());
        messages = needs.messages();
        units = needs.units();
        workers = needs.workers();
        clock = needs.clock();
    }

    public void bind(Api api) {
        api.bind("listForms", this::listForms)
                .bind("getForm", this::getForm)
                .bind("listCaseForms", this::listCaseForms)
                .bind("getCaseForm", this::getCaseForm)
                .bind("printCaseForm", this::printCaseForm)
                .bind("draftCaseForm", this::draftCaseForm);
        evidence.bind(api);
    }

    private Future<Reply> listForms(Request request) {
        FormView view = view(request);
        return Future.succeededFuture(Reply.ok(Map.of(
                "items",
                Arrays.stream(FormCode.values())
                        .map(catalogue::current)
                        .map(form -> view.kind(form, catalogue))
                        .toList())));
    }

    private Future<Reply> getForm(Request request) {
        Form current = catalogue.current(code(request));
        Form wanted = catalogue
                .version(current.code(), request.integer("version", current.version()))
                .orElseThrow(AppException::notFound);
        return Future.succeededFuture(Reply.ok(view(request).blank(wanted)));
    }

    private Future<Reply> listCaseForms(Request request) {
        FormView view = view(request);
        return door.plain(request, (tx, file) -> forms.of(tx, file.id()))
                .map(all ->
                        Reply.ok(Map.of("items", all.stream().map(view::summary).toList())));
    }

    private Future<Reply> getCaseForm(Request request) {
        return read(request, "form-read")
                .map(paper -> Reply.ok(view(request).filled(paper.form(), seal.open(paper.form()))));
    }

    private Future<Reply> printCaseForm(Request request) {
        return read(request, "form-printed")
                .compose(paper -> workers.executeBlocking(
                        () -> new FormSheet(
                                        catalogue
                                                .version(
                                                        paper.form().code(),
                                                        paper.form().version())
                                                .orElseThrow(),
                                        new FormWords(messages, Language.ZH))
                                .pdf(paper.form(), seal.open(paper.form()), heading(paper), clock.instant()),
                        false))
                .map(pdf -> Reply.bytes("application/pdf", Buffer.buffer(pdf))
                        .header("Content-Disposition", "inline; filename=\"form.pdf\"")
                        .header("Content-Encoding", "identity")); // a PDF is compressed already
    }

    private record Paper(Case file, CaseForm form, String receiptNo) {
        @Override
        public String toString() {
            return "Paper[" + form.id() + "]";
        }
    }

    private Future<Paper> read(Request request, String action) {
        UUID id = request.uuid("formId");
        return door.noted(request, action, id.toString(), (tx, file) -> paper(tx, file, id));
    }

    private Future<Paper> paper(SqlConnection tx, Case file, UUID id) {
        return forms.find(tx, file.id(), id)
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(form -> reports.reports(tx, file.id(), file.firstReportId())
                        .map(all -> new Paper(
                                file, form, all.isEmpty() ? "" : all.get(0).receiptNo())));
    }

    private FormSheet.Heading heading(Paper paper) {
        UnitTable table = units.get();
        Unit owner = table.current(paper.file().ownerUnit()).orElse(null);
        String unit = owner == null
                ? ""
                : table.path(owner).stream()
                        .filter(one -> one.level() >= 3)
                        .map(Unit::name)
                        .reduce((above, below) -> above + "　" + below)
                        .orElse("");
        return new FormSheet.Heading(unit, paper.receiptNo());
    }

    private Future<Reply> draftCaseForm(Request request) {
        FormCode code = code(request);
        return door.noted(request, "form-draft-read", code.name(), (tx, file) -> drafts.of(tx, file, code))
                .map(draft -> Reply.ok(view(request).draft(catalogue.current(code), draft)));
    }

    private static FormCode code(Request request) {
        return FormCode.valueOf(request.parameter("formCode"));
    }

    private FormView view(Request request) {
        return new FormView(messages, request.language());
    }
}
