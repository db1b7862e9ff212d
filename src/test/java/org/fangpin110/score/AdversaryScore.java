package org.fangpin110.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fangpin110.routing.Destination;
import org.fangpin110.routing.Evidence;
import org.fangpin110.routing.Router;
import org.fangpin110.routing.RoutingDecision;
import org.fangpin110.unit.UnitTable;

/** Routes what the {@link Adversary} writes and counts, kind by kind. */
final class AdversaryScore {
    /** One kind: how many, right, needlessly parked, sent to a wrong village or county, parked in a wrong township. */
    static final class Tally {
        int all;
        int right;
        int overTriage;
        int misroute;
        int wrongPool;
    }

    private final UnitTable units;
    private final Map<Set<String>, Router> routers = new HashMap<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Tally total = new Tally();
    private final List<String> faults = new ArrayList<>();

    AdversaryScore(UnitTable units) {
        this.units = units;
    }

    void judge(List<WrittenAddress> addresses) {
        addresses.forEach(this::judge);
    }

    private void judge(WrittenAddress address) {
        Router router = routers.computeIfAbsent(address.served(), served -> new Router(units, served));
        RoutingDecision decision = router.decide(Evidence.NONE.withAddressText(address.text()));
        String verdict = verdict(address, decision);
        for (Tally tally : List.of(total, tallies.computeIfAbsent(address.kind(), ignored -> new Tally()))) {
            tally.all++;
            switch (verdict) {
                case "ok" -> tally.right++;
                case "misroute" -> tally.misroute++;
                case "wrong_pool" -> tally.wrongPool++;
                default -> tally.overTriage++;
            }
        }
        if (!verdict.equals("ok")) {
            faults.add(String.join(
                    "\t",
                    verdict,
                    address.kind(),
                    address.served().size() == 1
                            ? address.served().iterator().next()
                            : "" + address.served().size(),
                    address.text().replace("\n", "\\n"),
                    address.expected() + " " + name(address.place()),
                    decision.destination() + " " + name(decision.ownerUnit()),
                    decision.reasons().toString(),
                    decision.candidates().stream()
                            .map(c -> name(c.unitCode()) + " " + c.score())
                            .toList()
                            .toString()));
        }
    }

    private static String verdict(WrittenAddress address, RoutingDecision decision) {
        boolean there = decision.ownerUnit().equals(address.place());
        boolean village = decision.destination() == Destination.VILLAGE;
        return switch (address.expected()) {
            case ROUTE, ROUTE_OR_PERSON -> {
                if (village) {
                    yield there ? "ok" : "misroute";
                }
                if (decision.destination() == Destination.TRANSFER_LIST) {
                    yield "misroute";
                }
                if (decision.destination() == Destination.TOWNSHIP_POOL
                        && !decision.ownerUnit().regionMatches(0, address.place(), 0, 9)) {
                    yield "wrong_pool";
                }
                yield address.expected() == WrittenAddress.Expected.ROUTE ? "over_triage" : "ok";
            }
            case PERSON ->
                village || decision.destination() == Destination.TRANSFER_LIST
                        ? "misroute"
                        : decision.destination() == Destination.TOWNSHIP_POOL && !there ? "wrong_pool" : "ok";
            case TRANSFER -> {
                if (decision.destination() != Destination.TRANSFER_LIST) {
                    yield village ? "misroute" : "over_triage";
                }
                yield decision.transferTarget()
                                .filter(code -> !code.equals(address.place()))
                                .isPresent()
                        ? "misroute"
                        : "ok";
            }
        };
    }

    private String name(String code) {
        return units.find(code)
                .map(unit ->
                        code + units.parent(unit).map(above -> above.name()).orElse("") + unit.name())
                .orElse(code);
    }

    Tally total() {
        return total;
    }

    /** One line for each wrong decision: for whoever improves the rules, with the address as written. */
    List<String> faults() {
        return faults;
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-44s %6s %8s %12s %9s %11s", "kind", "n", "ok %", "over-triage", "misroute", "wrong pool"));
        tallies.forEach((kind, tally) -> lines.add(line(kind, tally)));
        lines.add(line("all", total));
        return lines;
    }

    private static String line(String name, Tally tally) {
        return String.format(
                "%-44s %6d %8.2f %12d %9d %11d",
                name, tally.all, 100.0 * tally.right / tally.all, tally.overTriage, tally.misroute, tally.wrongPool);
    }

    public static void main(String[] arguments) throws java.io.IOException {
        AdversaryScore score = new AdversaryScore(org.fangpin110.unit.Units.shipped());
        score.judge(new Adversary(score.units).write(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1])));
        score.table().forEach(System.out::println);
        if (arguments.length > 2) {
            java.nio.file.Files.write(java.nio.file.Path.of(arguments[2]), score.faults());
        }
    }
}
