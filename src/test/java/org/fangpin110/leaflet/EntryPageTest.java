package org.fangpin110.leaflet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitKind;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.UnitTableVersion;
import org.junit.jupiter.api.Test;

class EntryPageTest {
    private static final LocalDate SINCE = LocalDate.of(2023, 6, 30);
    private static final String OLD = "152223107206";
    private static final String NEW = "152223107223";

    private static Unit unit(String code, int level, String name, String parent, String successor) {
        return new Unit(
                code,
                level,
                name,
                name,
                parent,
                UnitKind.stated("", code, level, name),
                true,
                SINCE,
                successor == null ? null : LocalDate.of(2025, 1, 1),
                successor,
                "test");
    }

    private static final UnitTable UNITS = UnitTable.builder()
            .add(unit("150000000000", 1, "内蒙古自治区", null, null))
            .add(unit("152200000000", 2, "兴安盟", "150000000000", null))
            .add(unit("152223000000", 3, "扎赉特旗", "152200000000", null))
            .add(unit("152223107000", 4, "好力保镇", "152223000000", null))
            .add(unit(NEW, 5, "塔尔村<b>", "152223107000", null))
            .add(unit(OLD, 5, "老塔尔村", "152223107000", NEW))
            .build(new UnitTableVersion(1, "test", "0", 5));

    private final EntryPage page = new EntryPage(() -> UNITS, new Messages(), "wx00000000000de110");

    @Test
    void aRetiredVillagesCodeLeadsToWhoTookOver() {
        assertThat(page.of(new EntryCode(OLD).text(), Language.ZH)).hasValueSatisfying(html -> assertThat(html)
                .contains("塔尔村", "老塔尔村", "好力保镇", "tel:12317")
                .contains(new EntryCode(NEW).text())
                .doesNotContain(new EntryCode(OLD).text()));
    }

    @Test
    void namesAreTextAndNothingRuns() {
        String html = page.of(NEW, Language.ZH).orElseThrow();

        assertThat(html).contains("塔尔村&lt;b&gt;").doesNotContain("<b>", "<script", "http://", "https://");
        assertThat(EntryPage.POLICY).startsWith("default-src 'none'").doesNotContain("unsafe");
    }

    @Test
    void whatIsNoVillageHasNoPage() {
        assertThat(page.of("152223107999", Language.ZH)).isEmpty();
        assertThat(page.of(new EntryCode(NEW).text() + "7", Language.ZH)).isEmpty();
        assertThat(page.of("150000000000", Language.ZH)).isEmpty();
        assertThat(page.unknown(Language.ZH)).contains("没有找到这个码", "12317");
    }
}
