/**
 * Policy data by region and date: how long each step may take. Start at {@link PolicyLimits}.
 */
package org.fangpin110.policy;
