package org.fangpin110.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.fangpin110.audit.ChainRepository.Head;
import org.fangpin110.audit.ChainRepository.Link;
import org.fangpin110.audit.ChainRepository.Seal;
import org.fangpin110.audit.ChainRepository.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends links to the chains of cases, and once a day an anchor. Any number of nodes may call it at any time. */
public final class Sealer {
    public static final int BATCH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Pool pool;
    private final ChainRepository chain = new ChainRepository();
    private final InstantSource clock;
    private final Counter linked;
    private final AtomicReference<Instant> sealedUpTo;

    public Sealer(Pool pool, InstantSource clock, MeterRegistry registry) {
        this.pool = pool;
        this.clock = clock;
        sealedUpTo = new AtomicReference<>(clock.instant());
        linked = Counter.builder("fangpin110.chain.links")
                .description("Links this node appended to the chains of cases")
                .register(registry);
        Gauge.builder("fangpin110.chain.lag.seconds", () -> lagSeconds())
                .description("Age of the oldest step or entry that may not be sealed yet")
                .register(registry);
    }

    private double lagSeconds() {
        return Math.max(0, ChronoUnit.MILLIS.between(sealedUpTo.get(), clock.instant()) / 1e3);
    }

    /** @param complete nothing that could be sealed was left */
    public record Pass(int links, boolean complete) {
        static final Pass BUSY = new Pass(0, false);
    }

    /** Seals one batch; does nothing where another node is at it. */
    public Future<Pass> pass() {
        Instant began = clock.instant();
        return pool.withTransaction(tx ->
                        chain.lock(tx).compose(ours -> ours ? sealBatch(tx, began) : Future.succeededFuture(Pass.BUSY)))
                .onSuccess(pass -> {
                    linked.increment(pass.links());
                    if (pass.complete()) {
                        sealedUpTo.set(began);
                    }
                });
    }

    private Future<Pass> sealBatch(SqlClient tx, Instant now) {
        return chain.horizon(tx)
                .compose(horizon -> chain.lastSeal(tx).compose(last -> chain.events(tx, last, horizon, BATCH)
                        .compose(events -> chain.entries(tx, last, horizon, BATCH)
                                .compose(entries -> append(tx, last, events, entries, now)))));
    }

    private Future<Pass> append(SqlClient tx, Seal last, List<Waiting> events, List<Waiting> entries, Instant now) {
        long bound = Math.min(lastOrder(events), lastOrder(entries));
        List<Waiting> batch = Stream.concat(events.stream(), entries.stream())
                .filter(row -> row.order() <= bound)
                .sorted(Comparator.comparingLong(Waiting::order))
                .toList();
        boolean complete = events.size() < BATCH && entries.size() < BATCH;
        if (batch.isEmpty()) {
            return Future.succeededFuture(new Pass(0, complete));
        }
        return chain.heads(tx, batch.stream().map(Waiting::caseId).distinct().toArray(UUID[]::new))
                .compose(heads -> {
                    List<Link> links = links(batch, new HashMap<>(heads), last.no() + 1);
                    Seal seal = seal(last, batch, links, now.truncatedTo(ChronoUnit.MICROS));
                    return chain.append(tx, seal).compose(kept -> chain.append(tx, seal.no(), links));
                })
                .map(new Pass(batch.size(), complete));
    }

    /** A full list may go on with the same transaction, so the other must not run ahead of it. */
    private static long lastOrder(List<Waiting> rows) {
        return rows.size() < BATCH ? Long.MAX_VALUE : rows.get(rows.size() - 1).order();
    }

    private static List<Link> links(List<Waiting> batch, Map<UUID, Head> heads, long sealNo) {
        List<Link> links = new ArrayList<>(batch.size());
        for (Waiting row : batch) {
            Head head = heads.getOrDefault(row.caseId(), Head.NONE);
            byte[] hash = Digests.link(head.hash(), row.kind(), row.text());
            int position = head.position() + 1;
            heads.put(row.caseId(), new Head(position, hash));
            links.add(new Link(row.caseId(), position, row.sequence(), row.auditId(), sealNo, links.size(), hash));
        }
        return links;
    }

    private static Seal seal(Seal last, List<Waiting> batch, List<Link> links, Instant now) {
        byte[] root = Merkle.root(links.stream().map(Link::hash).toList());
        long no = last.no() + 1;
        Waiting event = newest(batch, 'E');
        Waiting entry = newest(batch, 'A');
        return new Seal(
                no,
                now,
                links.size(),
                root,
                last.hash(),
                Digests.seal(last.hash(), no, now, links.size(), root),
                event == null ? last.eventOrder() : event.order(),
                event == null ? last.eventCase() : event.caseId(),
                event == null ? last.eventSequence() : event.sequence(),
                entry == null ? last.auditOrder() : entry.order(),
                entry == null ? last.auditId() : entry.auditId());
    }

    private static Waiting newest(List<Waiting> batch, char kind) {
        return batch.stream()
                .filter(row -> row.kind() == kind)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** Anchors the day before today when it is not yet and something was sealed since the last one. */
    public Future<Boolean> anchor() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        return pool.withTransaction(tx -> chain.lock(tx)
                .compose(ours -> ours
                        ? chain.lastAnchor(tx).compose(last -> {
                            boolean done = last.isPresent() && !last.get().day().isBefore(today.minusDays(1));
                            return done
                                    ? Future.succeededFuture(false)
                                    : anchor(
                                            tx,
                                            last.map(ChainAnchor::lastSeal).orElse(0L),
                                            last.map(ChainAnchor::hash).orElse(Digests.BEGINNING),
                                            today,
                                            now);
                        })
                        : Future.succeededFuture(false)));
    }

    private Future<Boolean> anchor(SqlClient tx, long after, byte[] previous, LocalDate today, Instant now) {
        Instant midnight = today.atStartOfDay(ZONE).toInstant();
        return chain.lastSealBefore(tx, after, midnight).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(false);
            }
            long first = after + 1;
            return chain.sealHashes(tx, first, found.get()).compose(hashes -> {
                LocalDate day = today.minusDays(1);
                byte[] root = Merkle.root(hashes);
                ChainAnchor anchor = new ChainAnchor(
                        day,
                        first,
                        found.get(),
                        root,
                        previous,
                        Digests.anchor(previous, day, first, found.get(), root));
                return chain.append(tx, anchor, now).map(appended -> {
                    LOG.atInfo()
                            .addKeyValue("day", day)
                            .addKeyValue("anchor", anchor.written())
                            .log("The day is anchored; write this down elsewhere");
                    return true;
                });
            });
        });
    }
}
