package org.fangpin110.form;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What staff found out about a household and wrote into the forms of its case. */
public final class FoundForms {
    /** They share the fields that speak of income, spending, labour and the guarantees. */
    private static final Set<FormCode> FINDINGS = EnumSet.of(
            FormCode.VISIT_FORM,
            FormCode.CHECK_CONCLUSION,
            FormCode.FOLLOW_UP_VISIT,
            FormCode.ELIMINATION_VISIT,
            FormCode.ELIMINATION_CONCLUSION);

    private final FormRepository forms;
    private final FormSeal seal;

    public FoundForms(FormRepository forms, FormSeal seal) {
        this.forms = forms;
        this.seal = seal;
    }

    /** The data of those that stand, oldest step first. Ask only for a case that was found in the asker's scope. */
    public Future<List<JsonObject>> of(SqlClient db, UUID caseId) {
        return forms.of(db, caseId).map(all -> all.stream()
                .filter(form -> form.correctedBy() == null && FINDINGS.contains(form.code()))
                .map(seal::open)
                .toList());
    }
}
