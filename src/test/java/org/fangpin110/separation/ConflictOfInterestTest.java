package org.fangpin110.separation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.fangpin110.separation.ConflictOfInterest.Reason;
import org.fangpin110.separation.ConflictOfInterest.Said;
import org.junit.jupiter.api.Test;

class ConflictOfInterestTest {
    private static final List<String> SERVING = List.of("王志强", "高兴", "斯琴·高娃图雅", "巴岱村·村级专干");

    @Test
    void aReportThatNamesWhoServesThereSkipsTheVillage() {
        assertThat(of("王志强把低保给了他弟弟")).contains(Reason.NAMED_IN_REPORT);
        assertThat(of("找过斯琴高娃图雅三次，都不管")).contains(Reason.NAMED_IN_REPORT);
        assertThat(of("找 王 志 强 没有用")).contains(Reason.NAMED_IN_REPORT);
    }

    @Test
    void aNameThatIsAlsoAWordCountsOnlyBesideATitle() {
        assertThat(of("孩子考上学本来是高兴的事，可是学费没有着落")).isEmpty();
        assertThat(of("高兴书记说不归他管")).contains(Reason.NAMED_IN_REPORT);
        assertThat(of("会计高兴不给盖章")).contains(Reason.NAMED_IN_REPORT);
    }

    @Test
    void whoIsConcernedOrReportsMayBeOneOfThem() {
        assertThat(ConflictOfInterest.of(new Said(null, "王志强", null, false), SERVING))
                .contains(Reason.SUBJECT_SERVES_THERE);
        assertThat(ConflictOfInterest.of(new Said("墙裂了", "白音那", "斯琴·高娃图雅", false), SERVING))
                .contains(Reason.REPORTER_SERVES_THERE);
    }

    @Test
    void whoReportsForOthersByDutyHasNoInterest() {
        assertThat(ConflictOfInterest.of(new Said("墙裂了", "白音那", "王志强", true), SERVING))
                .isEmpty();
    }

    @Test
    void anOrdinaryReportStaysInItsVillage() {
        assertThat(of("房子后墙裂了大口子，村级专干来看过")).isEmpty();
        assertThat(ConflictOfInterest.of(new Said(null, null, null, false), SERVING))
                .isEmpty();
        assertThat(ConflictOfInterest.of(new Said("王志强", "甲某", null, false), List.of()))
                .isEmpty();
    }

    private static Optional<Reason> of(String narrative) {
        return ConflictOfInterest.of(new Said(narrative, "白音那", null, false), SERVING);
    }
}
