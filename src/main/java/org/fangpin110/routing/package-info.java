/**
 * Which unit a report belongs to: evidence in, a decision with its reasons out. Pure: knows units as values, nothing of
 * reports, databases or HTTP.
 *
 * <p>人户分离, registered in one village and living in another: a case has two links and one owner. Who owns it is data, the setting
 * {@code routing.split-residence} ({@link org.fangpin110.routing.SplitResidence}). The rule of the papers is that the hukou village
 * decides; the default is that the residence does, because a clear address is what the family itself says today, a registry is
 * months old, and a visit can be paid at once; the hukou village gets its copy and takes part in the decision. Only what a text or a
 * code clearly names counts as a residence, only the registry as hukou, and only villages that can own a queue here; a report that
 * names no village goes where the household is registered.
 *
 * <p>Start reading at {@link org.fangpin110.routing.Router}.
 */
package org.fangpin110.routing;
