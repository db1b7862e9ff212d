package org.fangpin110.platform.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which provider gets how much of the messages, as GOV.UK Notify does it: ten points leave a provider that fails, at most once
 * in a while, so that one bad minute does not throw everything over; after an hour without a move they drift back. A provider
 * that fails in a row is left alone for a while altogether. In memory: each node learns for itself, and starts from rest.
 */
final class ProviderShares {
    /**
     * When points move.
     *
     * @param failures within the window that move points away
     * @param betweenMoves least time between two moves away
     * @param calm without a move after which points drift back, one step at a time
     * @param inARow failures that open the circuit
     * @param open how long the circuit stays open; then one message tries
     */
    record Rules(
            int failures,
            Duration window,
            Duration betweenMoves,
            Duration calm,
            Duration betweenDrifts,
            int step,
            int inARow,
            Duration open) {
        static final Rules STANDARD = new Rules(
                3,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                10,
                5,
                Duration.ofSeconds(30));
    }

    private static final int WHOLE = 100;

    private final Rules rules;
    private final int[] resting;
    private final int[] shares;
    private final int[] inARow;
    private final Instant[] openUntil;
    private final List<List<Instant>> failed = new ArrayList<>();
    private Instant moved = Instant.MIN;
    private Instant drifted = Instant.MIN;

    /** The first has everything while it works. */
    ProviderShares(int providers, Rules rules) {
        this.rules = rules;
        resting = new int[providers];
        resting[0] = WHOLE;
        shares = resting.clone();
        inARow = new int[providers];
        openUntil = new Instant[providers];
        Arrays.fill(openUntil, Instant.MIN);
        for (int i = 0; i < providers; i++) {
            failed.add(new ArrayList<>());
        }
    }

    /** The providers to ask, best first; those whose circuit is open are left out. @param point 0 to 99, chance of a message */
    synchronized List<Integer> order(int point, Instant now) {
        drift(now);
        int first = 0;
        for (int reached = shares[0]; reached <= point; reached += shares[first]) {
            first++;
        }
        List<Integer> order = new ArrayList<>();
        order.add(first);
        for (int i = 0; i < shares.length; i++) {
            if (i != first) {
                order.add(i);
            }
        }
        order.removeIf(provider -> now.isBefore(openUntil[provider]));
        return order;
    }

    synchronized void worked(int provider) {
        inARow[provider] = 0;
    }

    synchronized void failed(int provider, Instant now) {
        if (++inARow[provider] >= rules.inARow()) {
            openUntil[provider] = now.plus(rules.open());
        }
        List<Instant> recent = failed.get(provider);
        recent.removeIf(at -> at.isBefore(now.minus(rules.window())));
        if (recent.size() < rules.failures()) {
            recent.add(now);
        }
        if (recent.size() >= rules.failures()
                && shares.length > 1
                && (moved.equals(Instant.MIN) || !now.isBefore(moved.plus(rules.betweenMoves())))) {
            move(provider, (provider + 1) % shares.length);
            recent.clear();
            moved = now;
        }
    }

    private void move(int from, int to) {
        int points = Math.min(rules.step(), shares[from]);
        shares[from] -= points;
        shares[to] += points;
    }

    private void drift(Instant now) {
        if (moved.equals(Instant.MIN)
                || now.isBefore(moved.plus(rules.calm()))
                || (!drifted.equals(Instant.MIN) && now.isBefore(drifted.plus(rules.betweenDrifts())))) {
            return;
        }
        drifted = now;
        for (int i = 1; i < shares.length; i++) {
            if (shares[i] > resting[i]) {
                move(i, 0);
                return;
            }
        }
    }

    synchronized List<Integer> shares() {
        return Arrays.stream(shares).boxed().toList();
    }
}
