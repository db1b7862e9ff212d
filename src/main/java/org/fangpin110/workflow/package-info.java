/**
 * What may happen to a case, as one table. Pure: knows neither SQL nor HTTP nor who the caller is; start at
 * {@link Workflow}.
 */
package org.fangpin110.workflow;
