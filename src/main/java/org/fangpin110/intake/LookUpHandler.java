package org.fangpin110.intake;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Set;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.report.OwnReport;

/** Where a report stands, for somebody with the slip and a phone, on any telephone and without signing in. */
public final class LookUpHandler {
    /** The contract's LookUp. */
    private record Slip(String receiptNumber, String phone) {
        @Override
        public String toString() {
            return "Slip[…]";
        }
    }

    private record Coded(String code, String text) {}

    /** The contract's ReportStatus: what a message would say, nothing of whom or why. */
    private record Status(Coded status, LocalDate promisedBy) {}

    private final LookUp lookUp;
    private final Messages messages;
    private final Set<String> proxies;

    /** @param proxies our own, whose word about where a request came from counts */
    public LookUpHandler(LookUp lookUp, Messages messages, Set<String> proxies) {
        this.lookUp = lookUp;
        this.messages = messages;
        this.proxies = Set.copyOf(proxies);
    }

    public void bind(Api api) {
        api.bind("lookUpReport", this::lookUpReport);
    }

    private Future<Reply> lookUpReport(Request request) {
        Slip slip = request.body(Slip.class);
        return lookUp.find(slip.receiptNumber(), slip.phone(), request.callerAddress(proxies))
                .map(report -> Reply.ok(status(report, request.language())).header("Cache-Control", "no-store"));
    }

    private Status status(OwnReport report, Language language) {
        String code = report.status();
        boolean ended = report.withdrawn() || report.caseClosed();
        return new Status(
                new Coded(code, messages.text(language, "status." + code)), ended ? null : report.promisedBy());
    }
}
