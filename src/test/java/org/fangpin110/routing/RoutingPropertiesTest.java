package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/** What holds for every text anybody could send. Seeded: a failure repeats itself. */
class RoutingPropertiesTest {
    private static final UnitTable UNITS = Units.shipped();
    private static final List<Unit> ALL = UNITS.within(UnitRange.ALL);
    private static final List<Set<String>> SERVED =
            List.of(Set.of("152223000000"), Set.of("150422000000", "152224000000"), Set.of("150000000000"));
    private static final String PIECES = "镇乡村嘎查社区旗县市区组队屯的在|0123456789，。 \n\u200bᠮ😭é'\"<>%一二三东西南北新老大小";

    @Test
    void everyDecisionNamesAValidRoutableServedUnitAndRepeatsItself() {
        Random random = new Random(42);
        for (Set<String> served : SERVED) {
            Router router = new Router(UNITS, served);
            for (int i = 0; i < 4_000; i++) {
                Evidence evidence = anything(random);
                RoutingDecision decision = router.decide(evidence);
                assertThat(UNITS.find(decision.ownerUnit()).filter(Unit::routable))
                        .as("%s for %s", decision, evidence.addressText())
                        .isPresent();
                assertThat(served).anyMatch(code -> UnitRange.of(code).contains(decision.ownerUnit()));
                assertThat(decision.helperUnit().stream())
                        .allMatch(helper -> !helper.equals(decision.ownerUnit())
                                && UNITS.find(helper).filter(Unit::routable).isPresent()
                                && served.stream()
                                        .anyMatch(code -> UnitRange.of(code).contains(helper)));
                assertThat(decision.reasons()).isNotEmpty();
                assertThat(decision.confidence()).isBetween(0.0, 1.0);
                assertThat(router.decide(evidence)).isEqualTo(decision);
            }
        }
    }

    @Test
    void everyVillageWrittenInFullIsRoutedToItself() {
        Router router = new Router(UNITS, Set.of("150000000000"));
        List<String> wrong = new ArrayList<>();
        int routed = 0;
        for (Unit unit : ALL) {
            if (unit.isVillage() && unit.routable()) {
                RoutingDecision decision = router.decide(Evidence.NONE.withAddressText(UNITS.fullName(unit)));
                if (decision.destination() == Destination.VILLAGE) {
                    routed++;
                    if (!decision.ownerUnit().equals(unit.code())) {
                        wrong.add(unit.code() + " " + UNITS.fullName(unit) + " went to " + decision.ownerUnit());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(routed).isGreaterThan(14_000);
    }

    @Test
    void aVeryLongTextTakesNoLongerThanAnAddress() {
        Router router = new Router(UNITS, Set.of("152223000000"));
        String story = "好力保镇巴岱村" + "我家房子塌了没有钱".repeat(20_000);
        assertThat(router.decide(Evidence.NONE.withAddressText(story)).ownerUnit())
                .isEqualTo("152223107208");
    }

    private static Evidence anything(Random random) {
        Evidence evidence = Evidence.NONE.withAddressText(text(random));
        if (random.nextInt(4) == 0) {
            evidence = evidence.withScannedCode(code(random));
        }
        if (random.nextInt(4) == 0) {
            evidence = evidence.withChosenUnit(code(random));
        }
        if (random.nextInt(5) == 0) {
            evidence = evidence.withKnownHousehold(new KnownHousehold(code(random), KnownHousehold.Basis.REGISTRY));
        }
        if (random.nextInt(5) == 0) {
            evidence = evidence.withPosition(new Position(
                    random.nextGaussian() * 200,
                    random.nextGaussian() * 200,
                    random.nextGaussian(),
                    Position.Datum.GCJ02));
        }
        return evidence;
    }

    private static String code(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> Long.toString(random.nextLong());
            case 2 -> String.format("1522231%05d", random.nextInt(100_000));
            default -> any(random).code();
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append(any(random).name());
                case 1 -> text.append(any(random).shortName());
                case 2 -> text.append(PIECES.charAt(random.nextInt(PIECES.length())));
                case 3 -> text.append((char) random.nextInt(0x10000));
                default ->
                    text.append(UNITS.find("15222310" + random.nextInt(8) + "000")
                            .map(Unit::name)
                            .orElse("扎赉特旗"));
            }
        }
        return text.toString();
    }

    private static Unit any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
