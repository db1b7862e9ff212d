package org.fangpin110.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.fangpin110.support.Reports;
import org.junit.jupiter.api.Test;

class IdSlipTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void aValidNumberAndWhatIsNoNumberHaveNone() {
        assertThat(IdSlip.of("11010519491231002X", TODAY)).isEmpty();
        assertThat(IdSlip.of("110105491231002", TODAY)).isEmpty();
        assertThat(IdSlip.of("阿拉坦", TODAY)).isEmpty();
        assertThat(IdSlip.of("", TODAY)).isEmpty();
        assertThat(IdSlip.of(null, TODAY)).isEmpty();
    }

    @Test
    void aHintNamesPlacesWhoseCorrectionIsValidAndIsTheOnlyExchange() {
        Random random = new Random(3);
        int told = 0;
        int right = 0;
        for (int i = 0; i < 2_000; i++) {
            String number = Reports.idNumber(1 + random.nextInt(400_000));
            int at = random.nextInt(16);
            String typed = swapped(number, at);
            if (!IdNumber.check(typed, TODAY).faults().isEmpty()) {
                Optional<IdSlip> slip = IdSlip.of(typed, TODAY);
                if (slip.isPresent()) {
                    told++;
                    assertThat(slip.get().kind()).isEqualTo(IdSlip.Kind.SWAPPED);
                    String corrected = swapped(typed, slip.get().place() - 1);
                    assertThat(IdNumber.check(corrected, TODAY).faults()).isEmpty();
                    right += corrected.equals(number) ? 1 : 0;
                }
            }
        }
        assertThat(told).isGreaterThan(300);
        assertThat(right)
                .as("an exchange is the only explanation only where it happened")
                .isEqualTo(told);
    }

    private static String swapped(String number, int at) {
        char[] changed = number.toCharArray();
        changed[at] = number.charAt(at + 1);
        changed[at + 1] = number.charAt(at);
        return new String(changed);
    }
}
