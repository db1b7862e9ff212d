/**
 * Who read or changed what: append-only, shown to auditors of the banner, chained by hash per case. Knows no rules; start at
 * {@link AuditTrail}, for the chain at {@link Sealer}.
 *
 * <p>Links are computed after the commit, by a pass every few seconds on any node, not in the writing statement: a submission
 * waits for no hash, and readers of one case, who each leave an entry, do not queue for the end of its chain. Each row keeps
 * the number of its transaction; whatever lies below every open transaction is complete, so no row is left out. A link is
 * SHA-256 over the one before and the {@link CanonicalRow}; a batch of links has a Merkle root in a seal, seals have one in the
 * anchor of the day.
 *
 * <p>What this does not protect: rows between commit and seal (the metric of the lag); rows that were false when written;
 * against the owner of the database, who can rewrite all of it, only an anchor that was written down elsewhere.
 */
package org.fangpin110.audit;
