package org.fangpin110.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.fangpin110.platform.http.EntityTag;
import org.junit.jupiter.api.Test;

class UnitTableTest {
    private static final UnitTable TABLE = Units.shipped();
    private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

    @Test
    void findsAUnitByItsCode() {
        Unit unit = TABLE.find("152223107208").orElseThrow();
        assertThat(unit.name()).isEqualTo("巴岱村委会");
        assertThat(unit.shortName()).isEqualTo("巴岱");
        assertThat(unit.parentCode()).isEqualTo("152223107000");
        assertThat(unit.kind()).isEqualTo(UnitKind.VILLAGE);
    }

    @Test
    void answersNothingForWhatIsNoCode() {
        assertThat(TABLE.find(null)).isEmpty();
        assertThat(TABLE.find("null")).isEmpty();
        assertThat(TABLE.find("１５２２２３１０７２０８")).isEmpty();
        assertThat(TABLE.find("152223107999")).isEmpty();
        assertThat(TABLE.children("nonsense")).isEmpty();
    }

    @Test
    void childrenStandInCodeOrderBelowTheirParentOnly() {
        assertThat(TABLE.children("152223000000")).hasSize(18).isSortedAccordingTo((a, b) -> a.code()
                .compareTo(b.code()));
        assertThat(TABLE.children("152223107208")).isEmpty();
        assertThat(TABLE.roots()).extracting(Unit::code).containsExactly("150000000000");
    }

    @Test
    void thePathLeadsFromTheProvinceToTheUnit() {
        Unit village = TABLE.find("152223107208").orElseThrow();
        assertThat(TABLE.fullName(village)).isEqualTo("内蒙古自治区兴安盟扎赉特旗好力保镇巴岱村委会");
    }

    @Test
    void searchFindsNamesAndAliasesInsideTheRange() {
        assertThat(TABLE.searchByPrefix("兴隆", UnitRange.of("152223000000"), 10))
                .extracting(Unit::code)
                .contains("152223204207", "152223102221");
        assertThat(TABLE.searchByPrefix("努文牧仁", UnitRange.ALL, 5))
                .extracting(Unit::code)
                .contains("152223205000");
        assertThat(TABLE.searchByPrefix("兴", UnitRange.ALL, 7)).hasSize(7);
        assertThat(TABLE.searchByPrefix(" ", UnitRange.ALL, 7)).isEmpty();
    }

    @Test
    void aRetiredCodeIsFollowedToTheEndAndNeverInCircles() {
        UnitTable.Builder builder = UnitTable.builder();
        builder.add(retired("152223100201", "152223100202"));
        builder.add(retired("152223100202", "152223100203"));
        builder.add(retired("152223100301", "152223100302"));
        builder.add(retired("152223100302", "152223100301"));
        builder.add(
                new Unit("152223100203", 5, "新村", "新村", "152223100000", UnitKind.VILLAGE, true, DAY, null, null, ""));
        UnitTable table = builder.build(UnitTableVersion.NONE);
        assertThat(table.current("152223100201")).map(Unit::code).contains("152223100203");
        assertThat(table.current("152223100301")).isEmpty();
    }

    @Test
    void rangesHoldAUnitAndAllBelowIt() {
        assertThat(UnitRange.of("152223100201")).isEqualTo(new UnitRange("152223100201", "152223100202"));
        assertThat(UnitRange.of("152223100000").contains("152223100999")).isTrue();
        assertThat(UnitRange.of("152223109000").contains("152223110000")).isFalse();
        assertThat(UnitRange.of("150000000000").contains("159999999999")).isTrue();
        assertThat(UnitRange.of("152223199999").contains("152223199999")).isTrue();
        assertThat(UnitRange.of("990000000000").contains("999999999999")).isTrue();
    }

    @Test
    void theTagChangesWithTheTableAndTheQuestionOnly() {
        AtomicReference<UnitTable> now = new AtomicReference<>(TABLE);
        UnitLookup lookup = new UnitLookup(now::get, List.of("152223000000"));
        EntityTag tag = lookup.tag("children", "152223000000");
        assertThat(lookup.tag("children", "152223000000")).isEqualTo(tag);
        assertThat(lookup.tag("children", "152223100000")).isNotEqualTo(tag);
        assertThat(lookup.tag("one", "152223000000")).isNotEqualTo(tag);
        now.set(UnitTable.builder().build(new UnitTableVersion(2, "", "", 0)));
        assertThat(lookup.tag("children", "152223000000")).isNotEqualTo(tag);
    }

    private static Unit retired(String code, String successor) {
        return new Unit(
                code, 5, "旧村", "旧村", "152223100000", UnitKind.VILLAGE, true, DAY, DAY.plusDays(1), successor, "");
    }
}
