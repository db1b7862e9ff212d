package org.fangpin110.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The hash tree of RFC 6962, section 2.1: one root for many hashes, and a short proof that one of them is in it. */
final class Merkle {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Merkle() {}

    static byte[] root(List<byte[]> leaves) {
        List<byte[]> level = lowest(leaves);
        while (level.size() > 1) {
            level = above(level);
        }
        return level.get(0);
    }

    /** The neighbours on the way from a leaf to the root; a node without one is passed up as it is. */
    static List<byte[]> path(List<byte[]> leaves, int leaf) {
        List<byte[]> path = new ArrayList<>();
        int place = leaf;
        for (List<byte[]> level = lowest(leaves); level.size() > 1; level = above(level), place /= 2) {
            int neighbour = place ^ 1;
            if (neighbour < level.size()) {
                path.add(level.get(neighbour));
            }
        }
        return path;
    }

    /** Whether {@code path} leads from the hash at {@code place} of {@code size} to the root. */
    static boolean leads(byte[] hash, long place, long size, List<byte[]> path, byte[] root) {
        if (place < 0 || place >= size) {
            return false;
        }
        byte[] node = Digests.sha256(LEAF, hash);
        int used = 0;
        long at = place;
        for (long width = size; width > 1; width = (width + 1) / 2, at /= 2) {
            if ((at ^ 1) >= width) {
                continue;
            }
            if (used == path.size()) {
                return false;
            }
            byte[] neighbour = path.get(used++);
            node = at % 2 == 0 ? Digests.sha256(NODE, node, neighbour) : Digests.sha256(NODE, neighbour, node);
        }
        return used == path.size() && Arrays.equals(node, root);
    }

    private static List<byte[]> lowest(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a tree has a leaf");
        }
        return leaves.stream().map(leaf -> Digests.sha256(LEAF, leaf)).toList();
    }

    private static List<byte[]> above(List<byte[]> level) {
        List<byte[]> next = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2) {
            next.add(i + 1 < level.size() ? Digests.sha256(NODE, level.get(i), level.get(i + 1)) : level.get(i));
        }
        return next;
    }
}
