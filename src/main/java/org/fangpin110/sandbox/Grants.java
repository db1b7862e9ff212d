package org.fangpin110.sandbox;

import java.util.HashMap;
import java.util.Map;

/** Who may still be sent what: one tap, one message. */
final class Grants {
    private record Key(String openid, String templateId) {}

    private final Map<Key, Integer> left = new HashMap<>();

    synchronized int add(String openid, String templateId, int count) {
        return left.merge(new Key(openid, templateId), count, Integer::sum);
    }

    /** False when there is none. */
    synchronized boolean spend(String openid, String templateId) {
        Key key = new Key(openid, templateId);
        int count = left.getOrDefault(key, 0);
        if (count == 0) {
            return false;
        }
        left.put(key, count - 1);
        return true;
    }
}
