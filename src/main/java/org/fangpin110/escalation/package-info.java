/**
 * Door upward: what happens when nobody acts, and who answers for a unit. Late cases climb, queues nobody opens raise an alarm,
 * duty phones are told, posts and rosters are handed over, and what must never be is counted. Moves no case and no clock; start
 * at {@link Escalation}.
 */
package org.fangpin110.escalation;
