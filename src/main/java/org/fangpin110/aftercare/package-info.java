/**
 * Door of residents after the report: rating and "not solved", appeal, correction of their data, a copy of it; and what units
 * above read of the ratings. What a case does on their word it leaves to the workflow; start at {@link AftercareHandler}.
 */
package org.fangpin110.aftercare;
