package org.fangpin110.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * One thing that goes wrong on one path of the sandbox. Set by {@link WechatSandbox#fail}, or from outside by
 * {@code POST /sandbox/faults {"path":"/sns/jscode2session","errcode":40226}}; {@code DELETE /sandbox/faults} ends all.
 *
 * @param errcode answered instead of doing anything; 0 is none
 * @param status HTTP status of an otherwise right answer; 0 is 200
 * @param delay waited before anything is done
 * @param malformed the work is done, the answer is cut HTML
 * @param dropped the connection is closed without an answer, nothing is done
 * @param times calls it meets before it ends by itself; 0 is all
 */
public record Fault(
        int errcode, String errmsg, int status, Duration delay, boolean malformed, boolean dropped, int times) {
    static final Fault NONE = new Fault(0, "", 0, Duration.ZERO, false, false, 0);

    public static Fault errcode(int errcode, String errmsg) {
        return new Fault(errcode, errmsg, 0, Duration.ZERO, false, false, 0);
    }

    public static Fault status(int status) {
        return new Fault(0, "", status, Duration.ZERO, false, false, 0);
    }

    public static Fault delay(Duration delay) {
        return new Fault(0, "", 0, delay, false, false, 0);
    }

    public static Fault malformedAnswer() {
        return new Fault(0, "", 0, Duration.ZERO, true, false, 0);
    }

    public static Fault droppedConnection() {
        return new Fault(0, "", 0, Duration.ZERO, false, true, 0);
    }

    /** The same, over after so many calls. */
    public Fault times(int calls) {
        return new Fault(errcode, errmsg, status, delay, malformed, dropped, calls);
    }

    static Fault of(JsonObject json) {
        return new Fault(
                json.getInteger("errcode", NONE.errcode),
                json.getString("errmsg", "sandbox fault"),
                json.getInteger("status", NONE.status),
                Duration.ofMillis(json.getLong("delayMillis", 0L)),
                json.getBoolean("malformed", false),
                json.getBoolean("dropped", false),
                json.getInteger("times", NONE.times));
    }
}
