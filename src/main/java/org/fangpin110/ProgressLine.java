package org.fangpin110;

import java.util.Locale;

/** One line on the terminal that fills up. */
public final class ProgressLine {
    private static final int WIDTH = 30;

    private final String label;
    private int shownPercent = -1;

    private ProgressLine(String label) {
        this.label = label;
    }

    public static ProgressLine of(String label) {
        return new ProgressLine(label);
    }

    public synchronized void show(long done, long total) {
        int percent = total == 0 ? 100 : (int) (done * 100 / total);
        if (percent == shownPercent) {
            return;
        }
        shownPercent = percent;
        int filled = percent * WIDTH / 100;
        System.err.printf(
                Locale.ROOT,
                "\r%s [%s%s] %3d%% %d/%d",
                label,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent,
                done,
                total);
        if (done == total) {
            System.err.println();
        }
    }
}
