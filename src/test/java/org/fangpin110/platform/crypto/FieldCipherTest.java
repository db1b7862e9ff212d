package org.fangpin110.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldCipherTest {
    private static final String CONTEXT = "report.id_no.0190b5c2-0000-7000-8000-000000000001";
    private static final String TEXT = "房子漏雨，ᠪᠠᠭᠠᠲᠤᠷ 😭";

    private final MasterKey key = MasterKey.random();

    @ParameterizedTest
    @EnumSource
    void whatGoesInComesOut(FieldAlgorithm algorithm) {
        var cipher = new FieldCipher(algorithm, key);

        byte[] stored = cipher.encryptText(CONTEXT, TEXT);

        assertThat(stored).hasSize(TEXT.getBytes(UTF_8).length + FieldCipher.OVERHEAD_BYTES);
        assertThat(cipher.decryptText(CONTEXT, stored)).isEqualTo(TEXT);
        assertThat(cipher.decrypt(CONTEXT, cipher.encrypt(CONTEXT, new byte[0])))
                .isEmpty();
        assertThat(cipher.decrypt(CONTEXT, cipher.encrypt(CONTEXT, new byte[100_000])))
                .hasSize(100_000);
    }

    @ParameterizedTest
    @EnumSource
    void eachChangedBitIsFoundAndTheMessageTellsNothing(FieldAlgorithm algorithm) {
        var cipher = new FieldCipher(algorithm, key);
        byte[] stored = cipher.encryptText(CONTEXT, TEXT);

        for (int bit = 0; bit < stored.length * 8; bit++) {
            byte[] changed = stored.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> cipher.decrypt(CONTEXT, changed))
                    .isInstanceOf(DecryptionFailure.class)
                    .hasMessageNotContaining("漏雨")
                    .hasNoCause();
        }
        assertThat(cipher.decryptText(CONTEXT, stored)).isEqualTo(TEXT);
    }

    @Test
    void aValueMovedToAnotherRowDoesNotOpen() {
        var cipher = new FieldCipher(FieldAlgorithm.SM4_GCM, key);
        byte[] stored = cipher.encryptText(CONTEXT, TEXT);

        assertThatThrownBy(() -> cipher.decrypt(CONTEXT + "2", stored))
                .isInstanceOfSatisfying(DecryptionFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(DecryptionFailure.Reason.TAMPERED));
    }

    @Test
    void aShortenedValueIsMalformed() {
        var cipher = new FieldCipher(FieldAlgorithm.SM4_GCM, key);

        assertThatThrownBy(() -> cipher.decrypt(CONTEXT, new byte[31]))
                .isInstanceOfSatisfying(DecryptionFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(DecryptionFailure.Reason.MALFORMED));
    }

    @Test
    void olderKeysAndTheOtherAlgorithmStayReadable() {
        byte[] old = new FieldCipher(FieldAlgorithm.SM4_GCM, key).encryptText(CONTEXT, TEXT);
        MasterKey next = MasterKey.random();

        assertThat(new FieldCipher(FieldAlgorithm.AES_256_GCM, next, key).decryptText(CONTEXT, old))
                .isEqualTo(TEXT);
        assertThatThrownBy(() -> new FieldCipher(FieldAlgorithm.SM4_GCM, next).decrypt(CONTEXT, old))
                .isInstanceOfSatisfying(DecryptionFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(DecryptionFailure.Reason.UNKNOWN_KEY));
    }

    /** Test vector of RFC 8998, appendix A.1. */
    @Test
    void sm4IsTheStandardOne() throws Exception {
        HexFormat hex = HexFormat.of();
        byte[] key = hex.parseHex("0123456789abcdeffedcba9876543210");
        byte[] iv = hex.parseHex("00001234567800000000abcd");
        byte[] aad = hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plain = hex.parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        byte[] stored = new byte[GcmEngine.TEXT_AT + plain.length + GcmEngine.TAG_BYTES];
        System.arraycopy(
                aad,
                0,
                stored,
                0,
                GcmEngine.HEADER_BYTES); // the vector's AAD: its first bytes as header, the rest as context

        new Sm4Gcm(key).seal(stored, iv, java.util.Arrays.copyOfRange(aad, GcmEngine.HEADER_BYTES, aad.length), plain);

        assertThat(hex.formatHex(stored, GcmEngine.TEXT_AT, stored.length))
                .isEqualTo("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
    }

    @Test
    void threadsShareOneCipher() {
        var cipher = new FieldCipher(FieldAlgorithm.SM4_GCM, key);

        boolean allRight = IntStream.range(0, 20_000).parallel().allMatch(i -> {
            String text = "value " + i;
            return cipher.decryptText("t.c." + i, cipher.encryptText("t.c." + i, text))
                    .equals(text);
        });

        assertThat(allRight).isTrue();
    }

    @Test
    void noIvComesTwice() {
        var ivs = new RandomIvs();
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            seen.add(HexFormat.of().formatHex(ivs.next()));
        }

        assertThat(seen).hasSize(10_000);
    }
}
