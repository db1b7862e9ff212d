package org.fangpin110.audit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;

/** The evidence pack of a case, for the auditor and the desk of its banner. */
public final class EvidenceHandler {
    private static final Set<Role> MAY_EXPORT = EnumSet.of(Role.AUDITOR, Role.BANNER_DESK);

    private final EvidencePack packs;

    public EvidenceHandler(EvidencePack packs) {
        this.packs = packs;
    }

    public void bind(Api api) {
        api.bind("getEvidencePack", this::getEvidencePack);
    }

    private Future<Reply> getEvidencePack(Request request) {
        StaffMember staff = request.caller(StaffMember.class);
        UUID caseId = UUID.fromString(request.parameter("caseId"));
        return packs.of(caseId, staff.staffId(), staff.scope(MAY_EXPORT))
                .map(zip -> Reply.bytes("application/zip", Buffer.buffer(zip))
                        .header("Content-Disposition", "attachment; filename=\"evidence-" + caseId + ".zip\"")
                        .header("Cache-Control", "no-store"));
    }
}
