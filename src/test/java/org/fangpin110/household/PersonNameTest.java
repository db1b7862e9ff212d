package org.fangpin110.household;

import static org.assertj.core.api.Assertions.assertThat;

import org.fangpin110.household.PersonName.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "王芳",
                "欧阳文山",
                "阿拉腾其其格",
                "巴特尔·苏和",
                "乌兰 托娅",
                "ᠰᠠᠷᠠᠨ",
                "ᠮᠥᠩᠬᠡ ᠵᠢᠷᠭᠠᠯ",
                "Maria Ivanova",
                "O'Neill-Smith",
                "Бат Болд",
                "김철수",
                "㛃䶮",
                "𠮷𰻝",
                "张\ue863",
                "刘〇"
            })
    void namesOfAllWhoLiveHere(String typed) {
        var checked = PersonName.check(typed);

        assertThat(checked.fault()).isEmpty();
        assertThat(checked.normalised()).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource({
        "'',MISSING",
        "' \u3000',MISSING",
        "王,TOO_SHORT",
        "王2,CHARACTERS",
        "９８７,CHARACTERS",
        "<i>李</i>,CHARACTERS",
        "x'; --,CHARACTERS",
        "李四🙂,CHARACTERS",
        "王芳(妻),CHARACTERS",
        "王芳/李四,CHARACTERS",
        "????,CHARACTERS",
        "=A+B,CHARACTERS",
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一,TOO_LONG",
    })
    void whatIsNoName(String typed, Fault fault) {
        assertThat(PersonName.check(typed).fault()).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"巴特尔·苏和", "巴特尔•苏和", "巴特尔・苏和", "巴特尔 ‧ 苏和", "巴特尔.苏和", "巴特尔．苏和", "巴特尔∙苏和", " 巴特尔·\u200b苏和。"})
    void allDotsAreOne(String typed) {
        assertThat(PersonName.check(typed).normalised()).isEqualTo("巴特尔·苏和");
    }

    @Test
    void dotSpaceAndCaseDoNotMakeAnotherPerson() {
        assertThat(name("巴特尔·苏和").comparable())
                .isEqualTo(name("巴特尔 苏和").comparable())
                .isEqualTo(name("巴特尔苏和").comparable());
        assertThat(name("ＭＡＲＩＡ").comparable()).isEqualTo(name("Maria").comparable());
    }

    @Test
    void maskingHidesTheGivenNameAndItsLength() {
        assertThat(name("张三").masked()).isEqualTo("张**");
        assertThat(name("𠮷田茂").masked()).isEqualTo("𠮷**");
        assertThat(name("张三").toString() + PersonName.check("张三")).doesNotContain("三");
    }

    @Test
    void aVeryLongTextIsOnlyTooLong() {
        assertThat(PersonName.check("王".repeat(1_000_000)).fault()).contains(Fault.TOO_LONG);
    }

    private static PersonName name(String typed) {
        return PersonName.check(typed).name().orElseThrow();
    }
}
