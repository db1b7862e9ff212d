package org.fangpin110.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fangpin110.platform.problem.AppException;

/** JSON in and out of the door: strict and bounded when reading, ISO-8601 times and no nulls when writing. */
public final class JsonBodies {
    /** Bounds that no honest body reaches; the contract's own limits are far below. */
    public static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxStringLength(64 * 1024)
            .maxNumberLength(40)
            .maxNameLength(200)
            .build();

    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(BOUNDS)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private JsonBodies() {}

    public static Buffer write(Object body) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written as JSON", e);
        }
    }

    /** Reads one JSON object; anything else is a 400 that names the place, never the content. */
    static Map<String, Object> readObject(Buffer body) {
        try (JsonParser parser = FACTORY.createParser(body.getBytes())) {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = MAPPER.readValue(parser, LinkedHashMap.class);
            if (object == null) {
                throw AppException.malformed("body-not-json");
            }
            return object;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** The 400 for a body that the JSON reader gave up on. */
    public static AppException notJson(IOException e) {
        AppException problem = AppException.malformed("body-not-json");
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            problem.with(
                    "detail",
                    "line " + json.getLocation().getLineNr() + ", column "
                            + json.getLocation().getColumnNr());
        }
        return problem;
    }

    static <T> T convert(Map<String, Object> object, Class<T> type) {
        return MAPPER.convertValue(object, type);
    }
}
