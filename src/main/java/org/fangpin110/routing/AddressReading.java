package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fangpin110.unit.Unit;

/** What an address says by itself, before any other evidence. */
record AddressReading(
        State state,
        Optional<String> banner,
        Optional<Unit> township,
        List<Match> candidates,
        Optional<RegionReader.Foreign> foreign,
        List<Reason> reasons) {
    enum State {
        /** No place of ours in it. */
        NOTHING,
        /** Our banner and nothing below it. */
        BANNER,
        /** A township of ours and no village. */
        TOWNSHIP,
        /** The first candidate. */
        VILLAGE,
        /** Several villages, in one township or in several. */
        AMBIGUOUS,
        /** A village that is not in the township written with it, or a township we do not have. */
        MISMATCH,
        /** Another county. */
        FOREIGN,
        /** Another county beside a place of ours. */
        FOREIGN_BESIDE_LOCAL
    }

    AddressReading {
        candidates = List.copyOf(candidates);
        reasons = List.copyOf(reasons);
    }

    static AddressReading of(State state, Reason... reasons) {
        return new AddressReading(
                state, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of(reasons));
    }

    AddressReading withBanner(Optional<String> code) {
        return new AddressReading(state, code, township, candidates, foreign, reasons);
    }

    AddressReading withTownship(Unit unit) {
        return new AddressReading(state, banner, Optional.of(unit), candidates, foreign, reasons);
    }

    AddressReading withCandidates(List<Match> matches) {
        return new AddressReading(state, banner, township, matches, foreign, reasons);
    }

    AddressReading withForeign(RegionReader.Foreign place) {
        return new AddressReading(state, banner, township, candidates, Optional.of(place), reasons);
    }

    AddressReading with(Reason... more) {
        List<Reason> all = new ArrayList<>(reasons);
        all.addAll(List.of(more));
        return new AddressReading(state, banner, township, candidates, foreign, all);
    }

    Optional<Match> village() {
        return state == State.VILLAGE ? Optional.of(candidates.get(0)) : Optional.empty();
    }
}
