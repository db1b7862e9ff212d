package org.fangpin110.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.fangpin110.routing.Destination;
import org.fangpin110.routing.Evidence;
import org.fangpin110.routing.KnownHousehold;
import org.fangpin110.routing.Position;
import org.fangpin110.routing.PositionIndex;
import org.fangpin110.routing.Router;
import org.fangpin110.routing.RoutingDecision;
import org.fangpin110.score.WrittenAddress.Expected;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/** What holds for every address and all that is known beside it. Seeded: a failure repeats itself. */
class EvidencePropertiesTest {
    private static final UnitTable UNITS = Units.shipped();
    private static final long SEED = 11;

    private final Map<Set<String>, Router> routers = new HashMap<>();
    private final Random random = new Random(SEED);

    private Router router(WrittenAddress address) {
        return routers.computeIfAbsent(address.served(), served -> new Router(UNITS, served));
    }

    /** Each with what would be true of somebody of that village. */
    private static List<UnaryOperator<Evidence>> truths(String village) {
        return new ArrayList<>(List.of(
                evidence -> evidence.withScannedCode(village),
                evidence -> evidence.withChosenUnit(village),
                evidence -> evidence.withChosenUnit(village.substring(0, 9) + "000"),
                evidence -> evidence.withKnownHousehold(new KnownHousehold(village, KnownHousehold.Basis.REGISTRY)),
                evidence ->
                        evidence.withKnownHousehold(new KnownHousehold(village, KnownHousehold.Basis.EARLIER_CASE))));
    }

    @Test
    void trueEvidenceNeverTurnsRightIntoWrong() {
        List<String> wrong = new ArrayList<>();
        for (WrittenAddress address : new Adversary(UNITS).write(4, SEED)) {
            if (address.expected() != Expected.ROUTE && address.expected() != Expected.ROUTE_OR_PERSON) {
                continue;
            }
            Evidence text = Evidence.NONE.withAddressText(address.text());
            RoutingDecision before = router(address).decide(text);
            boolean right = before.destination() == Destination.VILLAGE
                    && before.ownerUnit().equals(address.place());
            boolean routable =
                    UNITS.find(address.place()).filter(Unit::routable).isPresent();
            for (UnaryOperator<Evidence> truth : truths(address.place())) {
                RoutingDecision after = router(address).decide(truth.apply(text));
                boolean village = after.destination() == Destination.VILLAGE;
                boolean lost = right && routable && !village;
                boolean elsewhere = village
                        && !after.ownerUnit().equals(address.place())
                        && !after.ownerUnit().equals(before.ownerUnit());
                if (lost || elsewhere) {
                    wrong.add(address.text() + " " + before + " became " + after);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsKnownFirstMakesNoDifference() {
        for (WrittenAddress address : new Adversary(UNITS).write(2, SEED)) {
            List<UnaryOperator<Evidence>> pieces =
                    new ArrayList<>(truths(address.place()).subList(0, 1));
            pieces.add(evidence -> evidence.withAddressText(address.text()));
            pieces.add(evidence -> evidence.withPosition(new Position(122.4, 46.9, 30, Position.Datum.GCJ02)));
            pieces.add(evidence -> evidence.withKnownHousehold(
                    new KnownHousehold(address.place(), KnownHousehold.Basis.EARLIER_CASE)));
            RoutingDecision first = decide(address, pieces);
            Collections.shuffle(pieces, random);
            assertThat(decide(address, pieces)).isEqualTo(first);
        }
    }

    private RoutingDecision decide(WrittenAddress address, List<UnaryOperator<Evidence>> pieces) {
        Evidence evidence = Evidence.NONE;
        for (UnaryOperator<Evidence> piece : pieces) {
            evidence = piece.apply(evidence);
        }
        return router(address).decide(evidence);
    }

    @Test
    void thePlaceOfThePhoneNeverMovesARightDecision() {
        for (WrittenAddress address : new Adversary(UNITS).write(1, SEED)) {
            Evidence text = Evidence.NONE.withAddressText(address.text());
            RoutingDecision before = router(address).decide(text);
            Router surveyed = new Router(
                    UNITS,
                    address.served(),
                    new PositionIndex(List.of(new PositionIndex.Point(otherVillage(address), 120, 45))));
            RoutingDecision after = surveyed.decide(text.withPosition(new Position(120, 45, 10, Position.Datum.WGS84)));
            if (before.destination() == Destination.VILLAGE) {
                assertThat(after.ownerUnit()).isEqualTo(before.ownerUnit());
            }
        }
    }

    private static String otherVillage(WrittenAddress address) {
        String banner = address.place().substring(0, 6) + "000000";
        return UNITS.children(banner).stream()
                .flatMap(township -> UNITS.children(township).stream())
                .map(Unit::code)
                .filter(code -> !code.equals(address.place()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anyTwoThousandCharactersAreAnsweredAtOnce() {
        Router region = new Router(UNITS, Set.of("150000000000"));
        for (int i = 0; i < 3_000; i++) {
            char[] text = new char[1 + random.nextInt(2_000)];
            int range = i % 3 == 0 ? 0x10000 : i % 3 == 1 ? 0x5200 : 0x80;
            int from = i % 3 == 1 ? 0x4e00 : 0;
            for (int c = 0; c < text.length; c++) {
                text[c] = (char) (from + random.nextInt(range - from));
            }
            Evidence evidence = Evidence.NONE.withAddressText(new String(text));
            RoutingDecision decision = region.decide(evidence);
            assertThat(UNITS.find(decision.ownerUnit()).filter(Unit::routable)).isPresent();
            assertThat(region.decide(evidence)).isEqualTo(decision);
        }
    }
}
