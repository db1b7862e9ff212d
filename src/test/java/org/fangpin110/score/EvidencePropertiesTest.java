package org.fangpin110.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import org.fangpin110.routing.Destination;
import org.fangpin110.routing.Evidence;
import org.fangpin110.routing.KnownHousehold;
import org.fangpin110.routing.Position;
import org.fangpin110.routing.PositionIndex;
import org.fangpin110.routing.Router;
import org.fangpin110.routing.RoutingDecision;
import org.fangpin110.score.WrittenAddress.Expected;
import org.fangpin110.support.Seeded;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;

/** What holds for every way to write an address, and all that may be known beside it. */
@AddLifecycleHook(value = Seeded.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class EvidencePropertiesTest {
    private static final UnitTable UNITS = Units.shipped();
    private static final Adversary ADVERSARY = new Adversary(UNITS);
    private static final Map<Set<String>, Router> ROUTERS = new HashMap<>();

    /** What is true of somebody of that village. */
    enum Truth {
        SCANNED_DIGITS,
        SCANNED_SCENE,
        VILLAGE_CHOSEN,
        TOWNSHIP_CHOSEN,
        BANNER_CHOSEN,
        LEAGUE_CHOSEN,
        REGISTERED_THERE,
        EARLIER_CASE_THERE,
        PHONE_THERE,
        URGENT;

        /** Two answers to one question are not more evidence. */
        String question() {
            return switch (this) {
                case SCANNED_DIGITS, SCANNED_SCENE -> "scan";
                case VILLAGE_CHOSEN, TOWNSHIP_CHOSEN, BANNER_CHOSEN, LEAGUE_CHOSEN -> "choice";
                case REGISTERED_THERE, EARLIER_CASE_THERE -> "household";
                case PHONE_THERE, URGENT -> name();
            };
        }

        Evidence with(Evidence known, String village) {
            return switch (this) {
                case SCANNED_DIGITS -> known.withScannedCode(village);
                case SCANNED_SCENE -> known.withScannedCode(new EntryCode(village).scene());
                case VILLAGE_CHOSEN -> known.withChosenUnit(village);
                case TOWNSHIP_CHOSEN -> known.withChosenUnit(UnitCode.township(village));
                case BANNER_CHOSEN -> known.withChosenUnit(UnitCode.county(village));
                case LEAGUE_CHOSEN -> known.withChosenUnit(UnitCode.atLevel(village, 2));
                case REGISTERED_THERE ->
                    known.withKnownHousehold(new KnownHousehold(village, KnownHousehold.Basis.REGISTRY));
                case EARLIER_CASE_THERE ->
                    known.withKnownHousehold(new KnownHousehold(village, KnownHousehold.Basis.EARLIER_CASE));
                case PHONE_THERE -> known.withPosition(at(village));
                case URGENT -> known.withUrgency();
            };
        }
    }

    @Property(tries = 4_000)
    void trueEvidenceNeverTurnsRightIntoWrong(
            @ForAll("homes") WrittenAddress address, @ForAll("truths") List<Truth> truths) {
        Router router = router(address.served());
        boolean routable = UNITS.find(address.place()).filter(Unit::routable).isPresent();
        Evidence known = Evidence.NONE.withAddressText(address.text());
        RoutingDecision before = router.decide(known);
        for (Truth truth : truths) {
            known = truth.with(known, address.place());
            RoutingDecision after = router.decide(known);
            boolean right = isVillage(before, address.place());
            boolean village = after.destination() == Destination.VILLAGE;
            assertThat(right && routable && !village)
                    .as("lost by %s: %s became %s", truth, before, after)
                    .isFalse();
            assertThat(village && !isVillage(after, address.place()) && !isVillage(after, before.ownerUnit()))
                    .as("moved by %s: %s became %s", truth, before, after)
                    .isFalse();
            before = after;
        }
    }

    @Property(tries = 1_500)
    void thePlaceOfThePhoneNeverMovesAVillageThatTheAddressNames(
            @ForAll("addresses") WrittenAddress address, @ForAll Random random) {
        Evidence text = Evidence.NONE.withAddressText(address.text());
        RoutingDecision before = router(address.served()).decide(text);
        if (before.destination() == Destination.VILLAGE) {
            List<Unit> served = villages(address.served());
            Position elsewhere = at(served.get(random.nextInt(served.size())).code());
            assertThat(router(address.served()).decide(text.withPosition(elsewhere)))
                    .isEqualTo(before);
        }
    }

    private static boolean isVillage(RoutingDecision decision, String code) {
        return decision.destination() == Destination.VILLAGE
                && decision.ownerUnit().equals(code);
    }

    /** With a survey of every village it serves. */
    private static Router router(Set<String> served) {
        return ROUTERS.computeIfAbsent(
                served,
                codes -> new Router(
                        UNITS,
                        codes,
                        new PositionIndex(villages(codes).stream()
                                .map(village -> point(village.code()))
                                .toList())));
    }

    private static List<Unit> villages(Set<String> served) {
        return served.stream()
                .flatMap(code -> UNITS.within(UnitRange.of(code)).stream())
                .filter(unit -> unit.isVillage() && unit.routable())
                .toList();
    }

    /** Villages of one township a few kilometres apart, townships far from each other; made up, as no free survey exists. */
    private static PositionIndex.Point point(String village) {
        int township = Integer.parseInt(village.substring(2, 9));
        int number = Integer.parseInt(village.substring(9));
        return new PositionIndex.Point(
                village, 90 + township % 997 * 0.04 + number % 20 * 0.05, 38 + township % 13 + number / 20 * 0.05);
    }

    private static Position at(String village) {
        PositionIndex.Point point = point(village);
        return new Position(point.lng(), point.lat(), 20, Position.Datum.WGS84);
    }

    @Provide
    Arbitrary<WrittenAddress> addresses() {
        return Combinators.combine(
                        Arbitraries.of(ADVERSARY.kinds()),
                        Arbitraries.integers().between(0, ADVERSARY.villages() - 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.longs())
                .as((kind, village, size, seed) -> ADVERSARY.write(kind, village, size, new Random(seed)))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .withoutEdgeCases();
    }

    /** Those that say where somebody's home is, well or badly. */
    @Provide
    Arbitrary<WrittenAddress> homes() {
        return addresses()
                .filter(address ->
                        address.expected() == Expected.ROUTE || address.expected() == Expected.ROUTE_OR_PERSON);
    }

    @Provide
    Arbitrary<List<Truth>> truths() {
        return Arbitraries.of(Truth.class).list().ofMinSize(1).ofMaxSize(4).uniqueElements(Truth::question);
    }
}
