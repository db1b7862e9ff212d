package org.fangpin110.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;

/** The one way a report's content goes into the database and comes out: canonical JSON, encrypted for its row. */
public final class ReportContent {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(NewReport.class);
    private static final ObjectReader READER = MAPPER.readerFor(NewReport.class);

    private final FieldCipher cipher;

    public ReportContent(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** The same report always gives the same bytes, whatever order its fields came in. */
    public static byte[] canonical(NewReport report) {
        try {
            return WRITER.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] seal(UUID reportId, byte[] canonical) {
        return cipher.encrypt(context(reportId), canonical);
    }

    public NewReport open(UUID reportId, byte[] sealed) {
        try {
            return READER.readValue(cipher.decrypt(context(reportId), sealed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String context(UUID reportId) {
        return "report.content." + reportId;
    }
}
