package org.fangpin110.platform.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What carriers let pass. */
class SmsTextRulesTest {
    private static final String SIGNATURE = "扎赉特旗农牧局";

    @Test
    void aPlainWordingPasses() {
        assertThat(SmsTextRules.faults(SIGNATURE, "编号{0}的申报正在核查，由{1}负责。", 1)).isEmpty();
    }

    @Test
    void eachRuleSaysWhatIsWrong() {
        assertThat(SmsTextRules.faults(SIGNATURE, "", 1)).contains("empty");
        assertThat(SmsTextRules.faults(SIGNATURE, "【内】", 1)).containsExactly("brackets");
        assertThat(SmsTextRules.faults(SIGNATURE, "{0} {1}", 1)).containsExactly("variables-touch");
        assertThat(SmsTextRules.faults(SIGNATURE, "可申请小额贷款", 1)).containsExactly("refused-word");
        assertThat(SmsTextRules.faults(SIGNATURE, "字".repeat(62), 1)).containsExactly("too-long");
        assertThat(SmsTextRules.faults(SIGNATURE, "字".repeat(62), 2)).isEmpty();
        assertThat(SmsTextRules.faults(SIGNATURE, "字".repeat(492), 9)).containsExactly("too-long");
        assertThat(SmsTextRules.faults("", "、{0}".repeat(21), 9)).contains("too-many-variables");
    }

    @Test
    void aVariableHoldsNeitherLinkNorPhoneNorMoreThanTwentyCharacters() {
        assertThat(SmsTextRules.valueFaults(Map.of("no", "R23456789", "unit", "巴彦高勒镇")))
                .isEmpty();
        assertThat(SmsTextRules.valueFaults(Map.of("unit", "村".repeat(21)))).containsExactly("unit:too-long");
        assertThat(SmsTextRules.valueFaults(Map.of("unit", "13900000001"))).containsExactly("unit:link-or-phone");
        assertThat(SmsTextRules.valueFaults(Map.of("unit", "http://a.b"))).containsExactly("unit:link-or-phone");
        assertThat(SmsTextRules.valueFaults(Map.of("unit", "0482-6120000"))).containsExactly("unit:link-or-phone");
    }

    @Test
    void templatesAreData() {
        SmsTemplates templates = SmsTemplates.of(Map.of("case-accepted", "SMS_1:no+unit", "help", "9"));

        assertThat(templates.of("case-accepted").orElseThrow().parameters()).containsExactly("no", "unit");
        assertThat(templates.of("help").orElseThrow().parameters()).isEmpty();
        assertThatThrownBy(() -> SmsTemplates.of(Map.of("a", "b:c;d"))).hasMessage("a");
    }
}
