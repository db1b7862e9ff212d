package org.fangpin110.routing;

/**
 * How far a written name is from a real one. A whole point is one wrong, lost or extra character; sound, another
 * transliteration and look-alikes cost less, because that is how people and machines err.
 */
final class NameDistance {
    static final double HOMOPHONE = 0.25;
    static final double SAME_SYLLABLE = 0.28;
    static final double LOOK_ALIKE = 0.3;
    static final double NEAR_SOUND = 0.4;
    static final double DOUBLED = 0.4;
    static final double SWAPPED = 0.4;
    static final double OTHER_SPELLING = 0.15;
    private static final String DIGITS = "零一二三四五六七八九";

    private final RoutingTables tables;

    NameDistance(RoutingTables tables) {
        this.tables = tables;
    }

    /** The smaller of the plain distance and that of both names in standing spelling. */
    double between(String written, String foldedWritten, String name, String foldedName, double limit) {
        double plain = between(written, name, limit);
        if (plain <= OTHER_SPELLING || (foldedWritten.equals(written) && foldedName.equals(name))) {
            return plain;
        }
        return Math.min(plain, OTHER_SPELLING + between(foldedWritten, foldedName, limit));
    }

    /** Gives up above the limit: the answer is then merely larger than it. */
    double between(String written, String name, double limit) {
        int rows = written.length();
        int columns = name.length();
        if (Math.abs(rows - columns) > limit + 1) {
            return limit + 1;
        }
        double[] beforeLast = new double[columns + 1];
        double[] last = new double[columns + 1];
        double[] now = new double[columns + 1];
        for (int j = 0; j <= columns; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= rows; i++) {
            now[0] = i;
            double best = now[0];
            char w = written.charAt(i - 1);
            for (int j = 1; j <= columns; j++) {
                char n = name.charAt(j - 1);
                double doubled = i > 1 && w == written.charAt(i - 2) ? DOUBLED : 1;
                double cost = Math.min(last[j] + doubled, now[j - 1] + 1);
                cost = Math.min(cost, last[j - 1] + substitution(w, n));
                if (i > 1 && j > 1 && w == name.charAt(j - 2) && n == written.charAt(i - 2) && w != n) {
                    cost = Math.min(cost, beforeLast[j - 2] + SWAPPED);
                }
                now[j] = cost;
                best = Math.min(best, cost);
            }
            if (best > limit && name.indexOf(w) < 0) { // else the next row may swap it into place
                return limit + 1;
            }
            double[] free = beforeLast;
            beforeLast = last;
            last = now;
            now = free;
        }
        return last[columns];
    }

    double substitution(char written, char name) {
        if (written == name) {
            return 0;
        }
        if (!tables.mayBeAlike(written, name)) {
            return isDigit(written, name) ? 0.1 : 1;
        }
        if (tables.soundsAlike(written, name)) {
            return HOMOPHONE;
        }
        if (tables.writesSameSyllable(written, name)) {
            return SAME_SYLLABLE;
        }
        if (tables.looksAlike(written, name)) {
            return LOOK_ALIKE;
        }
        return tables.soundsNear(written, name) ? NEAR_SOUND : 1;
    }

    private static boolean isDigit(char written, char name) {
        return written >= '0' && written <= '9' && DIGITS.charAt(written - '0') == name;
    }
}
