package org.fangpin110.notification;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.notice.Objection;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mobile that takes the SMS of a report: the subject's, or the proxy's when the subject has none; of an objection, the one left. */
final class Phones {
    private static final Logger LOG = LoggerFactory.getLogger(Phones.class);

    private final ReportContent contents;
    private final CorrectionContent corrections;
    private final FieldCipher cipher;

    Phones(ReportContent contents, CorrectionContent corrections, FieldCipher cipher) {
        this.cipher = cipher;
        this.contents = contents;
        this.corrections = corrections;
    }

    /** Empty also when the content cannot be read: then a person has to call, and the log says why. */
    Optional<ContactPhone> of(Recipient recipient) {
        try {
            if (recipient.objectionId() != null) {
                return left(recipient);
            }
            Optional<ContactPhone> corrected = recipient
                    .correctedPhone()
                    .flatMap(stored -> corrections.open(stored).phone())
                    .flatMap(raw -> ContactPhone.check(raw).phone())
                    .filter(ContactPhone::takesSms);
            if (corrected.isPresent()) {
                return corrected;
            }
            return of(contents.open(
                    recipient.reportId(), recipient.sealedContent().getBytes()));
        } catch (DecryptionFailure | UncheckedIOException e) {
            LOG.atError()
                    .addKeyValue("reportId", recipient.reportId())
                    .addKeyValue("objectionId", recipient.objectionId())
                    .addKeyValue("failure", e.getClass().getSimpleName())
                    .log("Content of a report or objection cannot be opened to find its phone");
            return Optional.empty();
        }
    }

    private Optional<ContactPhone> left(Recipient objector) {
        String typed = cipher.decryptText(
                Objection.contactContext(objector.objectionId()),
                objector.sealedContent().getBytes());
        return ContactPhone.check(typed).phone().filter(ContactPhone::takesSms);
    }

    static Optional<ContactPhone> of(NewReport report) {
        String subject = report.subject() == null ? null : report.subject().phone();
        String reporter = report.byProxy() && report.reporter() != null
                ? report.reporter().phone()
                : null;
        return Stream.of(ContactPhone.check(subject), ContactPhone.check(reporter))
                .flatMap(checked -> checked.phone().stream())
                .filter(ContactPhone::takesSms)
                .findFirst();
    }
}
