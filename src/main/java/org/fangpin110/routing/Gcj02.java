package org.fangpin110.routing;

/** The offset Chinese maps and phones apply to coordinates, undone to about a metre. */
final class Gcj02 {
    private static final double AXIS = 6378245.0;
    private static final double ECCENTRICITY = 0.00669342162296594323;

    private Gcj02() {}

    /** The offset changes slowly, so three steps of approximation are plenty. */
    static double[] toWgs84(double lng, double lat) {
        double[] guess = {lng, lat};
        for (int step = 0; step < 3; step++) {
            double[] shifted = toGcj02(guess[0], guess[1]);
            guess[0] += lng - shifted[0];
            guess[1] += lat - shifted[1];
        }
        return guess;
    }

    static double[] toGcj02(double lng, double lat) {
        double x = lng - 105;
        double y = lat - 35;
        double radians = Math.toRadians(lat);
        double magic = 1 - ECCENTRICITY * Math.sin(radians) * Math.sin(radians);
        double root = Math.sqrt(magic);
        double north = northward(x, y) * 180 / ((AXIS * (1 - ECCENTRICITY)) / (magic * root) * Math.PI);
        double east = eastward(x, y) * 180 / (AXIS / root * Math.cos(radians) * Math.PI);
        return new double[] {lng + east, lat + north};
    }

    private static double northward(double x, double y) {
        double result = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
        result += (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
        result += (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3;
        return result + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
    }

    private static double eastward(double x, double y) {
        double result = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
        result += (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
        result += (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3;
        return result + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
    }
}
