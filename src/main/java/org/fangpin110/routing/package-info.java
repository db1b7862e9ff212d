/**
 * Which unit a report belongs to: evidence in, a decision with its reasons out. Pure: knows units as values, nothing of
 * reports, databases or HTTP. Start reading at {@link org.fangpin110.routing.Router}.
 */
package org.fangpin110.routing;
