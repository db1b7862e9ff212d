package org.fangpin110.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the messages the development page shows, by channel. The page tells the newest few only, so it is asked again and
 * again while reports are played; what slipped through between two looks is counted as UNSEEN.
 */
final class MessageCount {
    private static final long LOOK_AGAIN_MILLIS = 300;
    private static final int QUIET_LOOKS = 5;
    private static final int MOST_LOOKS = 60;

    private final Vertx vertx;
    private final ServerDoor door;
    private final Map<String, Integer> byChannel = new TreeMap<>();
    private long newest = -1;
    private long timer;

    MessageCount(Vertx vertx, ServerDoor door) {
        this.vertx = vertx;
        this.door = door;
    }

    /** Messages that are there already do not count. */
    Future<Void> start() {
        return look().map(known -> {
            byChannel.clear();
            timer = vertx.setPeriodic(LOOK_AGAIN_MILLIS, tick -> look());
            return null;
        });
    }

    /** Waits until no further message comes, within reason. */
    Future<Map<String, Integer>> finish() {
        vertx.cancelTimer(timer);
        return settle(0, 0).map(quiet -> byChannel);
    }

    private Future<Void> settle(int quietLooks, int looks) {
        if (quietLooks == QUIET_LOOKS || looks == MOST_LOOKS) {
            return Future.succeededFuture();
        }
        Promise<Void> pause = Promise.promise();
        vertx.setTimer(LOOK_AGAIN_MILLIS, id -> pause.complete());
        return pause.future()
                .compose(waited -> look())
                .compose(found -> settle(found == 0 ? quietLooks + 1 : 0, looks + 1));
    }

    private Future<Integer> look() {
        return door.get("/dev/messages?after=" + Math.max(newest, 0))
                .map(answer -> count(answer.body().getJsonArray("messages", new JsonArray())))
                .otherwise(0);
    }

    private int count(JsonArray newestFirst) {
        long before = newest;
        long lowest = Long.MAX_VALUE;
        int found = 0;
        for (Object item : newestFirst) {
            JsonObject message = (JsonObject) item;
            long sequence = message.getLong("sequence");
            if (sequence > before) {
                byChannel.merge(message.getString("channel"), 1, Integer::sum);
                newest = Math.max(newest, sequence);
                lowest = Math.min(lowest, sequence);
                found++;
            }
        }
        int unseen = found == 0 || before < 0 ? 0 : (int) (lowest - before - 1);
        if (unseen > 0) {
            byChannel.merge("UNSEEN", unseen, Integer::sum);
        }
        newest = Math.max(newest, 0);
        return found;
    }
}
