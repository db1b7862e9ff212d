package org.fangpin110.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.fangpin110.household.IdNumber.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    /** The example of GB 11643. */
    private static final String STANDARD = "11010519491231002X";

    @ParameterizedTest
    @ValueSource(
            strings = {
                STANDARD,
                "11010519491231002x",
                " 110105 19491231 002X\n",
                "１１０１０５１９４９１２３１００２Ｘ",
                "110105\u00a019491231\u3000002\u200bx"
            })
    void allWaysToTypeItAreOneNumber(String typed) {
        assertThat(IdNumber.check(typed, TODAY).number()).contains(new IdNumber(STANDARD));
    }

    @ParameterizedTest
    @CsvSource({
        "'',MISSING",
        "'  ',MISSING",
        "110105491231002,LEGACY_15",
        "1101051949123100,FORMAT",
        "1101051949123100211,FORMAT",
        "X10105194912310021,FORMAT",
        "没有,FORMAT",
        "110105194912310021,CHECKSUM",
        "110105199002300022,BIRTHDATE",
        "110105209901010025,BIRTHDATE",
        "110105189912310029,BIRTHDATE",
        "000105194912310025,AREA",
        "880105194912310022,AREA",
    })
    void theMostTellingFaultComesFirst(String typed, Fault fault) {
        String repaired = fault == Fault.BIRTHDATE || fault == Fault.AREA ? withCheckCharacter(typed) : typed;

        assertThat(IdNumber.check(repaired, TODAY).first()).contains(fault);
    }

    @Test
    void nothingTypedIsMissing() {
        assertThat(IdNumber.check(null).first()).contains(Fault.MISSING);
    }

    @Test
    void anUnknownAreaIsOnlyAHint() {
        var checked = IdNumber.check(withCheckCharacter("880105194912310022"), TODAY);

        assertThat(checked.number()).isPresent();
        assertThat(checked.faults()).containsExactly(Fault.AREA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"810000199001010012", "830000199001010012", "911156198108030024", "710000199001010012"})
    void residentsFromElsewhereAreKnown(String typed) {
        assertThat(IdNumber.check(withCheckCharacter(typed), TODAY).faults()).isEmpty();
    }

    @Test
    void aDisabilityCardBeginsWithThePerson() {
        for (String card : new String[] {STANDARD + "43", STANDARD + "43b1"}) {
            assertThat(IdNumber.check(card, TODAY).number().map(IdNumber::person))
                    .contains(STANDARD);
        }
        assertThat(IdNumber.check(STANDARD + "85", TODAY).first()).contains(Fault.FORMAT);
    }

    @Test
    void tellsBirthAgeAndSex() {
        var number = new IdNumber(STANDARD);

        assertThat(number.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(number.ageAt(LocalDate.of(2025, 12, 30))).isEqualTo(75);
        assertThat(number.ageAt(LocalDate.of(2025, 12, 31))).isEqualTo(76);
        assertThat(number.sex()).isEqualTo(IdNumber.Sex.FEMALE);
        assertThat(number.areaDigits()).isEqualTo("110105");
    }

    @Test
    void theOldFormBecomesTodaysOnItsOwnPath() {
        assertThat(IdNumber.ofLegacy("110105 491231002")).contains(new IdNumber(STANDARD));
        assertThat(IdNumber.ofLegacy("110105491331002")).isEmpty();
        assertThat(IdNumber.ofLegacy(STANDARD)).isEmpty();
    }

    @Test
    void nothingPrintsIt() {
        var checked = IdNumber.check(STANDARD, TODAY);

        assertThat(checked.toString() + checked.number()).doesNotContain("19491231", "002X");
        assertThat(new IdNumber(STANDARD).masked()).isEqualTo("110***********002X");
    }

    private static String withCheckCharacter(String number) {
        for (char last : "0123456789X".toCharArray()) {
            String candidate = number.substring(0, 17) + last;
            if (!IdNumber.check(candidate, TODAY).faults().contains(Fault.CHECKSUM)) {
                return candidate;
            }
        }
        throw new AssertionError(number);
    }
}
