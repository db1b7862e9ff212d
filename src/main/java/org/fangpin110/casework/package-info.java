/**
 * The staff's door: queues, cases, steps, the stream of changes. Knows no other door; start at {@link CaseworkService}.
 */
package org.fangpin110.casework;
