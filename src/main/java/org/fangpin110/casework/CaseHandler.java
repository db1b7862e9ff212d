package org.fangpin110.casework;

import io.vertx.core.Future;
import java.util.UUID;
import org.fangpin110.casefile.Case;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.StaffMember;

/** One case over HTTP: reading it and every step. */
public final class CaseHandler {
    private final CaseReader reader;
    private final CaseworkService service;
    private final CaseView view;

    public CaseHandler(CaseReader reader, CaseworkService service, CaseView view) {
        this.reader = reader;
        this.service = service;
        this.view = view;
    }

    public void bind(Api api) {
        api.bind("getCase", this::getCase);
        api.bind("getCasePhoto", this::getCasePhoto);
        api.bind("claimCase", this::claimCase);
        api.bind("releaseCase", this::releaseCase);
        api.bind("acceptCase", this::acceptCase);
        api.bind("transferCase", this::transferCase);
        api.bind("returnCase", this::returnCase);
        api.bind("closeCase", this::closeCase);
        api.bind("confirmCase", this::confirmCase);
        api.bind("dismissCase", this::dismissCase);
    }

    private Future<Reply> getCase(Request request) {
        StaffMember staff = staff(request);
        return reader.read(staff, caseId(request))
                .map(whole -> Reply.ok(view.detail(whole, staff, view.words(request.language())))
                        .header("ETag", tag(whole.file()))
                        .header("Cache-Control", "no-store"));
    }

    private Future<Reply> getCasePhoto(Request request) {
        return reader.readPhoto(staff(request), caseId(request), request.uuid("photoId"))
                .map(photo -> Reply.bytes("image/jpeg", photo)
                        .header("Cache-Control", "no-store")
                        .header("X-Content-Type-Options", "nosniff"));
    }

    private Future<Reply> claimCase(Request request) {
        return step(request, service.claim(staff(request), caseId(request), request.seenVersion()));
    }

    private Future<Reply> releaseCase(Request request) {
        return step(request, service.release(staff(request), caseId(request), request.seenVersion()));
    }

    private Future<Reply> acceptCase(Request request) {
        String note = request.body(Acceptance.class).note();
        return step(request, service.accept(staff(request), caseId(request), request.seenVersion(), note));
    }

    private Future<Reply> transferCase(Request request) {
        Transfer wish = request.body(Transfer.class);
        return step(request, service.transfer(staff(request), caseId(request), request.seenVersion(), wish));
    }

    private Future<Reply> returnCase(Request request) {
        Return wish = request.body(Return.class);
        return step(request, service.giveBack(staff(request), caseId(request), request.seenVersion(), wish));
    }

    private Future<Reply> closeCase(Request request) {
        Closure wish = request.body(Closure.class);
        return step(request, service.close(staff(request), caseId(request), request.seenVersion(), wish));
    }

    private Future<Reply> confirmCase(Request request) {
        return step(request, service.confirm(staff(request), caseId(request), request.seenVersion()));
    }

    private Future<Reply> dismissCase(Request request) {
        return step(request, service.dismiss(staff(request), caseId(request), request.seenVersion()));
    }

    private Future<Reply> step(Request request, Future<Case> taken) {
        return taken.map(file ->
                Reply.ok(CaseStep.of(file, view.words(request.language()))).header("ETag", tag(file)));
    }

    private static StaffMember staff(Request request) {
        return request.caller(StaffMember.class);
    }

    private static UUID caseId(Request request) {
        return request.uuid("caseId");
    }

    private static String tag(Case file) {
        return '"' + Integer.toString(file.version()) + '"';
    }
}
