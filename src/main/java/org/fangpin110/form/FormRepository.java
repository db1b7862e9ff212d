package org.fangpin110.form;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The only code that names the table case_form. Ask only for a case that was found in the asker's scope. */
public final class FormRepository {
    private static final String ADD =
            """
            insert into case_form (id, banner_code, case_id, sequence, step_sequence, form_code, form_version, corrects,
                                   content, content_digest, evidence, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""";

    /** The event it was written with must be there. A second correction of the same form breaks a unique constraint. */
    Future<CaseForm> add(SqlClient tx, CaseForm form) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(form.id(), form.bannerCode(), form.caseId(), form.sequence(), form.stepSequence())
                        .addString(form.code().name())
                        .addInteger(form.version())
                        .addUUID(form.corrects())
                        .addBuffer(Buffer.buffer(form.content()))
                        .addBuffer(Buffer.buffer(form.digest()))
                        .addArrayOfUUID(form.evidence().toArray(UUID[]::new))
                        .addUUID(form.madeBy())
                        .addOffsetDateTime(form.madeAt().atOffset(ZoneOffset.UTC)))
                .map(form);
    }

    private static final String SELECT =
            """
            select f.*, later.id as corrected_by, s.display_name as made_by_name
            from case_form f
            left join case_form later on later.corrects = f.id and later.banner_code = f.banner_code
            left join staff s on s.staff_id = f.made_by
            """;

    private static final String OF_CASE = SELECT
            + """
            where f.case_id = $1
            order by f.step_sequence, f.sequence, f.corrects is not null, f.id""";

    /** Oldest step first, corrections behind what they correct. As many as the case has steps. */
    public Future<List<CaseForm>> of(SqlClient db, UUID caseId) {
        return db.preparedQuery(OF_CASE)
                .mapping(CaseForm::of)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }

    private static final String LAST = SELECT
            + """
            where f.case_id = $1 and f.form_code = $2 and later.id is null
            order by f.step_sequence desc, f.id desc
            limit 1""";

    /** The form of this kind that stands: of the latest step, with its corrections. */
    public Future<Optional<CaseForm>> last(SqlClient db, UUID caseId, FormCode code) {
        return db.preparedQuery(LAST)
                .mapping(CaseForm::of)
                .execute(Tuple.of(caseId, code.name()))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String FIND = SELECT + """
            where f.case_id = $1 and f.id = $2""";

    public Future<Optional<CaseForm>> find(SqlClient db, UUID caseId, UUID id) {
        return db.preparedQuery(FIND)
                .mapping(CaseForm::of)
                .execute(Tuple.of(caseId, id))
                .map(rows -> rows.stream().findFirst());
    }
}
