package org.fangpin110.notification;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;
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
        return callee(recipient, ContactPhone::takesSms).map(Callee::phone);
    }

    /**
     * With whom one speaks.
     *
     * @param name null where none was left
     */
    record Callee(Who who, String name, ContactPhone phone) {
        enum Who {
            SUBJECT,
            REPORTER,
            OBJECTOR
        }

        @Override
        public String toString() {
            return "Callee[" + who + "]";
        }
    }

    /** The one to call: a landline is fine for that. */
    Optional<Callee> callee(Recipient recipient) {
        return callee(recipient, phone -> true);
    }

    private Optional<Callee> callee(Recipient recipient, Predicate<ContactPhone> fit) {
        try {
            if (recipient.objectionId() != null) {
                return left(recipient).filter(fit).map(phone -> new Callee(Callee.Who.OBJECTOR, null, phone));
            }
            NewReport report = contents.open(
                    recipient.reportId(), recipient.sealedContent().getBytes());
            return recipient
                    .correctedPhone()
                    .flatMap(stored -> corrections.open(stored).phone())
                    .flatMap(raw -> ContactPhone.check(raw).phone())
                    .filter(fit)
                    .map(phone -> new Callee(
                            Callee.Who.SUBJECT,
                            report.subject() == null ? null : report.subject().name(),
                            phone))
                    .or(() ->
                            callees(report).filter(one -> fit.test(one.phone())).findFirst());
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
        return ContactPhone.check(typed).phone();
    }

    static Optional<ContactPhone> of(NewReport report) {
        return callees(report).map(Callee::phone).filter(ContactPhone::takesSms).findFirst();
    }

    private static Stream<Callee> callees(NewReport report) {
        Stream<Callee> subject = report.subject() == null
                ? Stream.empty()
                : callee(
                        Callee.Who.SUBJECT,
                        report.subject().name(),
                        report.subject().phone());
        Stream<Callee> reporter = report.byProxy() && report.reporter() != null
                ? callee(
                        Callee.Who.REPORTER,
                        report.reporter().name(),
                        report.reporter().phone())
                : Stream.empty();
        return Stream.concat(subject, reporter);
    }

    private static Stream<Callee> callee(Callee.Who who, String name, String typed) {
        return ContactPhone.check(typed).phone().map(phone -> new Callee(who, name, phone)).stream();
    }
}
