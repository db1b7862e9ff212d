package org.fangpin110.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.sms.SmsLength;
import org.fangpin110.unit.UnitTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every template in every language, as it will leave. */
class WordingTest {
    /** domain.md 8: carriers refuse these. */
    private static final List<String> CARRIERS_REFUSE = List.of("医疗", "贷款", "招聘", "面试", "返利", "中奖", "维权", "募捐");
    /** domain.md 8: nothing that shames on a locked screen; and no links, no brackets of a signature. */
    private static final List<String> NEVER_SHOWN = List.of(
            "病", "残", "贫", "低保", "收入", "监测对象", "返贫", "救助", "不符合", "拒绝", "姓名", "身份证", "http", "www", "【", "】", "illness",
            "poor", "poverty", "income", "refus");

    private static final String LONGEST_USUAL_SIGNATURE = "【科尔沁右翼中旗农牧局】";
    private static final Instant AT = Instant.parse("2026-11-23T07:01:00Z");

    private final Messages messages = new Messages();
    private final Wording wording = new Wording(messages, () -> UnitTable.EMPTY, ZoneId.of("Asia/Shanghai"));

    static Stream<Arguments> templates() {
        return MessageTemplate.ALL.stream().flatMap(template -> Stream.of(Language.ZH, Language.EN)
                .map(language -> Arguments.of(language, template.kind())));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void anSmsIsOnePieceWithItsSignature(Language language, String kind) {
        String text = LONGEST_USUAL_SIGNATURE + wording.sms(language, kind, Wording.LONGEST_VARIABLES);

        assertThat(text).contains(Wording.LONGEST_VARIABLES.get("no")).doesNotContain("{");
        assertThat(SmsLength.segments(text)).as(text).isOne();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void variablesOfAnSmsNeverTouch(Language language, String kind) {
        assertThat(messages.text(language, "notify." + kind + ".sms")).doesNotContainPattern("}\\s*\\{");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void wechatTakesEveryField(Language language, String kind) {
        Map<String, String> fields = wording.wechat(language, kind, "23456789ABCD", "阿拉坦花镇阿拉坦花嘎查村民委员会", "12月31日", AT);

        assertThat(fields).containsOnlyKeys("thing1", "character_string2", "phrase3", "thing4", "time5");
        assertThat(fields)
                .containsEntry("character_string2", "23456789ABCD")
                .containsEntry("time5", "2026年11月23日 15:01");
        assertThat(fields.get("thing4").codePointCount(0, fields.get("thing4").length()))
                .isLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nextStepsAreCutOnlyForAUnitsName(Language language, String kind) {
        String next = messages.text(language, "notify." + kind + ".wechat.next", "23456789ABCD", "扎赉特旗", "12月31日");

        assertThat(next.length()).as(next).isLessThanOrEqualTo(20);
    }

    @Test
    void noTextHoldsAWordThatIsRefusedOrShames() {
        for (Language language : List.of(Language.ZH, Language.EN)) {
            messages.keys(language).stream()
                    .filter(key -> key.startsWith("notify."))
                    .forEach(key -> assertThat(messages.text(language, key))
                            .as(key)
                            .doesNotContain(CARRIERS_REFUSE)
                            .doesNotContain(NEVER_SHOWN));
        }
    }

    @Test
    void theLanguagesHoldTheSameTexts() {
        assertThat(keys(Language.EN)).isEqualTo(keys(Language.ZH)).hasSizeGreaterThan(MessageTemplate.ALL.size() * 3);
    }

    private List<String> keys(Language language) {
        return messages.keys(language).stream()
                .filter(key -> key.startsWith("notify."))
                .toList();
    }

    @Test
    void theReceiptReadsAsTheDomainGuideSays() {
        assertThat(wording.sms(Language.ZH, "report-received", Map.of("no", "23456789ABCD")))
                .isEqualTo("您的申报已受理，编号23456789ABCD，请留意工作人员联系或在小程序查看进度。");
    }

    @Test
    void aLongNameIsCutWithAnEllipsisAndNoCharacterIsHalved() {
        assertThat(FieldLimits.cut("𠮷".repeat(21), 20)).isEqualTo("𠮷".repeat(19) + "…");
        assertThat(FieldLimits.cut("村".repeat(20), 20)).isEqualTo("村".repeat(20));
    }

    @Test
    void aFieldThatWechatWouldRefuseIsFoundBeforeSending() {
        for (Map<String, String> fields : List.of(
                Map.of("phrase3", "太长太长太长"),
                Map.of("phrase3", "done"),
                Map.of("thing1", ""),
                Map.of("thing1", "两\n行"),
                Map.of("thing1", "字".repeat(21)),
                Map.of("character_string2", "汉字"),
                Map.of("time5", "2026-11-23 15:01"),
                Map.of("nothing9", "x"))) {
            assertThatThrownBy(() -> FieldLimits.checked("t", fields))
                    .isInstanceOf(FieldFault.class)
                    .hasMessageContaining(fields.keySet().iterator().next());
        }
    }
}
