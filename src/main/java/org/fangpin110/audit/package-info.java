/**
 * Who read or changed what: append-only, shown to auditors of the banner. Knows no rules; start at {@link AuditTrail}.
 */
package org.fangpin110.audit;
