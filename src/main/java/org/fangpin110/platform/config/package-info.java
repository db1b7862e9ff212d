/**
 * Settings: one commented file, the environment over it, all faults at once. Knows no business; start at {@link Settings}.
 */
package org.fangpin110.platform.config;
