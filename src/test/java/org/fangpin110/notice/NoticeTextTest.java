package org.fangpin110.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTextTest {
    private static final UnitTable UNITS = Units.shipped();
    static final Unit VILLAGE = UNITS.current("152223107208").orElseThrow();
    private static final PersonName NAME = new PersonName("王秀兰");
    private static final NoticeGenerator GENERATOR = new NoticeGenerator(new Messages());
    private static final NoticeGuard GUARD = new NoticeGuard(List.of(new PersonName("乌云·其木格")));

    static NoticeContent content(NoticeKind kind, NoticeHead head, NameStyle style, Optional<PublicCause> cause) {
        return new NoticeContent(
                kind,
                NoticeNumber.of(new byte[] {7, 1, 2, 3, 4, 5, 6, 7}),
                VILLAGE,
                kind == NoticeKind.ANNOUNCEMENT ? UNITS.parent(VILLAGE).orElseThrow() : VILLAGE,
                head,
                style,
                HouseholdClass.SUDDEN_HARDSHIP,
                cause,
                3,
                5,
                false,
                LocalDate.of(2026, 11, 23),
                LocalDate.of(2026, 11, 28),
                GUARD.check("/place", "村委会公示栏").text() == null
                        ? Optional.empty()
                        : Optional.of(GUARD.check("/place", "村委会公示栏").text()),
                Optional.empty(),
                new OfficePhone("12317"));
    }

    private static String text(NoticeKind kind, NoticeHead head, NameStyle style) {
        return GENERATOR
                .text(content(kind, head, style, Optional.empty()), Language.ZH)
                .plain();
    }

    @Test
    void aNoticeSaysWhoWhereHowLongAndWhereToObjectAndNoCause() {
        assertThat(text(NoticeKind.RECOGNITION, new NoticeHead.Adult(NAME), NameStyle.FULL))
                .contains("户主 王秀兰", "监测类别 突发严重困难户", "家庭人口 3人", "2026年11月23日起至2026年11月28日", "不少于5天", "12317")
                .contains(VILLAGE.name())
                .doesNotContain("主要情况");
    }

    @Test
    void theAnnouncementIsInTheTownshipsName() {
        NoticeText text = GENERATOR.text(
                content(NoticeKind.ANNOUNCEMENT, new NoticeHead.Adult(NAME), NameStyle.FULL, Optional.empty()),
                Language.ZH);

        assertThat(text.issuer()).isEqualTo("好力保镇");
    }

    @Test
    void policyMayHideTheGivenNameOfAnAdult() {
        assertThat(text(NoticeKind.RECOGNITION, new NoticeHead.Adult(NAME), NameStyle.MASKED))
                .contains("户主 王**")
                .doesNotContain("秀兰");
    }

    @Test
    void aChildAtTheHeadHasNoNameToPrint() {
        LocalDate today = LocalDate.of(2026, 11, 23);
        assertThat(NoticeHead.of(NAME, Optional.of(LocalDate.of(2008, 11, 24)), today))
                .isEqualTo(new NoticeHead.Minor());
        assertThat(NoticeHead.of(NAME, Optional.of(LocalDate.of(2008, 11, 23)), today))
                .isEqualTo(new NoticeHead.Adult(NAME));
        assertThat(NoticeHead.of(NAME, Optional.empty(), today)).isEqualTo(new NoticeHead.Unnamed());
        assertThat(NoticeHead.Minor.class.getRecordComponents()).isEmpty();
        assertThat(text(NoticeKind.RECOGNITION, new NoticeHead.Minor(), NameStyle.FULL))
                .contains("户主 未成年人，姓名隐去");
    }

    @Test
    void noComponentOfTheContentTakesJustAnyText() {
        assertThat(Arrays.stream(NoticeContent.class.getRecordComponents()).map(RecordComponent::getGenericType))
                .noneMatch(type -> type.getTypeName().contains("java.lang.String") || type == Object.class);
        assertThat(Arrays.stream(FreeText.class.getDeclaredConstructors()))
                .noneMatch(maker -> java.lang.reflect.Modifier.isPublic(maker.getModifiers()));
    }

    @Test
    void whatIsNoNameIsNoHead() {
        for (String wrong : List.of("张三152223196203153103", "13812345678", "张三尿毒症", "张三 肺癌", "")) {
            assertThatThrownBy(() -> new NoticeHead.Adult(new PersonName(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new NoticeHead.Adult(new PersonName("霍去病"))).isNotNull();
    }

    @Test
    void whereACauseIsToldItTellsNoIllness() {
        for (String risk : List.of("ILLNESS", "DISABILITY", "SCHOOLING", "EPIDEMIC", "OTHER")) {
            assertThat(PublicCause.of(risk)).isEqualTo(PublicCause.SPENDING);
        }
        assertThat(GENERATOR
                        .text(
                                content(
                                        NoticeKind.RECOGNITION,
                                        new NoticeHead.Adult(NAME),
                                        NameStyle.FULL,
                                        Optional.of(PublicCause.of("ILLNESS"))),
                                Language.ZH)
                        .plain())
                .contains("主要情况 家庭支出负担较重");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13812345678", "0482-6121234", "12317"})
    void onlyAnOfficesPhoneIsOne(String phone) {
        if (phone.startsWith("13")) {
            assertThatThrownBy(() -> new OfficePhone(phone)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(new OfficePhone(phone).value()).isEqualTo(phone);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "村委会公示栏",
                "3组小卖部旁，工作日 8:30-17:00",
                "好力保镇巴岱村党群服务中心",
                "幼儿园门口公示栏",
                "2026年11月23日张贴，一式两份",
                "archives building, unit 12",
                "ᠭᠠᠴᠠᠭ᠎ᠠ"
            })
    void harmlessTextPasses(String text) {
        assertThat(GUARD.check("/place", text).faults()).isEmpty();
    }

    @Test
    void everyFaultIsNamedAtItsField() {
        assertThat(codes("电话138 1234 5678")).containsExactly("notice-number-in-text");
        assertThat(codes("因肺 癌住院")).containsExactly("notice-illness-in-text");
        assertThat(codes("家中有病人")).containsExactly("notice-illness-in-text");
        assertThat(codes("其孙女上学")).containsExactly("notice-child-in-text");
        assertThat(codes("找乌云 其木格")).containsExactly("notice-name-in-text");
        assertThat(codes("村委\u202e会")).containsExactly("notice-hidden-characters");
        assertThat(codes("村".repeat(61))).containsExactly("notice-text-long");
        assertThat(codes("has Diabetes")).containsExactly("notice-illness-in-text");
        assertThat(GUARD.check("/form/data/place", "13812345678").faults())
                .extracting(FieldError::pointer)
                .containsExactly("/form/data/place");
    }

    private static List<String> codes(String text) {
        return GUARD.check("/remark", text).faults().stream()
                .map(FieldError::code)
                .toList();
    }

    /** They are printed on every notice of the place. */
    @Test
    void hardlyAnyVillagesNameSoundsLikeAnIllness() {
        assertThat(UNITS.within(org.fangpin110.unit.UnitRange.of("152223000000")).stream()
                        .filter(Unit::isVillage)
                        .map(Unit::name)
                        .filter(NoticeGuard::speaksOfIllness))
                .isEmpty();
    }

    @Test
    void aNoticeNumberFindsASlipOfThePen() {
        NoticeNumber number = NoticeNumber.of(new byte[] {9, 8, 7, 6, 5, 4, 3, 2});
        String value = number.value();

        assertThat(NoticeNumber.read(" " + number.grouped().toLowerCase(java.util.Locale.ROOT)))
                .contains(number);
        for (int i = 0; i < value.length(); i++) {
            char other = value.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(NoticeNumber.read(value.substring(0, i) + other + value.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(NoticeNumber.read("")).isEmpty();
    }
}
