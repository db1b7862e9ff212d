package org.fangpin110.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.intake.Journey.Entry;
import org.fangpin110.intake.Journey.Place;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyLimits.Limit;
import org.fangpin110.report.Course;
import org.fangpin110.report.OwnReport;

/** The contract's Journey: where a case stands, in words for the whole family, grandmother included. */
final class JourneyView {
    private static final String APPEAL_WINDOW = "APPEAL_WINDOW";

    private final Messages messages;
    private final FieldCipher cipher;
    private final Supplier<WorkCalendar> calendar;
    private final Supplier<PolicyLimits> limits;
    private final InstantSource clock;

    JourneyView(
            Messages messages,
            FieldCipher cipher,
            Supplier<WorkCalendar> calendar,
            Supplier<PolicyLimits> limits,
            InstantSource clock) {
        this.messages = messages;
        this.cipher = cipher;
        this.calendar = calendar;
        this.limits = limits;
        this.clock = clock;
    }

    /** Empty for a state nobody wrote words for. */
    Optional<Map<String, Object>> of(OwnReport report, Course course, String unitName, Language language) {
        Instant now = clock.instant();
        Journey journey = Journey.of(
                new Journey.Given(
                        course.state(), course.dueAt(), course.provisional(), course.paused(), course.climbed()),
                now);
        Entry current = journey.at(Place.NOW).orElseThrow();
        if (report.withdrawn() || !messages.has(Language.ZH, current.key())) {
            return Optional.empty();
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("code", current.code());
        view.put("now", messages.text(language, current.key(), unitName));
        course.phone().ifPresent(phone -> view.put("officePhone", phone));
        current.by().ifPresent(day -> {
            view.put("dueBy", day);
            view.put("provisional", current.provisional());
            view.put(
                    "dueText",
                    messages.text(
                            language,
                            current.provisional() ? "journey.by.provisional" : "journey.by",
                            day(day, language)));
        });
        said(view, "waiting", journey.at(Place.WAITING), unitName, language);
        said(view, "late", journey.at(Place.LATE), unitName, language);
        if (!report.forOther()) {
            course.question()
                    .ifPresent(asked -> view.put(
                            "question",
                            cipher.decryptText(CaseEvent.noteContext(asked.caseId(), asked.sequence()), asked.note())));
        }
        List<Step> next = next(journey, language);
        view.put("next", next);
        if (!next.isEmpty()) {
            view.put("note", messages.text(language, "journey.note"));
        }
        course.closedAt().ifPresent(closed -> windows(view, report, course, closed, now));
        return Optional.of(view);
    }

    private void said(
            Map<String, Object> view, String member, Optional<Entry> entry, String unitName, Language language) {
        entry.filter(one -> messages.has(Language.ZH, one.key()))
                .ifPresent(one -> view.put(member, new Step(one.code(), messages.text(language, one.key(), unitName))));
    }

    /** Some states share a sentence with the one before; those have none of their own. */
    private List<Step> next(Journey journey, Language language) {
        return journey.next().stream()
                .filter(entry -> messages.has(Language.ZH, entry.key()))
                .map(entry -> new Step(entry.code(), messages.text(language, entry.key())))
                .toList();
    }

    private record Step(String code, String text) {}

    private void windows(Map<String, Object> view, OwnReport report, Course course, Instant closed, Instant now) {
        lastDay(PolicyLimits.REOPEN_WINDOW, report.ownerUnit(), closed, now).ifPresent(day -> view.put("rateBy", day));
        if (course.state().equals("REFUSED") && !course.appealed()) {
            lastDay(APPEAL_WINDOW, report.ownerUnit(), closed, now).ifPresent(day -> view.put("appealBy", day));
        }
    }

    private Optional<LocalDate> lastDay(String window, String unit, Instant closed, Instant now) {
        Limit limit = limits.get().most(window, unit, LocalDate.ofInstant(closed, WorkCalendar.ZONE));
        Instant end = calendar.get().due(closed, limit.value(), limit.unit()).at();
        return end.isAfter(now) ? Optional.of(WorkCalendar.lastDay(end)) : Optional.empty();
    }

    /** With its weekday: people go by it. */
    static String day(LocalDate day, Language language) {
        return language == Language.EN
                ? DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH).format(day)
                : DateTimeFormatter.ofPattern("M月d日（EEEE）", Locale.CHINESE).format(day);
    }
}
