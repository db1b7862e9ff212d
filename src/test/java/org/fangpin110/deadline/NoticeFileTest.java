package org.fangpin110.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.fangpin110.deadline.InvalidNoticeFile.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeFileTest {
    private static List<Fault> faults(List<String> lines) {
        return catchThrowableOfType(InvalidNoticeFile.class, () -> NoticeFile.read(lines))
                .faults();
    }

    @Test
    void aWholeYearIsOneNoticeWithItsNeighboursDays() {
        List<HolidayNotice> notices =
                NoticeFile.read(Notices.file(2027, "2026-12-27,MAKE_UP_DAY,元旦", "2028-01-01,HOLIDAY,元旦", ""));

        assertThat(notices).hasSize(1);
        assertThat(notices.get(0).year()).isEqualTo(2027);
        assertThat(notices.get(0).days()).hasSize(11);
    }

    @Test
    void aFileFromASpreadsheetIsRead() {
        List<String> lines = new ArrayList<>(Notices.file(2027));
        lines.set(0, "\uFEFF" + lines.get(0) + "\r");

        assertThat(NoticeFile.read(lines)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2027-04-05,FEAST,清明节; kind-unknown",
                "2027-02-30,HOLIDAY,春节; date-wrong",
                "tomorrow,HOLIDAY,春节; date-wrong",
                "2027-04-05,HOLIDAY; cells-not-three",
                "2027-04-05,HOLIDAY,; holiday-missing",
                "2027-04-05,MAKE_UP_DAY,清明节; make-up-day-on-a-weekday",
                "2027-10-01,HOLIDAY,国庆节; date-repeated",
                "2028-04-04,HOLIDAY,清明节; year-incomplete",
            })
    void aFaultIsNamedByItsLine(String row, String code) {
        assertThat(faults(Notices.file(2027, "2027-04-04,HOLIDAY,清明节", row)))
                .extracting(Fault::line, Fault::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(12, code));
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThat(faults(Notices.file(2027, "x", "2027-04-31,HOLIDAY,y", "2027-06-09,REST,z")))
                .extracting(Fault::line)
                .containsExactly(11, 12, 13);
    }

    @Test
    void halfAYearIsNoNotice() {
        assertThat(faults(List.of("date,kind,holiday", "2027-10-01,HOLIDAY,国庆节")))
                .extracting(Fault::code)
                .as("the other fixed days of 2027 are weekends")
                .containsExactly("holiday-not-listed", "spring-festival-not-listed");
        assertThat(faults(List.of("date,kind,holiday", "2027-01-01,HOLIDAY,元旦")))
                .extracting(Fault::code)
                .containsExactly("no-whole-year");
        assertThat(faults(List.of("date,kind,holiday"))).extracting(Fault::code).containsExactly("no-whole-year");
        assertThat(faults(List.of())).extracting(Fault::code).containsExactly("header-wrong");
    }
}
