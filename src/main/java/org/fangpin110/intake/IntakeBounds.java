package org.fangpin110.intake;

/**
 * How much a node takes at once and one sender in 24 hours.
 *
 * @param batchSize reports in one commit at most
 * @param waitingBound reports waiting before 503 is answered
 * @param perResident reports of one WeChat account
 * @param perPhone reports naming one contact phone
 * @param perDevice reports sent from one phone, whatever account
 */
public record IntakeBounds(int batchSize, int waitingBound, int perResident, int perPhone, int perDevice) {}
