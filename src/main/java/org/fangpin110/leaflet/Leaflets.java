package org.fangpin110.leaflet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.fangpin110.platform.http.EntityTag;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.paper.QrCode;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.UnitTableVersion;

/**
 * Makes the leaflets of a village, a township or a banner, one document at a time, off the event loop, into a file: however
 * many villages, memory holds one page. One for the process.
 */
public final class Leaflets {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MOST_WAITING = 8;
    /** Codes asked of WeChat before their page's turn. */
    private static final int AHEAD = 6;

    private final Supplier<UnitTable> units;
    private final String publicUrl;
    private final ProgramCodes programCodes;
    private final Messages messages;
    private final InstantSource clock;
    private final Duration longest;
    private final WorkerExecutor worker;
    private final AtomicInteger open = new AtomicInteger();

    /** @param complete false when WeChat's codes could not be had for all pages */
    record Made(Path file, boolean complete) {}

    /** @param longest the time one document may take */
    public Leaflets(
            Vertx vertx,
            Supplier<UnitTable> units,
            String publicUrl,
            WechatGateway wechat,
            Messages messages,
            InstantSource clock,
            Duration longest) {
        this.units = units;
        this.publicUrl = publicUrl;
        this.programCodes = new ProgramCodes(wechat, clock);
        this.messages = messages;
        this.clock = clock;
        this.longest = longest;
        worker = vertx.createSharedWorkerExecutor("leaflet", 1, longest.toSeconds() + 30, TimeUnit.SECONDS);
    }

    /** The villages whose leaflets belong to a unit, in code order; 404 for units that are no more. */
    List<Unit> villages(String unitCode) {
        UnitTable now = units.get();
        Unit unit = now.find(unitCode).filter(found -> found.level() >= 3).orElseThrow(AppException::notFound);
        List<Unit> villages = now.within(UnitRange.of(unit)).stream()
                .filter(found -> found.isVillage() && found.routable())
                .toList();
        if (villages.isEmpty()) {
            throw AppException.conflict("unit-takes-no-reports");
        }
        return villages;
    }

    QrCode qrCode(Unit village) {
        return new QrCode(new EntryCode(village.code()).address(publicUrl));
    }

    /** Changes with the unit table, the page and the day printed on it. */
    EntityTag tag(String unitCode) {
        UnitTableVersion table = units.get().version();
        String question = unitCode + ' ' + table.checksum() + ' ' + publicUrl;
        return EntityTag.of("leaflet-" + Leaflet.EDITION + '-' + table.version() + '-' + today(), question);
    }

    /** A temporary file that is the caller's to delete. */
    Future<Made> make(List<Unit> villages) {
        if (open.incrementAndGet() > MOST_WAITING) {
            open.decrementAndGet();
            return Future.failedFuture(AppException.unavailable("leaflets-busy", Duration.ofSeconds(20)));
        }
        long deadline = System.nanoTime() + longest.toNanos();
        return worker.executeBlocking(() -> write(villages, deadline), false)
                .onComplete(done -> open.decrementAndGet());
    }

    private Made write(List<Unit> villages, long deadline) throws IOException {
        Path file = Files.createTempFile("leaflets-", ".pdf");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            return new Made(file, write(villages, out, deadline));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private boolean write(List<Unit> villages, OutputStream out, long deadline) {
        UnitTable now = units.get();
        Deque<Future<Optional<byte[]>>> ahead = new ArrayDeque<>();
        boolean complete = true;
        int asked = 0;
        try (LeafletDocument document = new LeafletDocument(messages, out, "防贫监测110 一码上报")) {
            for (Unit village : villages) {
                while (asked < villages.size() && ahead.size() < AHEAD) {
                    ahead.add(
                            programCodes.of(new EntryCode(villages.get(asked++).code())));
                }
                Optional<byte[]> programCode = arrived(ahead.remove(), deadline);
                complete &= programCode.isPresent();
                document.add(leaflet(now, village, programCode));
            }
        }
        return complete;
    }

    private static Optional<byte[]> arrived(Future<Optional<byte[]>> programCode, long deadline) {
        long left = deadline - System.nanoTime();
        try {
            if (left > 0) {
                return programCode.toCompletionStage().toCompletableFuture().get(left, TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException e) {
            // told below, as when the time is up already
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw AppException.unavailable("leaflets-too-slow", Duration.ofSeconds(30));
    }

    private Leaflet leaflet(UnitTable table, Unit village, Optional<byte[]> programCode) {
        EntryCode code = new EntryCode(village.code());
        return new Leaflet(
                code,
                village.name(),
                above(table, village),
                code.address(publicUrl),
                programCode,
                table.version().version(),
                today());
    }

    /** Banner and township. */
    static String above(UnitTable table, Unit village) {
        return table.path(village).stream()
                .filter(unit -> unit.level() == 3 || unit.level() == 4)
                .map(Unit::name)
                .reduce((banner, township) -> banner + "　" + township)
                .orElse("");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
