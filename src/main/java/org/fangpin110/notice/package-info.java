/**
 * 公示: what a village posts about a household before a decision, how long it hangs, and who objects to it. The input of the text
 * ({@link org.fangpin110.notice.NoticeContent}) has no place for an ID number, a phone, an account, an illness or a minor's name.
 * Knows nothing of the workflow that asks for a notice. Start reading at {@link org.fangpin110.notice.NoticeGenerator}, then
 * {@link org.fangpin110.notice.NoticeRepository}.
 */
package org.fangpin110.notice;
