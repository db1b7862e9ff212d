package org.fangpin110.notice;

/**
 * What a region prints on its notices.
 *
 * @param tellsCause in the neutral words of {@link PublicCause}; where false, no cause at all
 * @param phone of the office that takes objections
 */
public record NoticePolicy(NameStyle nameStyle, boolean tellsCause, OfficePhone phone, int version) {}
