package org.fangpin110.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;

/**
 * The contract's PostedNotice, for staff.
 *
 * @param minimumUntil as things stand, with the days of objections so far
 * @param served it hung all its days
 */
record NoticeView(
        UUID noticeId,
        String noticeNo,
        Coded noticeKind,
        int round,
        String unitCode,
        String place,
        Instant postedAt,
        Instant minimumUntil,
        LocalDate lastDay,
        Instant takenDownAt,
        boolean served,
        int objections,
        int openObjections,
        NoticeText text) {
    /** A code in the reader's words. */
    record Coded(String code, String text) {
        static Coded of(Messages messages, Language language, String prefix, String code) {
            return new Coded(code, messages.text(language, prefix + code));
        }
    }

    static NoticeView of(
            PublicNotice notice, NoticeMinimum minimum, NoticeText text, Messages messages, Language language) {
        return new NoticeView(
                notice.id(),
                notice.number().value(),
                Coded.of(messages, language, "notice.kind.", notice.kind().name()),
                notice.round(),
                notice.unitCode(),
                notice.place(),
                notice.postedAt(),
                minimum.until(),
                minimum.lastDay(),
                notice.takenDownAt(),
                notice.served(),
                notice.objections(),
                notice.openObjections(),
                text);
    }

    /** The contract's CaseNotice. @param draft what would be posted today; absent while something is missing */
    record OfCase(NoticeView posted, NoticeText draft, List<Missing> missing) {}

    /** What must still be said before a notice can be posted. */
    record Missing(String pointer, String code, String message) {}

    @Override
    public String toString() {
        return "NoticeView[" + noticeId + "]";
    }
}
