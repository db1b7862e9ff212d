package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.routing.AddressReading.State;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/** One decision in the making: each piece of evidence has its say, every word of it is kept as a reason. */
final class Weighing {
    /** How sure each kind of evidence makes us by itself. */
    private static final double CODE_AND_TEXT = 0.99;

    private static final double CODE = 0.95;
    private static final double CODE_AGAINST_VAGUE_TEXT = 0.85;
    private static final double REGISTRY = 0.88;
    private static final double EARLIER_CASE = 0.82;
    private static final double TIE_BROKEN = 0.75;
    private static final double POSITION = 0.6;
    private static final double OPEN = 0.3;
    private static final double TRANSFER = 0.9;
    private static final int CANDIDATES_SHOWN = 8;

    private final Router router;
    private final Evidence evidence;
    private final List<Reason> reasons = new ArrayList<>();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();

    Weighing(Router router, Evidence evidence) {
        this.router = router;
        this.evidence = evidence;
    }

    RoutingDecision decide() {
        Optional<Unit> scanned = scanned();
        Optional<Unit> chosen = chosen();
        if (evidence.villageUnknown()) {
            because(ReasonCode.VILLAGE_UNKNOWN_TO_REPORTER);
        }
        if (scanned.isPresent() && chosen.isPresent() && !compatible(scanned.get(), chosen.get())) {
            because(
                    ReasonCode.SCAN_CHOICE_CONFLICT,
                    scanned.get().code(),
                    chosen.get().code());
            candidate(scanned.get(), CODE, ReasonCode.SCAN_CODE);
            candidate(chosen.get(), CODE, ReasonCode.CHOSEN_UNIT);
            return desk(commonDesk(scanned.get().code(), chosen.get().code()));
        }
        Optional<Unit> code = deeper(scanned, chosen);
        AddressReading address = router.read(evidence.addressText().orElse(""), code.filter(this::served));
        reasons.addAll(address.reasons());
        address.candidates().forEach(match -> candidate(match.village().unit(), match.score(), match.why()));
        boolean byScan = scanned.isPresent() && code.equals(scanned);
        if (code.isPresent() && !served(code.get())) {
            return codeOutside(code.get(), address, byScan);
        }
        return byAddress(code, address, byScan);
    }

    private RoutingDecision byAddress(Optional<Unit> code, AddressReading address, boolean byScan) {
        if (address.state() == State.FOREIGN || address.state() == State.FOREIGN_BESIDE_LOCAL) {
            return otherCounty(code, address, byScan);
        }
        if (code.isPresent() && code.get().isVillage()) {
            return codeOfVillage(code.get(), address, byScan);
        }
        return withoutVillageCode(code, address, byScan);
    }

    // ---- the codes

    private Optional<Unit> scanned() {
        String scanned = evidence.scannedCode().map(String::strip).orElse("");
        if (scanned.isEmpty()) {
            return Optional.empty();
        }
        Optional<EntryCode> code = EntryCode.read(scanned);
        if (code.isEmpty()) {
            because(ReasonCode.SCAN_CODE_UNREADABLE);
            return Optional.empty();
        }
        Optional<Unit> unit = today(code.get().unitCode(), ReasonCode.SCAN_CODE_UNKNOWN);
        unit.ifPresent(found ->
                because(found.isVillage() ? ReasonCode.SCAN_CODE : ReasonCode.SCAN_CODE_NOT_A_VILLAGE, found.code()));
        return unit;
    }

    private Optional<Unit> chosen() {
        String code = evidence.chosenUnit().map(String::strip).orElse("");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<Unit> unit = today(code, ReasonCode.CHOSEN_UNIT_UNKNOWN);
        unit.ifPresent(found -> because(ReasonCode.CHOSEN_UNIT, found.code()));
        return unit;
    }

    /** The unit that stands for the code today, by its successors where it was retired. */
    private Optional<Unit> today(String code, ReasonCode unknown) {
        Optional<Unit> unit = router.units().current(code);
        if (unit.isEmpty()) {
            because(unknown);
        } else if (!unit.get().code().equals(code)) {
            because(ReasonCode.CODE_RETIRED, code, unit.get().code());
        }
        return unit;
    }

    private static boolean compatible(Unit left, Unit right) {
        return UnitRange.of(left).contains(right.code()) || UnitRange.of(right).contains(left.code());
    }

    private static Optional<Unit> deeper(Optional<Unit> left, Optional<Unit> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.or(() -> right);
        }
        return right.get().level() > left.get().level() ? right : left;
    }

    private RoutingDecision codeOutside(Unit code, AddressReading address, boolean byScan) {
        because(ReasonCode.OUTSIDE_SERVED_AREA, code.code());
        if (router.servesWithin(code)) { // a province or league above us was picked
            return namesOutside(code, address)
                    ? textConflict(code, address, byScan)
                    : byAddress(Optional.empty(), address, byScan);
        }
        if (address.state() == State.VILLAGE || address.state() == State.TOWNSHIP) {
            return textConflict(code, address, byScan);
        }
        candidate(code, CODE, byScan ? ReasonCode.SCAN_CODE : ReasonCode.CHOSEN_UNIT);
        return transfer(code.level() >= 3 ? Optional.of(UnitCode.county(code.code())) : Optional.empty());
    }

    private static boolean namesOutside(Unit above, AddressReading address) {
        return address.village()
                .map(Match::code)
                .or(() -> address.township().map(Unit::code))
                .or(address::banner)
                .filter(named -> !UnitRange.of(above).contains(named))
                .isPresent();
    }

    private RoutingDecision codeOfVillage(Unit code, AddressReading address, boolean byScan) {
        ReasonCode why = byScan ? ReasonCode.SCAN_CODE : ReasonCode.CHOSEN_UNIT;
        if (address.village().isPresent()) {
            boolean agrees = address.village().get().code().equals(code.code());
            if (agrees) {
                candidates.remove(code.code());
            }
            candidate(code, CODE, why);
            return agrees ? named(code, CODE_AND_TEXT) : textConflict(code, address, byScan);
        }
        boolean named =
                address.candidates().stream().anyMatch(match -> match.code().equals(code.code()));
        boolean otherPlace =
                address.township().filter(unit -> !compatible(unit, code)).isPresent()
                        || address.banner()
                                .filter(banner -> !UnitRange.of(banner).contains(code.code()))
                                .isPresent()
                        || (address.state() == State.MISMATCH || address.state() == State.AMBIGUOUS)
                                && !named
                                && !address.candidates().isEmpty();
        candidates.remove(code.code());
        candidate(code, CODE, why);
        if (otherPlace) {
            return textConflict(code, address, byScan);
        }
        boolean vague =
                address.state() == State.MISMATCH || !address.candidates().isEmpty() && !named;
        return named(code, vague ? CODE_AGAINST_VAGUE_TEXT : CODE);
    }

    private RoutingDecision textConflict(Unit code, AddressReading address, boolean byScan) {
        String named = address.village()
                .map(Match::code)
                .or(() -> address.township().map(Unit::code))
                .or(() -> address.candidates().stream().findFirst().map(Match::code))
                .or(address::banner)
                .orElse("");
        because(byScan ? ReasonCode.SCAN_TEXT_CONFLICT : ReasonCode.CHOICE_TEXT_CONFLICT, code.code(), named);
        candidate(code, CODE, byScan ? ReasonCode.SCAN_CODE : ReasonCode.CHOSEN_UNIT);
        return desk(commonDesk(code.code(), named));
    }

    // ---- the address

    private RoutingDecision otherCounty(Optional<Unit> code, AddressReading address, boolean byScan) {
        if (code.isPresent() && code.get().level() >= 3) {
            return textConflict(code.get(), address, byScan);
        }
        if (address.state() == State.FOREIGN_BESIDE_LOCAL) {
            return desk(router.centralDesk());
        }
        return transfer(address.foreign().filter(place -> place.level() == 3).map(RegionReader.Foreign::code));
    }

    private RoutingDecision withoutVillageCode(Optional<Unit> code, AddressReading address, boolean byScan) {
        Optional<Match> village = address.village();
        if (village.isPresent()) {
            Unit unit = village.get().village().unit();
            return code.isPresent() && !UnitRange.of(code.get()).contains(unit.code())
                    ? textConflict(code.get(), address, byScan)
                    : named(unit, village.get().score());
        }
        Optional<Unit> named = address.township();
        if (code.isPresent()
                && (named.filter(unit -> !compatible(unit, code.get())).isPresent()
                        || address.banner()
                                .filter(banner -> code.get().level() >= 3
                                        && !UnitCode.county(code.get().code()).equals(banner))
                                .isPresent())) {
            return textConflict(code.get(), address, byScan);
        }
        Optional<Unit> township = named.or(() -> code.filter(Unit::isTownship));
        return byHousehold(township, address)
                .or(() -> byPosition(township, address, code))
                .orElseGet(() -> open(township, address, code));
    }

    // ---- what settles the rest

    private Optional<RoutingDecision> byHousehold(Optional<Unit> township, AddressReading address) {
        Optional<Unit> known = knownVillage();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Unit unit = known.get();
        boolean registry = evidence.knownHousehold().get().basis() == KnownHousehold.Basis.REGISTRY;
        ReasonCode why = registry ? ReasonCode.HOUSEHOLD_REGISTERED : ReasonCode.HOUSEHOLD_EARLIER_CASE;
        boolean among =
                address.candidates().stream().anyMatch(match -> match.code().equals(unit.code()));
        boolean open = address.candidates().isEmpty() && address.state() != State.MISMATCH;
        boolean inPlace =
                township.map(found -> UnitRange.of(found).contains(unit.code())).orElse(true)
                        && address.banner()
                                .map(banner -> UnitRange.of(banner).contains(unit.code()))
                                .orElse(true);
        if (among || (open && inPlace)) {
            because(why, unit.code());
            candidate(unit, registry ? REGISTRY : EARLIER_CASE, why);
            return Optional.of(village(unit, registry ? REGISTRY : EARLIER_CASE));
        }
        because(ReasonCode.HOUSEHOLD_ELSEWHERE, unit.code());
        candidate(unit, OPEN, why);
        return Optional.empty();
    }

    private Optional<Unit> knownVillage() {
        return evidence.knownHousehold()
                .map(KnownHousehold::unitCode)
                .flatMap(code -> router.units().current(code))
                .filter(unit -> unit.isVillage() && unit.routable() && served(unit));
    }

    private Optional<RoutingDecision> byPosition(Optional<Unit> township, AddressReading address, Optional<Unit> code) {
        if (evidence.position().isEmpty()) {
            return Optional.empty();
        }
        Position where = evidence.position().get();
        boolean tie = address.candidates().size() > 1
                && (address.state() == State.AMBIGUOUS || address.state() == State.TOWNSHIP);
        boolean silent = township.isEmpty()
                && address.candidates().isEmpty()
                && (address.state() == State.NOTHING || address.state() == State.BANNER);
        Optional<String> found = tie
                ? router.positions()
                        .nearestOf(
                                where,
                                address.candidates().stream().map(Match::code).toList())
                : silent ? router.positions().nearest(where) : Optional.empty();
        Optional<Unit> unit = found.flatMap(router.units()::find)
                .filter(village -> village.isVillage() && served(village))
                .filter(village -> code.map(above -> UnitRange.of(above).contains(village.code()))
                        .orElse(true))
                .filter(village -> address.banner()
                        .map(banner -> UnitRange.of(banner).contains(village.code()))
                        .orElse(true));
        if (unit.isEmpty()) {
            if (tie || silent) {
                because(ReasonCode.POSITION_UNCLEAR);
            }
            return Optional.empty();
        }
        ReasonCode why = tie ? ReasonCode.POSITION_BREAKS_TIE : ReasonCode.POSITION_NEAREST;
        because(why, unit.get().code());
        candidate(unit.get(), tie ? TIE_BROKEN : POSITION, why);
        return Optional.of(village(unit.get(), tie ? TIE_BROKEN : POSITION));
    }

    private RoutingDecision open(Optional<Unit> township, AddressReading address, Optional<Unit> code) {
        boolean pooled =
                township.isPresent() && address.state() != State.MISMATCH && address.state() != State.AMBIGUOUS;
        if (pooled) {
            if (address.state() != State.TOWNSHIP) {
                because(ReasonCode.VILLAGE_MISSING);
            }
            return townshipPool(township.get());
        }
        if (address.state() == State.NOTHING || address.state() == State.BANNER) {
            because(ReasonCode.TOWNSHIP_MISSING);
        }
        String banner = address.banner().or(() -> code.map(Unit::code)).orElseGet(this::bannerOfAllCandidates);
        return desk(router.deskFor(banner));
    }

    private String bannerOfAllCandidates() {
        List<String> banners =
                candidates.keySet().stream().map(UnitCode::county).distinct().toList();
        return banners.size() == 1 ? banners.get(0) : router.centralDesk();
    }

    // ---- the outcome

    /** A village that a code or a text names clearly; the registry may have the household in another one. */
    private RoutingDecision named(Unit residence, double confidence) {
        Optional<Unit> hukou = evidence.knownHousehold()
                .filter(known -> known.basis() == KnownHousehold.Basis.REGISTRY)
                .flatMap(known -> knownVillage())
                .filter(unit -> residence.routable() && !unit.code().equals(residence.code()));
        return hukou.map(unit -> split(unit, residence, confidence)).orElseGet(() -> village(residence, confidence));
    }

    private RoutingDecision split(Unit hukou, Unit residence, double confidence) {
        boolean hukouDecides = router.splitResidence() == SplitResidence.HUKOU_DECIDES;
        because(
                !hukouDecides
                        ? ReasonCode.SPLIT_RESIDENCE_DECIDES
                        : evidence.urgent() ? ReasonCode.SPLIT_URGENT : ReasonCode.SPLIT_HUKOU_DECIDES,
                hukou.code(),
                residence.code());
        boolean hukouOwns = hukouDecides && !evidence.urgent();
        candidate(hukou, hukouOwns ? REGISTRY : OPEN, ReasonCode.HOUSEHOLD_REGISTERED);
        return hukouOwns
                ? decision(
                        Destination.VILLAGE,
                        hukou.code(),
                        Optional.empty(),
                        Optional.of(residence.code()),
                        Math.min(REGISTRY, confidence))
                : decision(
                        Destination.VILLAGE, residence.code(), Optional.empty(), Optional.of(hukou.code()), confidence);
    }

    private RoutingDecision village(Unit unit, double confidence) {
        if (unit.routable()) {
            return decision(Destination.VILLAGE, unit.code(), Optional.empty(), confidence);
        }
        because(ReasonCode.UNIT_NOT_ROUTABLE, unit.code());
        return router.units().parent(unit).map(this::townshipPool).orElseGet(() -> desk(router.deskFor(unit.code())));
    }

    private RoutingDecision townshipPool(Unit township) {
        if (township.routable() && served(township)) {
            return decision(Destination.TOWNSHIP_POOL, township.code(), Optional.empty(), OPEN);
        }
        because(ReasonCode.UNIT_NOT_ROUTABLE, township.code());
        return desk(router.deskFor(township.code()));
    }

    private RoutingDecision desk(String banner) {
        return decision(Destination.BANNER_DESK, banner, Optional.empty(), OPEN);
    }

    private RoutingDecision transfer(Optional<String> target) {
        return decision(Destination.TRANSFER_LIST, router.centralDesk(), target, TRANSFER);
    }

    private RoutingDecision decision(
            Destination destination, String owner, Optional<String> transferTarget, double confidence) {
        return decision(destination, owner, transferTarget, Optional.empty(), confidence);
    }

    private RoutingDecision decision(
            Destination destination,
            String owner,
            Optional<String> transferTarget,
            Optional<String> helper,
            double confidence) {
        List<Candidate> ranked = candidates.values().stream()
                .sorted((left, right) -> left.score() == right.score()
                        ? left.unitCode().compareTo(right.unitCode())
                        : Double.compare(right.score(), left.score()))
                .limit(CANDIDATES_SHOWN)
                .toList();
        return new RoutingDecision(
                destination,
                owner,
                transferTarget,
                helper,
                Math.max(0, Math.min(1, confidence)),
                reasons.stream().distinct().toList(),
                ranked,
                Router.ALGORITHM,
                router.units().version().version());
    }

    private String commonDesk(String left, String right) {
        String leftDesk = router.deskFor(left);
        return right.isEmpty() || router.deskFor(right).equals(leftDesk) ? leftDesk : router.centralDesk();
    }

    private boolean served(Unit unit) {
        return router.serves(unit.code());
    }

    private void because(ReasonCode code, String... parameters) {
        reasons.add(Reason.of(code, parameters));
    }

    private void candidate(Unit unit, double score, ReasonCode why) {
        candidates.merge(unit.code(), new Candidate(unit.code(), clamped(score), List.of(why)), (before, now) -> {
            List<ReasonCode> all = new ArrayList<>(before.why());
            if (!all.contains(why)) {
                all.add(why);
            }
            return new Candidate(unit.code(), Math.max(before.score(), now.score()), all);
        });
    }

    private static double clamped(double score) {
        return Math.max(0, Math.min(1, score));
    }
}
