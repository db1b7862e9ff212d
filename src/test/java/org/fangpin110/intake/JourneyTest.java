package org.fangpin110.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fangpin110.intake.Journey.Entry;
import org.fangpin110.intake.Journey.Given;
import org.fangpin110.intake.Journey.Place;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.workflow.State;
import org.junit.jupiter.api.Test;

/** The way of a case, for whoever waits at its end. */
class JourneyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    /** End of 25 November in Asia/Shanghai. */
    private static final Instant DUE = Instant.parse("2026-11-25T16:00:00Z");

    private static final List<Language> LANGUAGES = List.of(Language.ZH, Language.EN);

    private final Messages messages = new Messages();

    private static Journey journey(String state) {
        return Journey.of(new Given(state, DUE, false, Optional.empty(), List.of()), NOW);
    }

    private static Set<String> states() {
        Set<String> all = new TreeSet<>(Journey.states());
        Stream.of(State.values()).map(State::name).forEach(all::add);
        return all;
    }

    @Test
    void everyStateHasItsWordsInBothLanguages() {
        assertThat(Journey.states()).doesNotHaveDuplicates();
        for (String state : states()) {
            String key = journey(state).at(Place.NOW).orElseThrow().key();
            assertThat(LANGUAGES).allMatch(language -> messages.has(language, key), key);
        }
    }

    @Test
    void everyStateOfTheWorkflowIsKnownHere() {
        assertThat(Journey.states())
                .containsAll(Stream.of(State.values()).map(State::name).toList());
    }

    @Test
    void everyPauseAndEveryLevelOfDelayHasItsWords() {
        Stream<String> keys = Stream.concat(
                Stream.of("OBJECTION", "UNREACHABLE", "AWAITING_RESIDENT", "FORCE_MAJEURE")
                        .map(reason -> "journey.waiting." + reason),
                Stream.of("OVERDUE", "TOWNSHIP", "BANNER").map(level -> "journey.late." + level));

        assertThat(keys)
                .allSatisfy(key -> assertThat(LANGUAGES).allMatch(language -> messages.has(language, key), key));
    }

    @Test
    void theStepsToComeAreThoseAfterThisOneInOrder() {
        List<String> next = journey("IN_NOTICE").next().stream()
                .filter(entry -> messages.has(Language.ZH, entry.key()))
                .map(Entry::code)
                .toList();

        assertThat(next).containsExactly("NOTICE_ENDED", "TOWNSHIP_AUDITED", "DECIDED", "REGISTERED", "HELPING");
        assertThat(journey("REFUSED").next()).isEmpty();
        assertThat(journey("ELIM_CHECKING").next()).extracting(Entry::code).doesNotContain("CHECKING");
    }

    @Test
    void everyOpenStateSaysUntilWhen() {
        for (String state : states()) {
            boolean closed = Set.of("ELIMINATED", "REFUSED", "CLOSED_OTHER").contains(state);
            assertThat(journey(state).at(Place.NOW).orElseThrow().by())
                    .as(state)
                    .isEqualTo(closed ? Optional.empty() : Optional.of(LocalDate.of(2026, 11, 25)));
        }
    }

    @Test
    void aPausedCaseNamesNoDayAndIsNotLate() {
        Journey paused = Journey.of(
                new Given("CHECKING", NOW.minusSeconds(1), false, Optional.of("AWAITING_RESIDENT"), List.of("OVERDUE")),
                NOW);

        assertThat(paused.at(Place.NOW).orElseThrow().by()).isEmpty();
        assertThat(paused.at(Place.WAITING)).map(Entry::code).contains("AWAITING_RESIDENT");
        assertThat(paused.at(Place.LATE)).isEmpty();
    }

    @Test
    void aLateCaseSaysHowFarTheWordHasClimbed() {
        assertThat(late(List.of())).contains("OVERDUE");
        assertThat(late(List.of("DUE_SOON", "OVERDUE", "TOWNSHIP"))).contains("TOWNSHIP");
        assertThat(late(List.of("TOWNSHIP", "BANNER", "OVERDUE"))).contains("BANNER");
        assertThat(journey("RECEIVED").at(Place.LATE)).isEmpty();
    }

    private static Optional<String> late(List<String> climbed) {
        return Journey.of(new Given("RECEIVED", NOW.minusSeconds(1), false, Optional.empty(), climbed), NOW)
                .at(Place.LATE)
                .map(Entry::code);
    }

    @Test
    void aStateNobodyWroteWordsForHasNoneAndIsNoError() {
        Journey unknown = journey("SOMETHING_NEW");

        assertThat(unknown.next()).isEmpty();
        assertThat(messages.has(Language.ZH, unknown.at(Place.NOW).orElseThrow().key()))
                .isFalse();
    }

    @Test
    void theDayIsToldWithItsWeekday() {
        assertThat(JourneyView.day(LocalDate.of(2026, 12, 8), Language.ZH)).isEqualTo("12月8日（星期二）");
        assertThat(JourneyView.day(LocalDate.of(2026, 12, 8), Language.EN)).isEqualTo("Tuesday, 8 December");
    }

    /** Words of forms and laws that a person of sixty-seven would have to ask about. */
    @Test
    void theSentencesAreShortAndPlain() {
        messages.keys(Language.ZH).stream()
                .filter(key -> key.startsWith("journey."))
                .forEach(key -> assertThat(messages.text(Language.ZH, key))
                        .as(key)
                        .hasSizeLessThanOrEqualTo(60)
                        .doesNotContain("监测对象", "返贫", "标注", "比对", "销号", "时限", "受理"));
    }
}
