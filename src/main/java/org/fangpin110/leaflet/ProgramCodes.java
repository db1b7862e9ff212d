package org.fangpin110.leaflet;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.platform.wechat.WechatFailure;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.unit.EntryCode;

/**
 * The mini-program's codes of villages, asked of WeChat once and kept while there is room: they never expire. A failure is an
 * empty answer, and for a while nobody asks again, so that a whole township does not wait for a WeChat that is down.
 */
final class ProgramCodes {
    /** Where a scanned code begins a report. */
    static final String PAGE = "pages/report/report";

    private static final int WIDTH = 640;
    private static final int ROOM = 32 * 1024 * 1024;
    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final WechatGateway wechat;
    private final InstantSource clock;
    /** Least recently used first. */
    private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, Future<Optional<byte[]>>> asked = new HashMap<>();
    private int size;
    private Instant pauseUntil = Instant.MIN;

    ProgramCodes(WechatGateway wechat, InstantSource clock) {
        this.wechat = wechat;
        this.clock = clock;
    }

    /** From any thread. */
    synchronized Future<Optional<byte[]>> of(EntryCode code) {
        String scene = code.scene();
        byte[] known = kept.get(scene);
        if (known != null) {
            return Future.succeededFuture(Optional.of(known));
        }
        if (clock.instant().isBefore(pauseUntil)) {
            return Future.succeededFuture(Optional.empty());
        }
        Future<Optional<byte[]>> underWay = asked.get(scene);
        if (underWay == null) {
            underWay = wechat.miniProgramCode(scene, PAGE, WIDTH)
                    .map(picture -> keep(scene, picture))
                    .otherwise(failure -> missed(scene, failure));
            if (!underWay.isComplete()) {
                asked.put(scene, underWay);
            }
        }
        return underWay;
    }

    private synchronized Optional<byte[]> keep(String scene, byte[] picture) {
        asked.remove(scene);
        kept.put(scene, picture);
        size += picture.length;
        var eldest = kept.values().iterator();
        while (size > ROOM && eldest.hasNext()) {
            size -= eldest.next().length;
            eldest.remove();
        }
        return Optional.of(picture);
    }

    private synchronized Optional<byte[]> missed(String scene, Throwable failure) {
        asked.remove(scene);
        if (!(failure instanceof WechatFailure)) {
            throw new IllegalStateException(failure);
        }
        pauseUntil = clock.instant().plus(PAUSE);
        return Optional.empty();
    }
}
