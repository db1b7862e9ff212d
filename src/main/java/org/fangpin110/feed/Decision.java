package org.fangpin110.feed;

import io.vertx.core.json.JsonObject;

/**
 * What the server decided about a stored report, from {@code /dev/decisions}.
 *
 * @param held somebody looks first whether it is a report at all: nobody is sent out yet
 * @param linkedTo receipt number of the case's first report; empty unless linked
 */
record Decision(
        String destination, String ownerUnit, String transferTarget, String outcome, String linkedTo, boolean held) {
    static Decision of(JsonObject json) {
        return new Decision(
                json.getString("destination", ""),
                json.getString("ownerUnit", ""),
                json.getString("transferTarget", ""),
                json.getString("outcome", ""),
                json.getString("linkedTo", ""),
                json.getBoolean("held", false));
    }

    boolean linked() {
        return outcome.equals("LINKED");
    }
}
