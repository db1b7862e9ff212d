package org.fangpin110.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.http.JsonBodies;
import org.fangpin110.platform.http.Schemas;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.NewReport;
import org.junit.jupiter.api.Test;

/**
 * The typed decoder and the contract's schema judge the same bodies alike. One difference is meant: a known name that comes
 * twice, or text that is no JSON further on, is told at once and alone by whoever meets it first.
 */
class NewReportDecoderTest {
    private static final JsonObject SCHEMA = Contract.load().bodySchema("submitReport");
    private static final Validator VALIDATOR = Schemas.validator(SCHEMA);
    private static final ObjectMapper MAPPER =
            new ObjectMapper(JsonBodies.FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> NOT_JSON = Set.of("body-not-json");

    /** @param report null when refused */
    private record Verdict(NewReport report, Set<String> faults) {
        boolean accepted() {
            return report != null;
        }
    }

    @Test
    void honestBodiesPassBothDoorsAsTheSameReport() {
        MutatedReports bodies = new MutatedReports(20261123);
        for (int i = 0; i < 1_000; i++) {
            String body = bodies.honest();

            Verdict decoded = byDecoder(body);

            assertThat(decoded.accepted()).as(body + " " + decoded.faults()).isTrue();
            assertThat(decoded).as(body).isEqualTo(bySchema(body));
        }
    }

    @Test
    void brokenBodiesAreJudgedAlikeWithTheSameFaultsAtTheSamePlaces() {
        MutatedReports bodies = new MutatedReports(110);
        List<String> differences = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 8_000; i++) {
            String body = bodies.broken();
            Verdict decoder = byDecoder(body);
            Verdict schema = bySchema(body);
            refused += decoder.accepted() ? 0 : 1;
            boolean brokenOff = !decoder.accepted()
                    && !schema.accepted()
                    && (decoder.faults().equals(NOT_JSON) || schema.faults().equals(NOT_JSON));
            if (!brokenOff && !decoder.equals(schema)) {
                differences.add(shortened(body) + "\n  decoder " + decoder + "\n  schema  " + schema);
            }
        }

        assertThat(differences.stream().limit(20))
                .as("%d bodies", differences.size())
                .isEmpty();
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void theCodesAreThoseOfTheContract() {
        JsonObject fields = SCHEMA.getJsonObject("properties");

        assertThat(codes(fields, "reporterKind")).isEqualTo(ReportCodes.REPORTER_KINDS);
        assertThat(codes(fields, "relation")).isEqualTo(ReportCodes.RELATIONS);
        assertThat(codes(fields, "riskMain")).isEqualTo(ReportCodes.RISK_TYPES);
        assertThat(codes(fields, "urgentKind")).isEqualTo(ReportCodes.URGENT_KINDS);
        assertThat(codes(fields.getJsonObject("subject").getJsonObject("properties"), "idAbsentReason"))
                .isEqualTo(ReportCodes.ID_ABSENT_REASONS);
    }

    private static Set<String> codes(JsonObject fields, String name) {
        JsonArray codes = fields.getJsonObject(name).getJsonArray("enum");
        return codes.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    private static Verdict byDecoder(String body) {
        try {
            return new Verdict(new NewReportDecoder().decode(bytes(body)), Set.of());
        } catch (AppException refused) {
            return new Verdict(null, faults(refused.code(), refused.errors()));
        }
    }

    private static Verdict bySchema(String body) {
        try (JsonParser parser = JsonBodies.FACTORY.createParser(bytes(body).getBytes())) {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = MAPPER.readValue(parser, LinkedHashMap.class);
            List<FieldError> faults = Schemas.faults(VALIDATOR, new JsonObject(object), SCHEMA);
            return faults.isEmpty()
                    ? new Verdict(MAPPER.convertValue(object, NewReport.class), Set.of())
                    : new Verdict(null, faults("body-malformed", faults));
        } catch (IOException e) {
            return new Verdict(null, NOT_JSON);
        }
    }

    private static Set<String> faults(String code, List<FieldError> errors) {
        return errors.isEmpty()
                ? Set.of(code)
                : errors.stream()
                        .map(error -> error.pointer() + " " + error.code() + error.parameters())
                        .collect(Collectors.toSet());
    }

    private static Buffer bytes(String body) {
        return Buffer.buffer(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String body) {
        return body.replaceAll("(.)\\1{9,}", "$1…").replaceAll("(..)\\1{9,}", "$1…");
    }
}
