package org.fangpin110.feed;

import io.vertx.core.json.JsonObject;

/** What the server said. */
record Answer(int status, boolean replayed, JsonObject body) {
    private static final String PROBLEM = "/problems/";

    boolean created() {
        return status == 201;
    }

    /** The problem's code; empty for what is none. */
    String problem() {
        String type = body.getString("type", "");
        return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
    }

    /** Shows no person and no token. */
    @Override
    public String toString() {
        return "Answer[" + status + " " + problem() + "]";
    }
}
