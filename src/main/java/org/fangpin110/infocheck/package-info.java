/**
 * What departments are asked about an authorised household, and what they answer. Decides nothing: a difference is a question for the
 * visitor. Start at {@link InformationChecks}.
 */
package org.fangpin110.infocheck;
