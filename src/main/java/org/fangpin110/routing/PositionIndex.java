package org.fangpin110.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Surveyed points of villages, WGS-84. Ships empty: no free survey exists. Where an installation brings one, a position
 * breaks ties between villages or stands alone; it never contradicts a text.
 */
public final class PositionIndex {
    public static final PositionIndex EMPTY = new PositionIndex(List.of());

    /** Alone, the nearest village must be this near … */
    private static final double NEAR_KM = 1.5;
    /** … and the next one this many times further. */
    private static final double CLEARLY = 1.6;
    /** A tie is broken within this distance only. */
    private static final double TIE_KM = 5;

    private static final double TIE_CLEARLY = 2;

    public record Point(String unitCode, double lng, double lat) {}

    private final List<Point> points;
    private final Map<String, Point> byUnit;

    public PositionIndex(Collection<Point> points) {
        this.points = List.copyOf(points);
        byUnit = this.points.stream()
                .collect(Collectors.toUnmodifiableMap(Point::unitCode, point -> point, (a, b) -> a));
    }

    /** The village somebody stands in, when there is no doubt. */
    Optional<String> nearest(Position where) {
        return clearlyNearest(where, points, NEAR_KM, CLEARLY);
    }

    /** The one of these villages somebody stands in, when there is no doubt. */
    Optional<String> nearestOf(Position where, Collection<String> units) {
        List<Point> known = units.stream()
                .distinct()
                .map(byUnit::get)
                .filter(point -> point != null)
                .toList();
        return known.size() < units.stream().distinct().count()
                ? Optional.empty()
                : clearlyNearest(where, known, TIE_KM, TIE_CLEARLY);
    }

    private static Optional<String> clearlyNearest(Position where, List<Point> among, double within, double clearly) {
        if (among.isEmpty() || !Double.isFinite(where.lng()) || !Double.isFinite(where.lat())) {
            return Optional.empty();
        }
        double[] at = where.system() == Position.Datum.GCJ02
                ? Gcj02.toWgs84(where.lng(), where.lat())
                : new double[] {where.lng(), where.lat()};
        List<Point> order = among.stream()
                .sorted(Comparator.comparingDouble((Point point) -> kilometres(at, point))
                        .thenComparing(Point::unitCode))
                .limit(2)
                .toList();
        double doubt = Math.max(0, where.accuracyMetres()) / 1000;
        double first = kilometres(at, order.get(0));
        boolean clear = order.size() == 1 || kilometres(at, order.get(1)) >= clearly * first + doubt / 2;
        return first <= within && doubt <= within && clear
                ? Optional.of(order.get(0).unitCode())
                : Optional.empty();
    }

    private static double kilometres(double[] at, Point point) {
        double east = (at[0] - point.lng()) * 111.32 * Math.cos(Math.toRadians(point.lat()));
        double north = (at[1] - point.lat()) * 111.32;
        return Math.hypot(east, north);
    }
}
