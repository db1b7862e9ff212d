package org.fangpin110.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.deadline.WorkCalendar;

/**
 * What a family is told of the way its case goes: the step owed now and until when, what it waits for, that we are late,
 * and the steps still to come. Pure: keys of sentences in {@code messages/journey_*.properties}, no words. A state that nobody
 * wrote sentences for gets none, and never an error.
 */
record Journey(List<Entry> entries) {
    enum Place {
        NOW,
        WAITING,
        LATE,
        NEXT
    }

    /**
     * @param key of the sentence; {0} is the owning unit
     * @param by the last day of the step, where it has one
     * @param provisional the day may change when the holidays of its year are announced
     */
    record Entry(Place place, String code, String key, Optional<LocalDate> by, boolean provisional) {
        static Entry of(Place place, String code) {
            return new Entry(place, code, key(place, code), Optional.empty(), false);
        }

        private static String key(Place place, String code) {
            return "journey." + place.name().toLowerCase(java.util.Locale.ROOT) + "." + code;
        }
    }

    /**
     * What is known of the case.
     *
     * @param paused the reason of a pause that lasts
     * @param climbed levels at which the delay of this step was told
     */
    record Given(String state, Instant dueAt, boolean provisional, Optional<String> paused, List<String> climbed) {}

    private static final List<String> RECOGNITION = List.of(
            "RECEIVED",
            "ACCEPTED",
            "CHECKING",
            "CHECKED",
            "REVIEWED",
            "IN_NOTICE",
            "NOTICE_ENDED",
            "TOWNSHIP_AUDITED",
            "DECIDED",
            "ANNOUNCED",
            "REGISTERED",
            "HELPING");
    private static final List<String> ELIMINATION = List.of(
            "ELIM_CHECKING",
            "ELIM_CHECKED",
            "ELIM_REVIEWED",
            "ELIM_IN_NOTICE",
            "ELIM_NOTICE_ENDED",
            "ELIM_AUDITED",
            "ELIM_DECIDED",
            "ELIMINATED");
    private static final Set<String> CLOSED = Set.of("ELIMINATED", "REFUSED", "CLOSED_OTHER");
    /** From the one that tells most. */
    private static final List<String> LEVELS = List.of("BANNER", "TOWNSHIP", "OVERDUE");

    /** Every state a family may be told of; APPEAL goes on wherever its finding says. */
    static List<String> states() {
        List<String> all = new ArrayList<>(RECOGNITION);
        all.addAll(ELIMINATION);
        all.addAll(List.of("REFUSED", "APPEAL", "CLOSED_OTHER"));
        return all;
    }

    static Journey of(Given given, Instant now) {
        List<Entry> entries = new ArrayList<>();
        boolean open = !CLOSED.contains(given.state());
        boolean waits = open && given.paused().isPresent();
        Entry current = Entry.of(Place.NOW, given.state());
        entries.add(
                open && !waits
                        ? new Entry(
                                Place.NOW,
                                current.code(),
                                current.key(),
                                Optional.of(WorkCalendar.lastDay(given.dueAt())),
                                given.provisional())
                        : current);
        if (waits) {
            entries.add(Entry.of(Place.WAITING, given.paused().get()));
        } else if (open && given.dueAt().isBefore(now)) {
            entries.add(Entry.of(Place.LATE, lateness(given.climbed())));
        }
        after(given.state()).forEach(state -> entries.add(Entry.of(Place.NEXT, state)));
        return new Journey(List.copyOf(entries));
    }

    private static String lateness(List<String> climbed) {
        return LEVELS.stream().filter(climbed::contains).findFirst().orElse("OVERDUE");
    }

    private static List<String> after(String state) {
        for (List<String> way : List.of(RECOGNITION, ELIMINATION)) {
            int at = way.indexOf(state);
            if (at >= 0) {
                return way.subList(at + 1, way.size());
            }
        }
        return List.of();
    }

    Optional<Entry> at(Place place) {
        return entries.stream().filter(entry -> entry.place() == place).findFirst();
    }

    List<Entry> next() {
        return entries.stream().filter(entry -> entry.place() == Place.NEXT).toList();
    }
}
