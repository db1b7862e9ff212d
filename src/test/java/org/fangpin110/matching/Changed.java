package org.fangpin110.matching;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Traits with something changed. */
record Changed(Traits t) {
    Changed person(Optional<IndexKey> to) {
        return new Changed(new Traits(to, t.phone(), t.name(), t.household(), t.unit(), t.risks(), t.print(), t.at()));
    }

    Changed phone(Optional<IndexKey> to) {
        return new Changed(new Traits(t.person(), to, t.name(), t.household(), t.unit(), t.risks(), t.print(), t.at()));
    }

    Changed name(String to) {
        return new Changed(new Traits(
                t.person(), t.phone(), key(to).orElseThrow(), t.household(), t.unit(), t.risks(), t.print(), t.at()));
    }

    Changed household(String of) {
        return new Changed(t.withHousehold(key(of)));
    }

    Changed unit(String to) {
        return new Changed(t.withUnit(to));
    }

    Changed risks(String... to) {
        return new Changed(
                new Traits(t.person(), t.phone(), t.name(), t.household(), t.unit(), Set.of(to), t.print(), t.at()));
    }

    Changed print(OptionalLong to) {
        return new Changed(new Traits(t.person(), t.phone(), t.name(), t.household(), t.unit(), t.risks(), to, t.at()));
    }

    Changed at(Instant to) {
        return new Changed(
                new Traits(t.person(), t.phone(), t.name(), t.household(), t.unit(), t.risks(), t.print(), to));
    }

    static Optional<IndexKey> key(String of) {
        return Optional.of(new IndexKey(of.getBytes(StandardCharsets.UTF_8)));
    }
}
