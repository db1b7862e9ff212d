/**
 * Door upward: what happens when nobody acts. Late cases climb, queues nobody opens raise an alarm, duty phones are told, and
 * what must never be is counted. Moves no case and no clock; start at {@link Escalation}.
 */
package org.fangpin110.escalation;
