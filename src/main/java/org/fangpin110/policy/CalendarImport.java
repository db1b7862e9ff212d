package org.fangpin110.policy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.fangpin110.deadline.HolidayNotice;
import org.fangpin110.deadline.NoticeFile;
import org.fangpin110.deadline.WorkCalendar;

/** Adds the notices of a file to the calendar: all of them or none, and nothing that is known already. */
public final class CalendarImport {
    /** What the calendar is after an import. @param unchanged the file says nothing new */
    public record Result(WorkCalendar calendar, List<Integer> years, boolean unchanged) {}

    /** A file read and checked. @param checksum SHA-256 */
    public record Source(String name, String checksum, List<HolidayNotice> notices) {
        /** @throws org.fangpin110.deadline.InvalidNoticeFile with its faults by line */
        public static Source read(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            return new Source(
                    file.getFileName().toString(),
                    HexFormat.of().formatHex(sha256(bytes)),
                    NoticeFile.read(text(bytes).lines().toList()));
        }
    }

    private final CalendarRepository calendars;
    private final InstantSource clock;

    public CalendarImport(CalendarRepository calendars, InstantSource clock) {
        this.calendars = calendars;
        this.clock = clock;
    }

    public Future<Result> apply(Pool pool, Source source) {
        return pool.withTransaction(tx -> calendars
                .lock(tx)
                .compose(locked -> calendars.load(tx))
                .compose(known -> known.holds(source.notices())
                        ? Future.succeededFuture(new Result(known, List.of(), true))
                        : add(tx, known, source)));
    }

    private Future<Result> add(SqlConnection tx, WorkCalendar known, Source source) {
        return calendars
                .insert(tx, clock.instant(), source.name(), source.checksum(), source.notices())
                .map(version -> new Result(
                        known.with(version, source.notices()),
                        source.notices().stream().map(HolidayNotice::year).toList(),
                        false));
    }

    /** Not UTF-8 reads as a header that is wrong, so the sender is told. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
