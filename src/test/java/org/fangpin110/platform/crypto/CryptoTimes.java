package org.fangpin110.platform.crypto;

import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Prints CPU time per operation; run by hand (it asserts nothing, so it is no test). */
final class CryptoTimes {
    private static final int ROUNDS = 30_000;

    private CryptoTimes() {}

    public static void main(String[] args) {
        MasterKey key = MasterKey.random();
        String context = "report.hardship_text.0190b5c2-0000-7000-8000-000000000001";
        for (FieldAlgorithm algorithm : FieldAlgorithm.values()) {
            var cipher = new FieldCipher(algorithm, key);
            for (int size : new int[] {18, 111, 600, 1800}) {
                byte[] plain = new byte[size];
                byte[] stored = cipher.encrypt(context, plain);
                print(algorithm + " encrypt " + size, i -> cipher.encrypt(context, plain));
                print(algorithm + " decrypt " + size, i -> cipher.decrypt(context, stored));
            }
        }
        var index = new BlindIndex(key);
        print("blind index", i -> index.of("report.id_no", "15222319460805759X"));
    }

    private static void print(String what, IntConsumer work) {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < ROUNDS; i++) {
                work.accept(i);
            }
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            best = Math.min(best, spent / 1000.0 / ROUNDS);
        }
        System.out.printf("%-26s %6.2f us%n", what, best);
    }
}
