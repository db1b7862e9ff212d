package org.fangpin110.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFieldTest {
    @ParameterizedTest
    @CsvSource({
        "thing1, 一二三四五六七八九十一二三四五六七八九十",
        "thing2, 𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷",
        "number1, 12.5",
        "letter1, AbC",
        "symbol1, ---",
        "character_string1, YQ-2611-AB12 ok",
        "time1, 15:01",
        "time1, 2026年11月23日 15:01",
        "time1, 2026年11月23日 15:01~2026年11月24日 9:00",
        "date3, 2026年11月23日",
        "date3, 2026年1月3日 08:30",
        "amount1, ￥100.50元",
        "phone_number1, +86-0482-1234567",
        "car_number1, 蒙F12345",
        "name1, 巴特尔·其其格",
        "name1, Batu Qiqige",
        "phrase2, 已受理",
        "enum1, 已受理"
    })
    void whatWeChatAllows(String field, String text) {
        assertThat(TemplateField.allows(field, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "thing1, 一二三四五六七八九十一二三四五六七八九十一",
        "thing1, ''",
        "thing1, ' '",
        "thing1, '一\n二'",
        "number1, 十",
        "number1, 123456789012345678901234567890123",
        "letter1, A1",
        "symbol1, ------",
        "character_string1, 编号1",
        "character_string1, 123456789012345678901234567890123",
        "time1, 2026-11-23",
        "time1, 25:00",
        "date3, 明天",
        "amount1, 12345678901",
        "phone_number1, 123456789012345678",
        "car_number1, 蒙F123456789",
        "name1, 一二三四五六七八九十一",
        "name1, 张A",
        "phrase2, 一二三四五六",
        "phrase2, OK",
        "unheard1, 一"
    })
    void whatWeChatRefuses(String field, String text) {
        assertThat(TemplateField.allows(field, text)).isFalse();
    }

    @Test
    void aTemplateNamesItsFirstFaultyField() {
        SandboxTemplate template = new SandboxTemplate("T", "办理进度", "事项:{{thing1.DATA}}\n结果:{{phrase2.DATA}}\n");
        Map<String, String> good = new LinkedHashMap<>(Map.of("thing1", "自主申报$1", "phrase2", "已受理"));
        Map<String, String> surplus = new LinkedHashMap<>(good);
        surplus.put("thing9", "多余");

        assertThat(template.faultyField(good)).isEmpty();
        assertThat(template.faultyField(Map.of("thing1", "自主申报"))).contains("phrase2");
        assertThat(template.faultyField(Map.of("thing1", "自主申报", "phrase2", "ok")))
                .contains("phrase2");
        assertThat(template.faultyField(surplus)).contains("thing9");
        assertThat(template.render(good)).containsExactly("办理进度", "事项:自主申报$1", "结果:已受理");
    }
}
