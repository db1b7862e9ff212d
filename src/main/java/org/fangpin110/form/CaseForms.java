package org.fangpin110.form;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.attachment.CaseEvidenceRepository;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;

/** Takes a form in the transaction of the step it belongs to: checked, its evidence looked up, sealed, kept. */
public final class CaseForms {
    private final FormCatalogue catalogue;
    private final FormRepository forms;
    private final CaseEvidenceRepository evidence;
    private final FormSeal seal;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public CaseForms(
            FormCatalogue catalogue,
            FormRepository forms,
            CaseEvidenceRepository evidence,
            FormSeal seal,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.forms = forms;
        this.evidence = evidence;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Where in the request the form's data stand, so that pointers lead there. */
    public record Place(String data, String evidence) {
        /** Of takeStep. */
        public static final Place STEP = new Place("/form/data", "/evidence");
    }

    /** The step a form is written with: the event must be in the transaction already. */
    public record Moment(UUID caseId, String bannerCode, int sequence, UUID staffId) {}

    /** 422 with every fault, when there is one. */
    private void check(FormEntry entry, Place place) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), FieldChecks.CHINA);
        List<FieldError> faults = catalogue.check(entry.code(), entry.version(), entry.data(), today);
        if (!faults.isEmpty()) {
            throw AppException.unprocessable(faults.stream()
                    .map(fault -> new FieldError(place.data() + fault.pointer(), fault.code(), fault.parameters()))
                    .toList());
        }
    }

    /** @param more evidence given beside what the form itself names */
    public Future<CaseForm> add(SqlClient tx, Moment moment, FormEntry entry, Collection<UUID> more, Place place) {
        return add(tx, moment, entry, null, more, place);
    }

    /** A form that stands in for another of the same case and code. Two corrections of one form: the second is a conflict. */
    public Future<CaseForm> correct(
            SqlClient tx, Moment moment, CaseForm wrong, FormEntry entry, Collection<UUID> more, Place place) {
        if (wrong.correctedBy() != null
                || wrong.code() != entry.code()
                || !wrong.caseId().equals(moment.caseId())) {
            return Future.failedFuture(AppException.conflict("form-corrected-already"));
        }
        return add(tx, moment, entry, wrong, more, place);
    }

    private Future<CaseForm> add(
            SqlClient tx, Moment moment, FormEntry entry, CaseForm wrong, Collection<UUID> more, Place place) {
        check(entry, place);
        Map<String, UUID> named = named(entry, more, place);
        Set<UUID> all = new LinkedHashSet<>(named.values());
        return evidence.known(tx, moment.bannerCode(), moment.caseId(), all).compose(known -> {
            List<FieldError> unknown = named.entrySet().stream()
                    .filter(one -> !known.contains(one.getValue()))
                    .map(one -> new FieldError(one.getKey(), "evidence-unknown"))
                    .toList();
            return unknown.isEmpty()
                    ? forms.add(tx, row(moment, entry, wrong, List.copyOf(all)))
                    : Future.failedFuture(AppException.unprocessable(unknown));
        });
    }

    private Map<String, UUID> named(FormEntry entry, Collection<UUID> more, Place place) {
        Map<String, UUID> named = new LinkedHashMap<>();
        FieldChecks.evidence(
                        catalogue
                                .version(entry.code(), entry.version())
                                .orElseThrow()
                                .schema(),
                        entry.data())
                .forEach((pointer, id) -> named.put(place.data() + pointer, id));
        int i = 0;
        for (UUID id : more) {
            named.put(place.evidence() + "/" + i++, id);
        }
        return named;
    }

    private CaseForm row(Moment moment, FormEntry entry, CaseForm wrong, List<UUID> evidenceIds) {
        UUID id = ids.next();
        Instant now = clock.instant();
        FormSeal.Sealed sealed = seal.seal(id, entry.data());
        return new CaseForm(
                id,
                moment.caseId(),
                moment.bannerCode(),
                moment.sequence(),
                wrong == null ? moment.sequence() : wrong.stepSequence(),
                entry.code(),
                entry.version(),
                wrong == null ? null : wrong.id(),
                null,
                sealed.content(),
                sealed.digest(),
                evidenceIds,
                moment.staffId(),
                null,
                now);
    }
}
