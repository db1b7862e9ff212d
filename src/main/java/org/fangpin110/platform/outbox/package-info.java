/**
 * Work owed to the outside: written in the causing transaction, claimed by a lease, settled with an outcome. Knows kinds
 * and payloads only as text; start at {@link Outbox}.
 */
package org.fangpin110.platform.outbox;
