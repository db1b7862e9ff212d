package org.fangpin110.support;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fangpin110.attachment.CaseEvidenceRepository;
import org.fangpin110.form.CaseForms;
import org.fangpin110.form.FormCatalogue;
import org.fangpin110.form.FormCode;
import org.fangpin110.form.FormEntry;
import org.fangpin110.form.FormRepository;
import org.fangpin110.form.FormSeal;
import org.fangpin110.platform.db.TimeOrderedIds;

/** Papers put into a case without the step they belong to. */
public final class CaseFiles {
    private CaseFiles() {}

    /** As the application's own. */
    public static CaseForms forms(TestApp app) {
        return new CaseForms(
                new FormCatalogue(),
                new FormRepository(),
                new CaseEvidenceRepository(),
                new FormSeal(app.cipher()),
                new TimeOrderedIds(app.clock()),
                app.clock());
    }

    /** A visit form, filed with the step that opened the case. */
    public static String visitForm(TestApp app, UUID caseId, UUID photo) {
        CaseForms.Moment moment = new CaseForms.Moment(caseId, "152223", 1, UUID.randomUUID());
        FormEntry entry = new FormEntry(
                FormCode.VISIT_FORM, 1, new FilledForms(LocalDate.of(2026, 11, 23), photo).of(FormCode.VISIT_FORM));
        return app.pool()
                .withTransaction(tx -> forms(app).add(tx, moment, entry, List.of(), CaseForms.Place.STEP))
                .await()
                .id()
                .toString();
    }
}
