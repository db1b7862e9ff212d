package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.routing.ReasonCode;
import org.fangpin110.routing.Router;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a report went where it went, as staff read it. */
class RoutingViewTest {
    private static final UnitTable UNITS = Units.shipped();
    private static final String BADAI = "152223107208";
    private static final String YAOSHAN = "152223107209";

    @Test
    void everyParameterIsFilledAndUnitsAreNamed() {
        RoutingView view = view(
                Language.ZH,
                reason("choice-text-conflict", BADAI, YAOSHAN),
                reason("township-village-mismatch", "152223100000", BADAI));

        assertThat(view.reasons().get(0).text()).isEqualTo("填报时选择的是好力保镇巴岱村委会，地址写的是好力保镇腰山村委会，两者不一致");
        assertThat(view.reasons().get(1).text()).isEqualTo("地址写的是音德尔镇，但那里没有这个村名；村名相符的是好力保镇巴岱村委会");
    }

    @Test
    void aCandidateIsExplainedByTheReasonThatNamesItElseByItself() {
        RoutingView view = view(
                Language.ZH,
                reason("township-village-mismatch", "152223100000", BADAI),
                reason("chosen-unit", YAOSHAN));

        assertThat(view.candidates().get(0).why()).isEqualTo("地址写的是音德尔镇，但那里没有这个村名；村名相符的是好力保镇巴岱村委会；填报时选择了好力保镇巴岱村委会");
        assertThat(view.candidates().get(0).score()).isEqualTo(0.93);
    }

    @Test
    void englishHasSentencesToo() {
        RoutingView view = view(Language.EN, reason("chosen-unit", BADAI));

        assertThat(view.candidates().get(0).why()).endsWith("; 好力保镇巴岱村委会 was chosen in the form");
    }

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void everyReasonIsToldInWordsWithScoresAlgorithmAndTable(ReasonCode code) {
        for (Language language : List.of(Language.ZH, Language.EN)) {
            RoutingView view = view(language, reason(code.code(), BADAI, YAOSHAN));

            assertThat(view.reasons().get(0).text()).isNotBlank().doesNotContain("{", code.code());
            assertThat(view.candidates()).allSatisfy(candidate -> {
                assertThat(candidate.score()).isPositive();
                assertThat(candidate.why()).isNotBlank();
            });
            assertThat(view.algorithm()).isEqualTo("routing-2");
            assertThat(view.unitTableVersion()).isEqualTo(7);
        }
    }

    private static JsonObject reason(String code, String... parameters) {
        return JsonObject.of("code", code, "parameters", new JsonArray(List.of(parameters)));
    }

    private static RoutingView view(Language language, JsonObject... reasons) {
        JsonObject candidate = JsonObject.of(
                "unitCode",
                BADAI,
                "score",
                0.9299999999999999,
                "why",
                JsonArray.of("township-village-mismatch", "chosen-unit"));
        JsonObject stored = JsonObject.of(
                "destination",
                "BANNER_DESK",
                "confidence",
                0.3,
                "reasons",
                new JsonArray(List.of(reasons)),
                "candidates",
                JsonArray.of(candidate),
                "algorithm",
                Router.ALGORITHM,
                "unitTableVersion",
                7);
        return RoutingView.of(stored, new Words(new Messages(), () -> UNITS, language));
    }
}
