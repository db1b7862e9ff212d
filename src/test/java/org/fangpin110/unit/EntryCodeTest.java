package org.fangpin110.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodeTest {
    private static final String UNIT = "152223107208";
    private static final EntryCode CODE = new EntryCode(UNIT);

    @Test
    void everyFormEverPrintedIsRead() {
        String text = CODE.text();
        for (String form : new String[] {
            UNIT,
            text,
            text.toLowerCase(java.util.Locale.ROOT),
            " " + text + "\n",
            CODE.scene(),
            "v%3D" + text,
            CODE.address("https://fp110.example.gov.cn"),
            CODE.address("http://localhost:8110"),
            CODE.address("https://example.cn/fp") + "?from=wall#x"
        }) {
            assertThat(EntryCode.read(form)).as(form).contains(CODE);
        }
    }

    @Test
    void theSceneIsWithinWhatWechatAllows() {
        assertThat(CODE.scene()).hasSizeLessThanOrEqualTo(32).matches("[0-9A-Za-z!#$&'()*+,/:;=?@._~-]+");
    }

    @Test
    void everySingleWrongCharacterAndEverySwapIsNoticed() {
        String text = CODE.text();
        for (int i = 0; i < text.length(); i++) {
            for (char other : "0123456789ABCDEFGHJKLMNPQRSTVWXYZ".toCharArray()) {
                if (other != text.charAt(i)) {
                    String wrong = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(EntryCode.read(wrong)).as(wrong).isEmpty();
                }
            }
            for (int j = i + 1; j < text.length(); j++) {
                StringBuilder swapped = new StringBuilder(text);
                swapped.setCharAt(i, text.charAt(j));
                swapped.setCharAt(j, text.charAt(i));
                if (!swapped.toString().equals(text)) {
                    assertThat(EntryCode.read(swapped.toString()))
                            .as(swapped.toString())
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "15222310720",
                "1522231072081",
                "v=152223107208",
                "https://example.cn/v/152223107208",
                "https://example.cn/x/152223107208",
                "weixin://152223107208",
                "152223107208 152223107209",
                "１５２２２３１０７２０８",
                "javascript:alert(1)"
            })
    void anythingElseIsNoCode(String scanned) {
        assertThat(EntryCode.read(scanned)).isEmpty();
    }
}
