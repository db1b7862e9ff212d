package org.fangpin110.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;

/** The one way a correction goes into the database and comes out: canonical JSON, encrypted for its row. */
public final class CorrectionContent {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    private final FieldCipher cipher;

    public CorrectionContent(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** The same correction always gives the same text. */
    public static String canonical(Correction correction) {
        try {
            return MAPPER.writeValueAsString(correction);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] seal(UUID reportId, UUID key, String canonical) {
        return cipher.encryptText(context(reportId, key), canonical);
    }

    public Correction open(StoredCorrection stored) {
        try {
            return MAPPER.readValue(
                    cipher.decryptText(context(stored.reportId(), stored.key()), stored.content()), Correction.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String context(UUID reportId, UUID key) {
        return "report_correction.content." + reportId + "." + key;
    }
}
