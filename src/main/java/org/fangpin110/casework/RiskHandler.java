package org.fangpin110.casework;

import io.vertx.core.Future;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.StaffMember;

/** The risk level of a case over HTTP: what is suggested and why, what was set, and setting it. */
public final class RiskHandler {
    private final RiskService service;
    private final RiskView view;

    public RiskHandler(RiskService service, RiskView view) {
        this.service = service;
        this.view = view;
    }

    public void bind(Api api) {
        api.bind("getRiskLevel", this::getRiskLevel);
        api.bind("setRiskLevel", this::setRiskLevel);
    }

    private Future<Reply> getRiskLevel(Request request) {
        return told(request, service.read(request.caller(StaffMember.class), request.uuid("caseId")));
    }

    private Future<Reply> setRiskLevel(Request request) {
        return told(
                request,
                service.set(
                        request.caller(StaffMember.class),
                        request.uuid("caseId"),
                        request.seenVersion(),
                        request.body(RiskConfirmation.class)));
    }

    private Future<Reply> told(Request request, Future<RiskService.Shown> shown) {
        return shown.map(found -> Reply.ok(view.of(found, request.language()))
                .header("ETag", '"' + Integer.toString(found.file().version()) + '"')
                .header("Cache-Control", "no-store"));
    }
}
