package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.Duty;
import org.fangpin110.staff.DutyRepository;
import org.fangpin110.staff.PostRepository;
import org.fangpin110.staff.StaffRepository;

/** The duty roster of a unit: read masked, revealed one number at a time, replaced as a whole. */
public final class DutyRosters {
    private final Pool pool;
    private final DutyRepository duties = new DutyRepository();
    private final PostRepository posts = new PostRepository();
    private final StaffRepository staff = new StaffRepository();
    private final FieldCipher cipher;
    private final AuditTrail trail;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public DutyRosters(Pool pool, FieldCipher cipher, AuditTrail trail, TimeOrderedIds ids, InstantSource clock) {
        this.pool = pool;
        this.cipher = cipher;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A roster as it is.
     *
     * @param onDuty whose phone rings now, in this unit or the nearest above it; empty when nobody's does
     */
    record Roster(int version, List<Duty> duties, Optional<Duty> onDuty, Map<UUID, String> names, Instant at) {}

    Future<Roster> read(String unitCode) {
        return pool.withConnection(db -> read(db, unitCode));
    }

    private Future<Roster> read(SqlClient db, String unitCode) {
        Instant now = clock.instant();
        return duties.version(db, unitCode).compose(version -> duties.of(db, unitCode)
                .compose(listed -> duties.onDuty(db, Notice.ladder(unitCode), now)
                        .compose(on -> staff.names(db, people(listed, on))
                                .map(names ->
                                        new Roster(version, listed, on.stream().findFirst(), names, now)))));
    }

    private static Set<UUID> people(List<Duty> listed, List<Duty> on) {
        return Stream.concat(listed.stream(), on.stream().limit(1))
                .map(Duty::staffId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** The whole number of one line, with the entry that says who asked. */
    Future<String> reveal(UUID reader, String unitCode, UUID dutyId) {
        return pool.withTransaction(tx -> duties.of(tx, unitCode).compose(listed -> {
            Duty duty = listed.stream()
                    .filter(one -> one.dutyId().equals(dutyId))
                    .findFirst()
                    .orElseThrow(AppException::notFound);
            return trail.staff(tx, reader, "duty-phone-read", unitCode, null, dutyId.toString())
                    .map(noted -> phone(duty).orElseThrow(AppException::notFound));
        }));
    }

    /** Empty when it does not open, say under a lost key. */
    Optional<String> phone(Duty duty) {
        try {
            return Optional.of(cipher.decryptText(Duty.phoneContext(duty.dutyId()), duty.sealedPhone()));
        } catch (DecryptionFailure e) {
            return Optional.empty();
        }
    }

    /** A line as somebody wants it; with the id of a line that is there and no number, the number stays. */
    record Line(UUID dutyId, UUID staffId, String phone, String from, String until) {
        @Override
        public String toString() {
            return "Line[" + dutyId + "]";
        }
    }

    /** These lines and no others from now on; a line that stays as it was keeps its id. 412 when the roster changed meanwhile. */
    Future<Roster> replace(UUID by, String unitCode, int seenVersion, List<Line> wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return pool.withTransaction(tx -> duties.nextVersion(tx, unitCode).compose(version -> {
            if (version != seenVersion + 1) {
                return Future.failedFuture(AppException.changedMeanwhile(version - 1));
            }
            return duties.of(tx, unitCode)
                    .compose(listed -> posts.holders(tx, List.of(unitCode)).compose(holders -> {
                        Wish wish = new Wish(
                                unitCode,
                                listed.stream().collect(Collectors.toMap(Duty::dutyId, Function.identity())),
                                holders.getOrDefault(unitCode, Set.of()),
                                now);
                        wish.judge(wanted);
                        if (!wish.faults.isEmpty()) {
                            return Future.<Roster>failedFuture(AppException.unprocessable(wish.faults));
                        }
                        return store(tx, by, unitCode, wish, now)
                                .compose(stored -> trail.staff(
                                        tx, by, "duty-roster-replaced", unitCode, null, Integer.toString(version)))
                                .compose(noted -> read(tx, unitCode));
                    }));
        }));
    }

    private Future<Void> store(SqlConnection tx, UUID by, String unitCode, Wish wish, Instant now) {
        return duties.replace(tx, List.of(unitCode), wish.kept, wish.added, by, now);
    }

    /** What is wanted, judged line by line. */
    private final class Wish {
        private final String unitCode;
        private final Map<UUID, Duty> listed;
        private final Set<UUID> holders;
        private final Instant now;
        private final List<FieldError> faults = new ArrayList<>();
        private final List<UUID> kept = new ArrayList<>();
        private final List<Duty> added = new ArrayList<>();

        Wish(String unitCode, Map<UUID, Duty> listed, Set<UUID> holders, Instant now) {
            this.unitCode = unitCode;
            this.listed = listed;
            this.holders = holders;
            this.now = now;
        }

        void judge(List<Line> wanted) {
            Set<UUID> named = new HashSet<>();
            for (int i = 0; i < wanted.size(); i++) {
                Line line = wanted.get(i);
                String at = "/duties/" + i;
                Duty before = line.dutyId() == null ? null : listed.get(line.dutyId());
                if (line.dutyId() != null && (before == null || !named.add(line.dutyId()))) {
                    faults.add(new FieldError(at + "/dutyId", "unknown-duty"));
                    continue;
                }
                if (line.staffId() != null && !holders.contains(line.staffId())) {
                    faults.add(new FieldError(at + "/staffId", "no-post-in-unit"));
                }
                Optional<Instant> from = line.from() == null
                        ? Optional.of(before == null ? now : before.from())
                        : time(at + "/from", line.from());
                Optional<Instant> until = line.until() == null ? Optional.empty() : time(at + "/until", line.until());
                if (from.isPresent() && until.isPresent() && !until.get().isAfter(from.get())) {
                    faults.add(new FieldError(at + "/until", "ends-before-it-begins"));
                }
                Optional<String> phone = number(at + "/phone", line.phone(), before);
                if (faults.isEmpty()) {
                    put(before, i, line.staffId(), phone.orElseThrow(), from.orElseThrow(), until.orElse(null));
                }
            }
        }

        private Optional<String> number(String pointer, String typed, Duty before) {
            if (typed == null && before != null) {
                Optional<String> kept = phone(before);
                if (kept.isEmpty()) {
                    faults.add(new FieldError(pointer, "phone-missing"));
                }
                return kept;
            }
            DutyPhone phone = DutyPhone.check(typed);
            phone.fault().ifPresent(code -> faults.add(new FieldError(pointer, code)));
            return Optional.ofNullable(phone.digits());
        }

        private Optional<Instant> time(String pointer, String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
            } catch (DateTimeException e) {
                faults.add(new FieldError(pointer, "wrong-format"));
                return Optional.empty();
            }
        }

        private void put(Duty before, int ordinal, UUID staffId, String phone, Instant from, Instant until) {
            boolean same = before != null
                    && before.ordinal() == ordinal
                    && Objects.equals(before.staffId(), staffId)
                    && before.from().equals(from)
                    && Objects.equals(before.until(), until)
                    && phone(before).filter(phone::equals).isPresent();
            if (same) {
                kept.add(before.dutyId());
                return;
            }
            UUID id = ids.next();
            added.add(new Duty(
                    id, unitCode, ordinal, staffId, cipher.encryptText(Duty.phoneContext(id), phone), from, until));
        }
    }
}
