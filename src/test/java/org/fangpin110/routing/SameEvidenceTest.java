package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import org.fangpin110.routing.AnyEvidence.Installation;
import org.fangpin110.support.Seeded;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitAlias;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.UnitTableVersion;
import org.fangpin110.unit.Units;

/** The same evidence gives the same answer, in whatever order, in whatever field, from whatever order of the tables. */
@AddLifecycleHook(value = Seeded.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class SameEvidenceTest {
    private static final UnitTable UNITS = AnyEvidence.UNITS;
    private static final List<Installation> INSTALLATIONS = List.of(
            AnyEvidence.installation(
                    "three banners", Set.copyOf(AnyEvidence.BANNERS), SplitResidence.RESIDENCE_DECIDES),
            AnyEvidence.installation("region", Set.of("150000000000"), SplitResidence.RESIDENCE_DECIDES));
    /** Hamlets that staff may have taught: short names, several villages under each. */
    private static final List<String> HAMLETS = List.of("柳树屯", "东艾里", "小河沿", "前屯", "红旗屯", "老五家子");

    private static final List<Installation> SHUFFLED = List.of(shuffled(0), shuffled(1), shuffled(2), shuffled(3));

    /** The same aliases, survey and served banners, each in another order. */
    private static Installation shuffled(int order) {
        List<UnitAlias> aliases = new ArrayList<>(Units.shippedAliases());
        List<PositionIndex.Point> survey = new ArrayList<>();
        List<Unit> villages = AnyEvidence.villagesNear();
        for (int i = 0; i < villages.size(); i++) {
            survey.add(AnyEvidence.surveyed(villages.get(i)));
            aliases.add(new UnitAlias(villages.get(i).code(), HAMLETS.get(i % HAMLETS.size()), "HAMLET"));
            aliases.add(new UnitAlias(villages.get(i).code(), HAMLETS.get(i / 7 % HAMLETS.size()), "COMMON"));
        }
        List<String> served = new ArrayList<>(AnyEvidence.BANNERS);
        Random random = new Random(order);
        for (List<?> list : List.of(aliases, survey, served)) {
            Collections.shuffle(list, random);
        }
        UnitTable.Builder table = UnitTable.builder();
        Units.shippedUnits().units().forEach(table::add);
        UnitTable units = table.addAliases(aliases).build(UnitTableVersion.NONE);
        Set<String> inOrder = new LinkedHashSet<>(served);
        return new Installation("order " + order, inOrder, new Router(units, inOrder, new PositionIndex(survey)));
    }

    @Property(tries = 4_000)
    void theOrderOfAliasesSurveyAndServedUnitsChangesNothing(
            @ForAll("shuffled") Installation one, @ForAll("aliasedEvidence") Evidence evidence) {
        assertThat(one.router().decide(evidence))
                .isEqualTo(SHUFFLED.get(0).router().decide(evidence));
    }

    @Property(tries = 2_000)
    void whatIsKnownFirstMakesNoDifference(
            @ForAll("installations") Installation at, @ForAll("evidence") Evidence evidence, @ForAll Random random) {
        List<UnaryOperator<Evidence>> pieces = new ArrayList<>();
        evidence.scannedCode().ifPresent(code -> pieces.add(known -> known.withScannedCode(code)));
        evidence.chosenUnit().ifPresent(code -> pieces.add(known -> known.withChosenUnit(code)));
        evidence.addressText().ifPresent(text -> pieces.add(known -> known.withAddressText(text)));
        evidence.position().ifPresent(where -> pieces.add(known -> known.withPosition(where)));
        evidence.knownHousehold().ifPresent(home -> pieces.add(known -> known.withKnownHousehold(home)));
        if (evidence.villageUnknown()) {
            pieces.add(Evidence::withVillageUnknown);
        }
        if (evidence.urgent()) {
            pieces.add(Evidence::withUrgency);
        }
        Collections.shuffle(pieces, random);
        Evidence built = Evidence.NONE;
        for (UnaryOperator<Evidence> piece : pieces) {
            built = piece.apply(built);
        }
        assertThat(at.router().decide(built)).isEqualTo(at.router().decide(evidence));
    }

    // ---- one village, told through different fields

    @Property(tries = 3_000)
    void aVillageChosenScannedOrWrittenInFullIsTheSameVillage(
            @ForAll("installations") Installation at,
            @ForAll("villages") Unit village,
            @ForAll @IntRange(max = 2) int form) {
        RoutingDecision chosen = at.router().decide(Evidence.NONE.withChosenUnit(village.code()));
        String printed = AnyEvidence.printed(village.code(), form);
        for (String scanned : List.of(village.code(), printed)) {
            assertSame(at.router().decide(Evidence.NONE.withScannedCode(scanned)), chosen);
        }
        Evidence text = Evidence.NONE.withAddressText(UNITS.fullName(village));
        RoutingDecision written = at.router().decide(text);
        if (written.destination() == chosen.destination() || written.destination() == Destination.VILLAGE) {
            assertSame(written, chosen);
        }
        assertSame(at.router().decide(text.withChosenUnit(village.code())), chosen);
        assertSame(at.router().decide(text.withScannedCode(printed)), chosen);
    }

    @Property(tries = 2_000)
    void aCodeSaysTheSameScannedOrChosen(
            @ForAll("installations") Installation at,
            @ForAll("evidence") Evidence evidence,
            @ForAll("villages") Unit village,
            @ForAll @IntRange(min = 3, max = 5) int level) {
        String code = UnitCode.atLevel(village.code(), level);
        Evidence scanned = new Evidence(
                java.util.Optional.of(code),
                java.util.Optional.empty(),
                evidence.villageUnknown(),
                evidence.addressText(),
                evidence.position(),
                evidence.knownHousehold());
        Evidence chosen = scanned.withScannedCode(null).withChosenUnit(code);
        assertSame(at.router().decide(scanned), at.router().decide(chosen));
        assertSame(at.router().decide(scanned.withChosenUnit(code)), at.router().decide(chosen));
    }

    @Property(tries = 2_000)
    void aMangledScanDecidesNothing(
            @ForAll("installations") Installation at,
            @ForAll("villages") Unit village,
            @ForAll("evidence") Evidence evidence,
            @ForAll @IntRange(max = 11) int position,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        String whole = AnyEvidence.printed(village.code(), 1);
        int at2 = position + 2; // behind v=
        char wrong = (char) ('0' + (whole.charAt(at2) - '0' + by) % 10);
        String mangled = whole.substring(0, at2) + wrong + whole.substring(at2 + 1);
        assertSame(
                at.router().decide(evidence.withScannedCode(mangled)),
                at.router().decide(evidence.withScannedCode(null)));
    }

    // ---- one address, its parts in any order

    @Property(tries = 4_000)
    void thePartsOfAnAddressInAnyOrderNeverNameAnotherVillage(
            @ForAll("installations") Installation at,
            @ForAll("villages") Unit village,
            @ForAll("orders") List<Integer> order,
            @ForAll("separators") String separator) {
        RoutingDecision decision =
                at.router().decide(Evidence.NONE.withAddressText(written(village, order, separator)));
        if (decision.destination() == Destination.VILLAGE) {
            assertThat(decision.ownerUnit()).isEqualTo(village.code());
        }
    }

    private static String written(Unit village, List<Integer> order, String separator) {
        List<Unit> path = UNITS.path(village);
        return String.join(
                separator, order.stream().map(level -> path.get(level).name()).toList());
    }

    /** Same destination and same unit; the reasons tell the fields apart, as they must. */
    private static void assertSame(RoutingDecision one, RoutingDecision other) {
        assertThat(one.destination()).as("%s and %s", one, other).isEqualTo(other.destination());
        assertThat(one.ownerUnit()).as("%s and %s", one, other).isEqualTo(other.ownerUnit());
        assertThat(one.transferTarget()).isEqualTo(other.transferTarget());
        assertThat(one.helperUnit()).isEqualTo(other.helperUnit());
    }

    @Provide
    Arbitrary<Installation> installations() {
        return Arbitraries.of(INSTALLATIONS);
    }

    @Provide
    Arbitrary<Installation> shuffled() {
        return Arbitraries.of(SHUFFLED.subList(1, SHUFFLED.size()));
    }

    @Provide
    Arbitrary<Unit> villages() {
        return AnyEvidence.villages();
    }

    @Provide
    Arbitrary<Evidence> evidence() {
        return AnyEvidence.evidence();
    }

    @Provide
    Arbitrary<Evidence> aliasedEvidence() {
        Arbitrary<String> aliased = Combinators.combine(
                        AnyEvidence.places().list().ofMaxSize(2),
                        Arbitraries.of(HAMLETS),
                        Arbitraries.of("", "村", "嘎查", "3组"))
                .as((places, hamlet, tail) -> String.join("", places) + hamlet + tail);
        return Combinators.combine(AnyEvidence.evidence(), aliased.injectNull(0.3))
                .as((evidence, text) -> text == null ? evidence : evidence.withAddressText(text));
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.shuffle(0, 1, 2, 3, 4);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", " ", "，", "\n", "/");
    }
}
