package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.sms.SmsCallbacks;

/**
 * The operation by which carriers tell what became of messages and what phones answered. Nothing of it is signed: the path is
 * the secret, the address must be one of theirs, and what comes twice changes nothing.
 */
public final class SmsPushHandler {
    /**
     * Who may call and how.
     *
     * @param key the unguessable part of the path
     * @param addresses of the provider; empty: any
     */
    public record Door(SmsCallbacks callbacks, String key, Set<String> addresses) {
        @Override
        public String toString() {
            return "Door[addresses=" + addresses + "]";
        }
    }

    private final Map<String, Door> doors;
    private final Set<String> proxies;
    private final SmsReceipts receipts;
    private final SmsReplies replies;

    /** @param proxies of ours, whose word on the caller's address counts */
    public SmsPushHandler(Map<String, Door> doors, Set<String> proxies, SmsReceipts receipts, SmsReplies replies) {
        this.doors = Map.copyOf(doors);
        this.proxies = Set.copyOf(proxies);
        this.receipts = receipts;
        this.replies = replies;
    }

    public void bind(Api api) {
        api.bind("receiveSmsPush", SmsPushHandler::decode, this::receive);
    }

    /** Any JSON: the provider's own reader knows its shape. */
    private static Object decode(Buffer body) {
        try {
            return Json.decodeValue(body);
        } catch (DecodeException e) {
            throw AppException.malformed("body-not-json");
        }
    }

    private Future<Reply> receive(Request request) {
        String provider = request.parameter("provider");
        Door door = doors.get(provider);
        if (door == null
                || !same(door.key(), request.parameter("key"))
                || !(door.addresses().isEmpty() || door.addresses().contains(request.callerAddress(proxies)))) {
            return Future.failedFuture(AppException.notFound());
        }
        Object pushed = request.body(Object.class);
        try {
            Future<Void> taken = request.parameter("kind").equals("receipts")
                    ? receipts.take(provider, door.callbacks().receipts(pushed))
                    : replies.take(provider, door.callbacks().replies(pushed));
            return taken.map(done -> Reply.bytes(
                    "application/json", door.callbacks().acknowledgement().toBuffer()));
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(AppException.malformed("body-malformed"));
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
