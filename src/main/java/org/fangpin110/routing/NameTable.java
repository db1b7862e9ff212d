package org.fangpin110.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of two characters or more and what bears them. Nearly every place of a text begins no name at all: the first two
 * characters tell, before any part of the text is copied out to be looked up.
 */
final class NameTable<T> {
    private final Map<String, List<T>> byName = new HashMap<>();
    /** Open hashing by the first two characters: the key, and how long the longest name is that begins so. */
    private int[] beginnings = new int[64];

    private byte[] longest = new byte[64];
    private int used;

    void put(String name, T bearer) {
        List<T> same = byName.get(name);
        if (same == null) {
            byName.put(name, List.of(bearer)); // nearly all stand alone
            if (name.length() >= 2) {
                begin(key(name.charAt(0), name.charAt(1)), name.length());
            }
        } else if (!same.contains(bearer)) {
            if (!(same instanceof ArrayList)) {
                same = new ArrayList<>(same);
                byName.put(name, same);
            }
            same.add(bearer);
        }
    }

    List<T> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    List<T> named(String text, int from, int to) {
        return to - from > longestAt(text, from) ? List.of() : named(text.substring(from, to));
    }

    /** Length of the longest name that may begin here, 0 for none. */
    int longestAt(String text, int from) {
        if (from + 2 > text.length()) {
            return 0;
        }
        int key = key(text.charAt(from), text.charAt(from + 1));
        int slot = slot(key);
        return Math.min(longest[slot], text.length() - from);
    }

    private void begin(int key, int length) {
        int slot = slot(key);
        if (longest[slot] == 0) {
            beginnings[slot] = key;
            used++;
        }
        longest[slot] = (byte) Math.max(longest[slot], Math.min(length, Byte.MAX_VALUE));
        if (used * 2 > beginnings.length) {
            grow();
        }
    }

    private void grow() {
        int[] keys = beginnings;
        byte[] lengths = longest;
        beginnings = new int[keys.length * 2];
        longest = new byte[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (lengths[i] > 0) {
                int slot = slot(keys[i]);
                beginnings[slot] = keys[i];
                longest[slot] = lengths[i];
            }
        }
    }

    /** Where the key stands or would stand: an empty slot has length 0. */
    private int slot(int key) {
        int mask = beginnings.length - 1;
        int slot = (key * 0x9E3779B9 >>> 12) & mask;
        while (longest[slot] > 0 && beginnings[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int key(char first, char second) {
        return first << 16 | second;
    }
}
