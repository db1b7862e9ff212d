package org.fangpin110.routing;

/** Where the phone was. It breaks ties or stands alone; a clear text always beats it. */
public record Position(double lng, double lat, double accuracyMetres, Datum system) {
    public enum Datum {
        GCJ02,
        WGS84
    }

    @Override
    public String toString() {
        return "Position[hidden]"; // where a person was is not for logs
    }
}
