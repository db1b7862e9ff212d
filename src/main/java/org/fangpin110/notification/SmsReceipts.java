package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.sms.SmsReceipt;

/**
 * What became of SMS. A receipt is kept first and applied after: it may overtake our own note that the provider took the
 * message, and then waits for it.
 */
public final class SmsReceipts {
    /** domain.md 8: what is unknown that long becomes work. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private static final Duration KEPT = Duration.ofDays(30);

    private final Pool pool;
    private final BlindIndex index;
    private final InstantSource clock;
    private final SmsReceiptRepository receipts = new SmsReceiptRepository();

    public SmsReceipts(Pool pool, BlindIndex index, InstantSource clock) {
        this.pool = pool;
        this.index = index;
        this.clock = clock;
    }

    Future<Void> take(String provider, List<SmsReceipt> said) {
        Instant now = clock.instant();
        List<Buffer> phones =
                said.stream().map(one -> SmsNumbers.index(index, one.phone())).toList();
        return receipts.keep(pool, provider, said, phones, now)
                .compose(kept -> receipts.apply(pool, provider, said, now))
                .mapEmpty();
    }

    /** Once a minute: receipts that came before their message, messages of which none came. */
    public Future<Void> settle() {
        Instant now = clock.instant();
        return receipts.applyWaiting(pool, now)
                .compose(applied -> receipts.callForUnknown(pool, now.minus(PATIENCE), now))
                .compose(called -> receipts.purge(pool, now.minus(KEPT)))
                .mapEmpty();
    }
}
