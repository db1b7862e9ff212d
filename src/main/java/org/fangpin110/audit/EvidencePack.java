package org.fangpin110.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.fangpin110.audit.ChainRepository.Link;
import org.fangpin110.audit.ChainRepository.Seal;
import org.fangpin110.audit.ChainRepository.Waiting;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.unit.UnitRange;

/**
 * Makes the evidence pack of a case. The facts beside the chain are bound to it: their digests stand in the manifest, the
 * digest of the manifest in the audit entry of this export, and that entry is the last link of the chain in the pack.
 */
public final class EvidencePack {
    static final int FORMAT = 2;
    static final String EXPORTED = "evidence-exported";
    /** More rows than any case has; a bound, so that nobody's memory is at risk. */
    private static final int MOST_LINKS = 50_000;

    private static final int TRIES = 40;
    private static final long PAUSE_MILLIS = 50;

    private final Vertx vertx;
    private final Pool pool;
    private final Sealer sealer;
    private final InstantSource clock;
    private final AuditTrail trail;
    private final EvidenceRepository evidence = new EvidenceRepository();
    private final ChainRepository chain = new ChainRepository();

    public EvidencePack(Vertx vertx, Pool pool, Sealer sealer, TimeOrderedIds ids, InstantSource clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.sealer = sealer;
        this.clock = clock;
        this.trail = new AuditTrail(ids, clock);
    }

    private record Begun(Map<String, byte[]> files, byte[] manifest, Optional<ChainAnchor> anchor) {
        String detail() {
            return "sha256:" + Digests.hex(Digests.sha256(manifest));
        }
    }

    public Future<Optional<UUID>> caseOfReceipt(String receiptNo) {
        return evidence.caseOfReceipt(pool, receiptNo);
    }

    /** The zip. @param staffId who asks; null for the command line. A case outside the scope is not there. */
    public Future<byte[]> of(UUID caseId, UUID staffId, List<UnitRange> scope) {
        return pool.withTransaction(tx -> evidence.atOneMoment(tx)
                        .compose(set -> evidence.owner(tx, caseId, scope))
                        .map(owner -> owner.orElseThrow(AppException::notFound))
                        .compose(unit -> begin(tx, caseId).compose(begun -> (staffId == null
                                        ? trail.system(tx, EXPORTED, unit, caseId, begun.detail())
                                        : trail.staff(tx, staffId, EXPORTED, unit, caseId, begun.detail()))
                                .map(begun))))
                .compose(begun -> whenSealed(caseId, begun, TRIES));
    }

    private Future<Begun> begin(SqlClient tx, UUID caseId) {
        return evidence.facts(tx, caseId).compose(facts -> chain.lastAnchor(tx).map(anchor -> {
            Map<String, Object> manifest = new TreeMap<>();
            Map<String, String> digests = new TreeMap<>();
            facts.forEach((name, content) -> digests.put(name, Digests.hex(Digests.sha256(content))));
            String version = EvidencePack.class.getPackage().getImplementationVersion();
            manifest.put("case", caseId.toString());
            manifest.put("exported_at", CanonicalRow.instant(clock.instant()));
            manifest.put("facts", digests);
            manifest.put("format", FORMAT);
            manifest.put("program", version == null ? "classes" : version);
            anchor.ifPresent(newest -> {
                manifest.put("anchor", newest.written());
                manifest.put("anchored_seals", newest.lastSeal());
            });
            return new Begun(facts, Digests.bytes(CanonicalRow.text(manifest) + "\n"), anchor);
        }));
    }

    /** Until the entry of this export is a link; transactions that began before it must end first. */
    private Future<byte[]> whenSealed(UUID caseId, Begun begun, int tries) {
        return sealer.pass()
                .compose(pass -> pool.withTransaction(tx -> evidence.atOneMoment(tx)
                        .compose(set -> chain.chain(tx, caseId, MOST_LINKS))
                        .compose(links -> chain.rows(tx, caseId).compose(rows -> assemble(tx, links, rows, begun)))))
                .compose(made -> {
                    if (made.isPresent()) {
                        return Future.succeededFuture(made.get());
                    }
                    if (tries == 0) {
                        return Future.failedFuture(AppException.unavailable("try-again-soon", Duration.ofSeconds(5)));
                    }
                    return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                            .compose(passed -> whenSealed(caseId, begun, tries - 1));
                });
    }

    private Future<Optional<byte[]>> assemble(SqlClient tx, List<Link> links, List<Waiting> rows, Begun begun) {
        Map<Object, Waiting> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.auditId() == null ? row.sequence() : row.auditId(), row));
        List<Link> shown = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        for (Link link : links) {
            Waiting row = byKey.get(link.auditId() == null ? link.sequence() : link.auditId());
            // a row that is gone leaves a line that cannot verify, not a hole
            String text = row == null ? "{}" : row.text();
            lines.append(Digests.hex(link.hash())).append(link.auditId() == null ? " E " : " A ");
            lines.append(text).append('\n');
            shown.add(link);
            if (link.auditId() != null && text.contains("\"detail\":\"" + begun.detail() + "\"")) {
                return proofs(tx, shown, begun).map(proofs -> {
                    Map<String, byte[]> files = new LinkedHashMap<>();
                    files.put("manifest.json", begun.manifest());
                    files.putAll(begun.files());
                    files.put("chain.txt", Digests.bytes(lines.toString()));
                    files.putAll(proofs);
                    return Optional.of(StoredZip.write(files));
                });
            }
        }
        return Future.succeededFuture(Optional.empty());
    }

    private Future<Map<String, byte[]>> proofs(SqlClient tx, List<Link> links, Begun begun) {
        Map<Long, List<Link>> bySeal =
                links.stream().collect(Collectors.groupingBy(Link::sealNo, TreeMap::new, Collectors.toList()));
        long first = bySeal.keySet().iterator().next();
        Future<List<ChainAnchor>> anchors = begun.anchor().isEmpty()
                ? Future.succeededFuture(List.of())
                : chain.anchors(tx, first, begun.anchor().get().day());
        return anchors.compose(found -> chain.seals(tx, List.copyOf(bySeal.keySet()))
                .compose(seals -> sealLines(tx, seals, bySeal, found))
                .map(lines -> {
                    Map<String, byte[]> files = new LinkedHashMap<>();
                    files.put("seals.jsonl", Digests.bytes(lines));
                    files.put(
                            "anchors.jsonl",
                            Digests.bytes(found.stream()
                                    .map(anchor -> anchorLine(anchor) + "\n")
                                    .collect(Collectors.joining())));
                    return files;
                }));
    }

    private Future<String> sealLines(
            SqlClient tx, List<Seal> seals, Map<Long, List<Link>> links, List<ChainAnchor> anchors) {
        Future<String> lines = Future.succeededFuture("");
        for (Seal seal : seals) {
            Optional<ChainAnchor> anchor = anchors.stream()
                    .filter(a -> a.firstSeal() <= seal.no() && seal.no() <= a.lastSeal())
                    .findFirst();
            lines = lines.compose(before -> chain.leaves(tx, seal.no()).compose(leaves -> pathOf(tx, seal, anchor)
                    .map(path -> before + sealLine(seal, links.get(seal.no()), leaves, path) + "\n")));
        }
        return lines;
    }

    private Future<List<byte[]>> pathOf(SqlClient tx, Seal seal, Optional<ChainAnchor> anchor) {
        return anchor.isEmpty()
                ? Future.succeededFuture(List.of())
                : chain.sealHashes(tx, anchor.get().firstSeal(), anchor.get().lastSeal())
                        .map(hashes -> Merkle.path(
                                hashes, (int) (seal.no() - anchor.get().firstSeal())));
    }

    private static String sealLine(Seal seal, List<Link> links, List<byte[]> leaves, List<byte[]> path) {
        List<Object> proofs = new ArrayList<>();
        for (Link link : links) {
            proofs.add(new TreeMap<>(Map.of(
                    "leaf", link.leaf(), "path", hex(Merkle.path(leaves, link.leaf())), "position", link.position())));
        }
        return Json.encode(new TreeMap<>(Map.of(
                "seal", seal.no(),
                "sealed_at", CanonicalRow.instant(seal.at()),
                "links", seal.links(),
                "root", Digests.hex(seal.root()),
                "previous", Digests.hex(seal.previous()),
                "hash", Digests.hex(seal.hash()),
                "path", hex(path),
                "proofs", proofs)));
    }

    private static String anchorLine(ChainAnchor anchor) {
        return Json.encode(new TreeMap<>(Map.of(
                "day", anchor.day().toString(),
                "first_seal", anchor.firstSeal(),
                "last_seal", anchor.lastSeal(),
                "root", Digests.hex(anchor.root()),
                "previous", Digests.hex(anchor.previous()),
                "hash", anchor.written())));
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(Digests::hex).toList();
    }
}
