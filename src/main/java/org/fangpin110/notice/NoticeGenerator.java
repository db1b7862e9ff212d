package org.fangpin110.notice;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;

/** Makes the words of a notice from its content and the message files, and from nothing else. */
public final class NoticeGenerator {
    private static final DateTimeFormatter CHINESE = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final Messages messages;

    public NoticeGenerator(Messages messages) {
        this.messages = messages;
    }

    public NoticeText text(NoticeContent content, Language language) {
        Words words = new Words(messages, language);
        String kind = content.kind().name();
        List<NoticeText.Line> lines = new ArrayList<>();
        lines.add(words.line("head", head(content, words)));
        lines.add(words.line("village", content.village().name()));
        lines.add(words.line("class", words.of("household-class." + content.householdClass())));
        lines.add(words.line("members", words.of("notice.members", content.members())));
        content.cause().ifPresent(cause -> lines.add(words.line("cause", words.of("notice.cause." + cause))));
        String days = words.of(content.workDays() ? "notice.work-days" : "notice.days", content.days());
        String first = words.day(content.firstDay());
        String last = words.day(content.lastDay());
        lines.add(words.line("period." + kind, words.of("notice.period", first, last, days)));
        content.place().ifPresent(place -> lines.add(words.line("place", place.value())));
        content.remark().ifPresent(remark -> lines.add(words.line("remark", remark.value())));
        return new NoticeText(
                words.of("notice.title." + kind),
                words.of("notice.opening." + kind, content.village().name()),
                List.copyOf(lines),
                words.of("notice.objection." + kind, content.phone().value(), last),
                words.of("notice.privacy"),
                content.issuer().name(),
                first,
                words.of("notice.number", content.number().grouped()));
    }

    private static String head(NoticeContent content, Words words) {
        if (content.head() instanceof NoticeHead.Adult adult) {
            return adult.shown(content.nameStyle());
        }
        return words.of(content.head() instanceof NoticeHead.Minor ? "notice.head.minor" : "notice.head.unnamed");
    }

    private record Words(Messages messages, Language language) {
        String of(String key, Object... values) {
            return messages.text(language, key, values);
        }

        NoticeText.Line line(String label, String value) {
            return new NoticeText.Line(of("notice.label." + label), value);
        }

        String day(LocalDate day) {
            return day.format(language == Language.EN ? ENGLISH : CHINESE);
        }
    }
}
