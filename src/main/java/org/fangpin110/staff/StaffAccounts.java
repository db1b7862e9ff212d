package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.crypto.RandomPassword;
import org.fangpin110.platform.db.DatabaseFailures;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.staff.StaffRepository.NewPost;
import org.fangpin110.staff.StaffRepository.NewStaff;
import org.fangpin110.unit.UnitTable;

/** Accounts: one person each, with a generated first password that is shown once and stored nowhere. */
public final class StaffAccounts {
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    private final Pool pool;
    private final StaffRepository staff;
    private final Sessions sessions;
    private final PasswordHash passwords;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public StaffAccounts(
            Pool pool,
            StaffRepository staff,
            Sessions sessions,
            PasswordHash passwords,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.pool = pool;
        this.staff = staff;
        this.sessions = sessions;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /** An account as its holder is told of it, once. */
    public record Added(UUID staffId, String account, String password) {
        @Override
        public String toString() {
            return "Added[" + staffId + "]";
        }
    }

    /** 422 with every fault, 409 {@code account-taken}. */
    public Future<Added> add(String account, String displayName, List<Post> posts, UnitTable units) {
        return add(account, displayName, posts, units, (tx, staffId) -> Future.succeededFuture());
    }

    /** @param beside what is written together with the account */
    public Future<Added> add(
            String account,
            String displayName,
            List<Post> posts,
            UnitTable units,
            BiFunction<SqlConnection, UUID, Future<Void>> beside) {
        List<FieldError> faults = faults(account, displayName, posts, units);
        if (!faults.isEmpty()) {
            return Future.failedFuture(AppException.unprocessable(faults));
        }
        String password = RandomPassword.next();
        return passwords
                .hash(password)
                .map(hash -> newStaff(account, displayName, hash, posts))
                .compose(added -> pool.withTransaction(tx -> staff.insert(tx, List.of(added), clock.instant())
                                .compose(stored -> beside.apply(tx, added.staffId())))
                        .map(stored -> new Added(added.staffId(), account, password)))
                .recover(failure -> Future.failedFuture(told(failure)));
    }

    private static Throwable told(Throwable failure) {
        if (DatabaseFailures.violates(failure, "staff_account_key")) {
            return AppException.conflict("account-taken");
        }
        return DatabaseFailures.violates(failure, "staff_post_department_code_fkey")
                ? AppException.unprocessable(List.of(new FieldError("/posts", "unknown-department")))
                : failure;
    }

    /**
     * Nobody is deleted: old cases name them. Whoever works with this account now is out with the next request. What that
     * person held is the caller's to hand over, in the same transaction; whose account it was.
     */
    public Future<UUID> deactivate(SqlConnection tx, String account) {
        return staff.deactivate(tx, account, clock.instant())
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(staffId ->
                        sessions.endAll(tx, SubjectKind.STAFF, staffId).map(staffId));
    }

    private NewStaff newStaff(String account, String displayName, String hash, List<Post> posts) {
        List<NewPost> numbered =
                posts.stream().map(post -> new NewPost(ids.next(), post)).toList();
        return new NewStaff(ids.next(), account, displayName, hash, numbered);
    }

    private static List<FieldError> faults(String account, String displayName, List<Post> posts, UnitTable units) {
        List<FieldError> faults = new ArrayList<>();
        if (!ACCOUNT.matcher(account).matches()) {
            faults.add(new FieldError("/account", "wrong-format"));
        }
        if (displayName.isBlank()) {
            faults.add(new FieldError("/displayName", "required"));
        }
        if (posts.isEmpty()) {
            faults.add(new FieldError("/posts", "required"));
        }
        for (int i = 0; i < posts.size(); i++) {
            String pointer = "/posts/" + i + "/unitCode";
            faultOf(posts.get(i), units).ifPresent(code -> faults.add(new FieldError(pointer, code)));
            if ((posts.get(i).role() == Role.DEPARTMENT) != (posts.get(i).department() != null)) {
                faults.add(new FieldError("/posts/" + i + "/department", "department-of-its-role"));
            }
        }
        return faults;
    }

    private static Optional<String> faultOf(Post post, UnitTable units) {
        if (units.find(post.unitCode(), post.role().level()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(units.find(post.unitCode()).isPresent() ? "role-at-wrong-level" : "unknown-unit");
    }
}
