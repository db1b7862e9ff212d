package org.fangpin110.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Map<String, Promise<Void>> underWay = new LinkedHashMap<>();
    private final List<String> begun = new ArrayList<>();

    private Future<Void> work(String item) {
        begun.add(item);
        Promise<Void> done = Promise.promise();
        underWay.put(item, done);
        return done.future();
    }

    private Lanes<String> lanes(String... items) {
        return new Lanes<>(List.of(items), item -> Set.of(item.substring(0, 1)), this::work);
    }

    @Test
    void twoOfOneIdentityAreNeverUnderWayTogether() {
        Future<Void> all = lanes("a1", "a2", "b1").run(2);

        assertThat(begun).containsExactly("a1");
        underWay.get("a1").complete();
        assertThat(begun).containsExactly("a1", "a2", "b1");
        underWay.get("a2").complete();
        assertThat(all.isComplete()).isFalse();
        underWay.get("b1").complete();
        assertThat(all.succeeded()).isTrue();
    }

    @Test
    void othersGoSideBySideUpToTheLimit() {
        lanes("a1", "b1", "c1").run(2);

        assertThat(begun).containsExactly("a1", "b1");
    }

    @Test
    void aFailureStopsWhatHasNotBegun() {
        Future<Void> all = lanes("a1", "b1").run(1);

        underWay.get("a1").fail("broken");

        assertThat(all.failed()).isTrue();
        assertThat(begun).containsExactly("a1");
    }
}
