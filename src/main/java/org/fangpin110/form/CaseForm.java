package org.fangpin110.form;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A form as stored; {@link FormSeal} opens it.
 *
 * @param sequence the step it was written with
 * @param stepSequence the step it speaks of: of a correction, that of the form it corrects
 * @param corrects the form it stands in for; null when it corrects none
 * @param correctedBy the form that stands in for it; null while it stands
 * @param digest of salt and content; never of the bare content
 * @param madeByName display name
 */
public record CaseForm(
        UUID id,
        UUID caseId,
        String bannerCode,
        int sequence,
        int stepSequence,
        FormCode code,
        int version,
        UUID corrects,
        UUID correctedBy,
        byte[] content,
        byte[] digest,
        List<UUID> evidence,
        UUID madeBy,
        String madeByName,
        Instant madeAt) {

    static CaseForm of(Row row) {
        return new CaseForm(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getString("banner_code"),
                row.getInteger("sequence"),
                row.getInteger("step_sequence"),
                FormCode.valueOf(row.getString("form_code")),
                row.getInteger("form_version"),
                row.getUUID("corrects"),
                row.getUUID("corrected_by"),
                row.getBuffer("content").getBytes(),
                row.getBuffer("content_digest").getBytes(),
                List.of(row.getArrayOfUUIDs("evidence")),
                row.getUUID("made_by"),
                row.getString("made_by_name"),
                row.getOffsetDateTime("made_at").toInstant());
    }

    @Override
    public String toString() {
        return "CaseForm[" + id + ", " + code + " v" + version + "]";
    }
}
