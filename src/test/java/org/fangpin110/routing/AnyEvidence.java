package org.fangpin110.routing;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;

/** What anybody could send. Made of parts, so that a counterexample shrinks to the few that matter. */
final class AnyEvidence {
    static final UnitTable UNITS = Units.shipped();
    static final List<String> BANNERS = List.of("150422000000", "152223000000", "152224000000");

    private static final List<Unit> ALL = UNITS.within(UnitRange.ALL);
    private static final List<Unit> NEAR = BANNERS.stream()
            .flatMap(banner -> UNITS.within(UnitRange.of(banner)).stream())
            .toList();
    private static final List<Unit> VILLAGES =
            ALL.stream().filter(unit -> unit.isVillage() && unit.routable()).toList();
    private static final String PIECES = "镇乡村嘎查社区旗县市区组队屯的在|0123456789，。 \n\u200bᠮé'\"<>%一二三东西南北新老大小";
    /** Small words that decide which of several places is meant, and what stands around places. */
    private static final List<String> PHRASES = List.of(
            "😭",
            "我家在",
            "户口在",
            "现住",
            "不是",
            "原",
            "原来是",
            "合并到",
            "从",
            "搬到",
            "娘家",
            "婆家",
            "打工",
            "和",
            "之间",
            "村委会",
            "大队",
            "公社",
            "3组",
            "卫生室",
            "对面",
            "内蒙古",
            "黑龙江省",
            "龙江县",
            "hao",
            "13912345678");

    enum Slip {
        LOST,
        DOUBLED,
        SWAPPED,
        SPACED,
        REPLACED;

        String in(String name, int position, char other) {
            int at = position % name.length();
            String before = name.substring(0, at);
            String after = name.substring(at + 1);
            return switch (this) {
                case LOST -> before + after;
                case DOUBLED -> before + name.charAt(at) + name.substring(at);
                case SWAPPED ->
                    after.isEmpty() ? name : before + after.charAt(0) + name.charAt(at) + after.substring(1);
                case SPACED -> String.join(" ", name.split(""));
                case REPLACED -> before + other + after;
            };
        }
    }

    private AnyEvidence() {}

    static Arbitrary<Evidence> evidence() {
        return Combinators.combine(
                        scannedCodes().optional(0.25),
                        chosenCodes().optional(0.25),
                        Arbitraries.of(false, false, false, true),
                        texts().optional(0.9),
                        positions().optional(0.25),
                        Combinators.combine(chosenCodes(), Arbitraries.of(KnownHousehold.Basis.class))
                                .as(KnownHousehold::new)
                                .optional(0.3),
                        Arbitraries.of(false, true))
                .as(Evidence::new)
                .withoutEdgeCases(); // of the whole there are too many; those of its parts stay mixed in
    }

    /** Routable ones, everywhere or in the three banners. */
    static Arbitrary<Unit> villages() {
        return Arbitraries.oneOf(Arbitraries.of(VILLAGES), Arbitraries.of(villagesNear()));
    }

    static List<Unit> villagesNear() {
        return NEAR.stream().filter(unit -> unit.isVillage() && unit.routable()).toList();
    }

    static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(Tuple.of(12, addresses()), Tuple.of(1, anyCharacters(40)));
    }

    /** Real places of several banners, some mistyped, with small words and stray characters between them. */
    static Arbitrary<String> addresses() {
        Arbitrary<String> parts = Arbitraries.frequencyOf(
                Tuple.of(4, places()),
                Tuple.of(2, mistyped()),
                Tuple.of(2, Arbitraries.of(PHRASES)),
                Tuple.of(2, Arbitraries.strings().withChars(PIECES).ofLength(1)),
                Tuple.of(1, anyCharacters(2)));
        return parts.list().ofMaxSize(8).map(list -> String.join("", list));
    }

    static Arbitrary<String> places() {
        return Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.of(NEAR), Arbitraries.of(NEAR), Arbitraries.of(ALL)),
                        Arbitraries.of(true, false))
                .as((unit, whole) -> whole ? unit.name() : unit.shortName());
    }

    private static Arbitrary<String> mistyped() {
        return Combinators.combine(
                        places(),
                        Arbitraries.of(Slip.class),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.chars().range('一', '龥'))
                .as((name, slip, at, other) -> slip.in(name, at, other));
    }

    /** Any UTF-16 whatever, halves of pairs too; Chinese ones; ASCII. */
    static Arbitrary<String> anyCharacters(int longest) {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(longest),
                Arbitraries.strings().withCharRange('一', '龥').ofMaxLength(longest),
                Arbitraries.strings().ascii().ofMaxLength(longest));
    }

    static Arbitrary<String> longTexts() {
        RandomDistribution even = RandomDistribution.uniform();
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(2_000).withLengthDistribution(even),
                Arbitraries.strings().withCharRange('一', '龥').ofMaxLength(2_000).withLengthDistribution(even),
                Arbitraries.strings().ascii().ofMaxLength(2_000).withLengthDistribution(even),
                addresses().list().ofMaxSize(100).map(list -> String.join("", list)));
    }

    /** Of any unit of any level, in no unit, and none at all. */
    static Arbitrary<String> chosenCodes() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(NEAR).map(Unit::code)),
                Tuple.of(2, Arbitraries.of(ALL).map(Unit::code)),
                Tuple.of(1, Arbitraries.strings().numeric().ofLength(12)),
                Tuple.of(1, Arbitraries.integers().between(0, 99_999).map(rest -> "1522231%05d".formatted(rest))),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(20)));
    }

    /** The same in every form ever printed, some damaged on the way. */
    static Arbitrary<String> scannedCodes() {
        Arbitrary<String> printed = Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.of(NEAR), Arbitraries.of(ALL)),
                        Arbitraries.integers().between(0, 2))
                .as((unit, form) -> printed(unit.code(), form));
        Arbitrary<String> damaged = Combinators.combine(
                        printed,
                        Arbitraries.of(Slip.class),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.chars().range('0', 'z'))
                .as((code, slip, at, other) -> slip.in(code, at, other));
        return Arbitraries.oneOf(chosenCodes(), printed, damaged);
    }

    static String printed(String code, int form) {
        EntryCode entry = new EntryCode(code);
        return form == 0 ? entry.text() : form == 1 ? entry.scene() : entry.address("https://fp.example.cn");
    }

    /** Where a village lies in the made-up survey: a grid of about five kilometres. */
    static PositionIndex.Point surveyed(Unit village) {
        int at = VILLAGES.indexOf(village);
        return new PositionIndex.Point(village.code(), 110 + at % 120 * 0.08, 40 + at / 120 * 0.05);
    }

    /** In a village, near one, anywhere on earth, nowhere. */
    static Arbitrary<Position> positions() {
        Arbitrary<Double> accuracy = Arbitraries.of(0.0, 10.0, 60.0, 2_000.0, -1.0, Double.NaN, 1e300);
        Arbitrary<Position> near = Combinators.combine(
                        Arbitraries.of(villagesNear()),
                        Arbitraries.doubles().between(-0.03, 0.03),
                        accuracy,
                        Arbitraries.of(Position.Datum.class))
                .as((village, off, metres, datum) -> new Position(
                        surveyed(village).lng() + off, surveyed(village).lat(), metres, datum));
        Arbitrary<Double> degrees = Arbitraries.oneOf(
                Arbitraries.doubles().between(-200, 200),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, 0.0));
        return Arbitraries.oneOf(
                near,
                Combinators.combine(degrees, degrees, accuracy, Arbitraries.of(Position.Datum.class))
                        .as(Position::new));
    }

    /** What one installation serves, with everything it routes by. */
    record Installation(String name, Set<String> served, Router router) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Installation installation(String name, Set<String> served, SplitResidence split) {
        List<PositionIndex.Point> survey = villagesNear().stream()
                .filter(village ->
                        served.stream().anyMatch(code -> UnitRange.of(code).contains(village.code())))
                .map(AnyEvidence::surveyed)
                .toList();
        return new Installation(name, served, new Router(UNITS, served, new PositionIndex(survey), split));
    }
}
