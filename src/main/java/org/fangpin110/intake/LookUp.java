package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.household.CaseSearchKeys;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.NumberedReport;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.ReportRepository;
import org.fangpin110.resident.TryRepository;
import org.fangpin110.resident.TryRepository.Limit;

/**
 * A report found without an account, by its receipt number and a phone that stands in it: the family's or the reporter's. A number nobody
 * has and a phone that is not in it are one answer, after the same work.
 */
public final class LookUp {
    /** Of one receipt number: whoever found a slip must not try the phones of a village. */
    static final Limit PER_NUMBER = new Limit("limited_try.receipt_no", 10, Duration.ofDays(1), "too-many-lookups");
    /** Of one address: a village may share one. */
    static final Limit PER_ADDRESS = new Limit("limited_try.address", 60, Duration.ofHours(1), "too-many-lookups");

    private static final UUID NOBODY = new UUID(0, 0);
    private static final String NO_PHONE = "0";

    private final Pool pool;
    private final TryRepository tries;
    private final ReportContent contents;
    private final CaseSearchKeys keys;
    private final InstantSource clock;
    private final ReportRepository reports = new ReportRepository();
    /** Opened where no report is, so that it takes as long. */
    private final Buffer decoy;

    public LookUp(Pool pool, TryRepository tries, FieldCipher cipher, CaseSearchKeys keys, InstantSource clock) {
        this.pool = pool;
        this.tries = tries;
        this.contents = new ReportContent(cipher);
        this.keys = keys;
        this.clock = clock;
        decoy = Buffer.buffer(contents.seal(NOBODY, ReportContent.canonical(nobodysReport())));
    }

    /** 422 for what cannot be a number or phone at all, 429 over a limit, 404 otherwise unless both belong together. */
    Future<OwnReport> find(String receiptNo, String phone, String address) {
        String number = ReceiptNumber.normalise(receiptNo);
        ContactPhone.Checked checked = ContactPhone.check(phone);
        refuseMistyped(number, checked);
        Buffer typed = index(checked.phone().orElseThrow());
        return tries.count(pool, PER_ADDRESS, address, clock.instant())
                .compose(counted -> tries.count(pool, PER_NUMBER, number, clock.instant()))
                .compose(counted -> reports.numbered(pool, number))
                .map(found -> {
                    boolean same = names(found, typed);
                    return found.filter(report -> same)
                            .map(NumberedReport::report)
                            .orElseThrow(() -> AppException.status(404, "look-up-unmatched"));
                });
    }

    private static void refuseMistyped(String number, ContactPhone.Checked phone) {
        List<FieldError> faults = new ArrayList<>();
        if (!ReceiptNumber.isValid(number)) {
            faults.add(new FieldError("/receiptNumber", "receipt-number-mistyped"));
        }
        phone.fault()
                .ifPresent(fault -> faults.add(new FieldError(
                        "/phone", fault == ContactPhone.Fault.MISSING ? "phone-missing" : "phone-mistyped")));
        if (!faults.isEmpty()) {
            throw AppException.unprocessable(faults);
        }
    }

    /** Without a branch that saves time: both phones are always compared. */
    private boolean names(Optional<NumberedReport> found, Buffer typed) {
        boolean family = equal(found.map(NumberedReport::phoneIndex), typed);
        boolean reporter = equal(Optional.of(reporterIndex(found.map(NumberedReport::report))), typed);
        return family | reporter;
    }

    private Buffer reporterIndex(Optional<OwnReport> found) {
        String phone = null;
        try {
            NewReport report = contents.open(
                    found.map(OwnReport::id).orElse(NOBODY),
                    found.map(OwnReport::content).orElse(decoy).getBytes());
            phone = report.reporter() == null ? null : report.reporter().phone();
        } catch (DecryptionFailure e) {
            // under a lost key it names nobody
        }
        ContactPhone nobodys = new ContactPhone(NO_PHONE, ContactPhone.Kind.LANDLINE);
        return index(ContactPhone.check(phone).phone().orElse(nobodys));
    }

    private static boolean equal(Optional<Buffer> held, Buffer typed) {
        return MessageDigest.isEqual(held.map(Buffer::getBytes).orElseGet(() -> new byte[0]), typed.getBytes());
    }

    private Buffer index(ContactPhone phone) {
        return Buffer.buffer(keys.of(phone));
    }

    private static NewReport nobodysReport() {
        return new NewReport(
                "RELATIVE",
                null,
                new NewReport.Reporter("……", NO_PHONE),
                new NewReport.Subject("……", NO_PHONE, false, null, "NOT_AT_HAND"),
                null,
                true,
                "…".repeat(30),
                null,
                null,
                null,
                null,
                "OTHER",
                List.of(),
                "…".repeat(100),
                false,
                null,
                null,
                null,
                false,
                null,
                new NewReport.Consents("", "", ""));
    }
}
