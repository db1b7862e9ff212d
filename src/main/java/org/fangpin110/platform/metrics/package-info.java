/**
 * Figures for the operator: request times by operation, pools, JVM. Labels are our own words, never data. Start at
 * {@link Meters}.
 */
package org.fangpin110.platform.metrics;
