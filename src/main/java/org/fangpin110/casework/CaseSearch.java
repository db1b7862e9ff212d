package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.CaseSearchRepository;
import org.fangpin110.casefile.CaseSearchRepository.Known;
import org.fangpin110.casefile.QueueRepository;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.household.CaseSearchKeys;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;

/** Looking for a case by what somebody says: one box, and what is typed tells what it is. Who looked for what kind is recorded. */
public final class CaseSearch {
    static final int LIMIT = 50;

    private static final Pattern LAST_DIGITS = Pattern.compile("\\d{3}[\\dX]");

    private final Pool pool;
    private final QueueRepository queues = new QueueRepository();
    private final CaseSearchRepository searches = new CaseSearchRepository();
    private final CaseSearchKeys keys;
    private final AuditTrail trail;

    public CaseSearch(Pool pool, CaseSearchKeys keys, AuditTrail trail) {
        this.pool = pool;
        this.keys = keys;
        this.trail = trail;
    }

    /** What a text was taken for, and the cases; one more than {@link #LIMIT} where there are more. */
    record Found(String searchedAs, List<QueueRow> rows) {}

    Future<Found> find(StaffMember staff, String text) {
        List<UnitRange> scope = staff.scope(Standings.CASE_ROLES);
        String compact = ReceiptNumber.normalise(text);
        if (ReceiptNumber.isValid(compact)) {
            return recorded(
                    staff, "RECEIPT_NO", queues.find(pool, compact, scope).map(found -> found.stream()
                            .toList()));
        }
        ContactPhone.Checked phone = ContactPhone.check(text);
        if (phone.phone().isPresent()) {
            return find(staff, "PHONE", Known.PHONE, keys.of(phone.phone().get()), scope);
        }
        IdNumber.Checked number = IdNumber.check(text);
        if (number.number().isPresent()) {
            return find(staff, "ID_NO", Known.PERSON, keys.of(number.number().get()), scope);
        }
        if (LAST_DIGITS.matcher(compact.toUpperCase(Locale.ROOT)).matches()) {
            return find(staff, "LAST_DIGITS", Known.LAST_DIGITS, keys.ofEnd(compact), scope);
        }
        return PersonName.check(text)
                .name()
                .map(name -> find(staff, "NAME", Known.NAME, keys.of(name), scope))
                .orElseThrow(
                        () -> AppException.unprocessable(List.of(new FieldError("/text", "search-not-understood"))));
    }

    private Future<Found> find(StaffMember staff, String as, Known known, byte[] index, List<UnitRange> scope) {
        return recorded(staff, as, searches.find(pool, known, index, scope, LIMIT + 1));
    }

    /** The entry comes first: no entry, no finding. */
    private Future<Found> recorded(StaffMember staff, String as, Future<List<QueueRow>> rows) {
        String unit = staff.posts().stream()
                .filter(post -> Standings.CASE_ROLES.contains(post.role()))
                .findFirst()
                .orElseThrow(AppException::notFound)
                .unitCode();
        return trail.staff(pool, staff.staffId(), "case-searched", unit, null, as)
                .compose(noted -> rows)
                .map(found -> new Found(as, found));
    }
}
