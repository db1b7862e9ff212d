/**
 * Failures a caller can act on. Knows neither HTTP routing nor the business; start at {@link AppException}.
 */
package org.fangpin110.platform.problem;
