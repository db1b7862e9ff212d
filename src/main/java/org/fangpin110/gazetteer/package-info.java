/**
 * The door of banner administrators to the list of units: changes with their day, names learned from people. Writes units,
 * aliases and posts; cases only follow, by event. Start reading at {@link org.fangpin110.gazetteer.ChangePlanner}.
 */
package org.fangpin110.gazetteer;
