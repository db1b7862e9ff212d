package org.fangpin110.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTest {
    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Digests.sha256(Digests.bytes("leaf " + i)));
        }
        return leaves;
    }

    /** Of an empty leaf; RFC 6962 and every transparency log has this figure. */
    @Test
    void theRootOfOneLeafIsItsPrefixedHash() {
        assertThat(Digests.hex(Merkle.root(List.of(new byte[0]))))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void everyLeafOfEveryTreeIsProvenAndNoOtherOne() {
        for (int size = 1; size <= 33; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = Merkle.root(leaves);
            for (int leaf = 0; leaf < size; leaf++) {
                List<byte[]> path = Merkle.path(leaves, leaf);
                assertThat(Merkle.leads(leaves.get(leaf), leaf, size, path, root))
                        .isTrue();
                for (int other = 0; other < size; other++) {
                    assertThat(Merkle.leads(leaves.get(leaf), other, size, path, root))
                            .isEqualTo(other == leaf);
                }
                assertThat(Merkle.leads(new byte[32], leaf, size, path, root)).isFalse();
            }
        }
    }
}
