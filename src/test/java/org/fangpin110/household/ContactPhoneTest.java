package org.fangpin110.household;

import static org.assertj.core.api.Assertions.assertThat;

import org.fangpin110.household.ContactPhone.Fault;
import org.fangpin110.household.ContactPhone.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactPhoneTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "+86 138-0013-8000",
                "0086 13800138000",
                "8613800138000",
                "013800138000",
                "１３８ ００１３ ８０００",
                "138–0013—8000",
                "\u202d13800138000\u202c"
            })
    void allWaysToTypeItAreOneMobile(String typed) {
        assertThat(ContactPhone.check(typed).phone()).contains(new ContactPhone("13800138000", Kind.MOBILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0482-6121234", "04826121234", "(0482) 6121234", "（0482）612 1234", "+86 0482 6121234"})
    void aLandlineIsAcceptedButTakesNoSms(String typed) {
        var phone = ContactPhone.check(typed).phone().orElseThrow();

        assertThat(phone).isEqualTo(new ContactPhone("04826121234", Kind.LANDLINE));
        assertThat(phone.takesSms()).isFalse();
        assertThat(phone.readable()).isEqualTo("0482-6121234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901",
                "1380013800",
                "138001380001",
                "0482-61",
                "1234567",
                "没有",
                "２３",
                "010",
                "0000-1234567",
                "138OO138OOO"
            })
    void anythingElseIsAFault(String typed) {
        assertThat(ContactPhone.check(typed).fault()).contains(Fault.FORMAT);
        assertThat(ContactPhone.check(typed).phone()).isEmpty();
    }

    @Test
    void emptyIsMissing() {
        assertThat(ContactPhone.check(null).fault()).contains(Fault.MISSING);
        assertThat(ContactPhone.check(" \u3000").fault()).contains(Fault.MISSING);
    }

    @Test
    void nothingPrintsIt() {
        var phone = new ContactPhone("13800138000", Kind.MOBILE);

        assertThat(phone.masked()).isEqualTo("138****8000");
        assertThat(phone.toString() + ContactPhone.check("13800138000")).doesNotContain("8000");
    }
}
