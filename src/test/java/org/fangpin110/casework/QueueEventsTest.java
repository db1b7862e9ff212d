package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.junit.jupiter.api.Test;

class QueueEventsTest {
    private static final String VILLAGE = "152223100203";

    private final QueueEvents events = new QueueEvents(1000, new QueueEvents.Limits(3, 2, Duration.ofSeconds(20), 3));

    @Test
    void whatWasMissedIsToldOnce() {
        events.told(VILLAGE);
        events.told(VILLAGE + ",152223101200");
        QueueEvents.Start start = startAt("1000-1");
        assertThat(start.fetchAll()).isFalse();
        assertThat(start.units()).containsExactly(VILLAGE, "152223101200");
        assertThat(start.id()).isEqualTo("1000-2");
    }

    @Test
    void whoIsUpToDateMissedNothing() {
        events.told(VILLAGE);
        assertThat(startAt("1000-1")).isEqualTo(new QueueEvents.Start("1000-1", false, java.util.Set.of()));
    }

    @Test
    void idsOfAnotherProcessOrOfNobodyFetchEverything() {
        events.told(VILLAGE);
        assertThat(List.of("999-1", "1000-2", "garbage", "1000--1"))
                .allMatch(id -> startAt(id).fetchAll());
    }

    @Test
    void idsOlderThanTheRingFetchEverything() {
        for (int i = 0; i <= QueueEvents.REMEMBERED; i++) {
            events.told(VILLAGE);
        }
        assertThat(startAt("1000-0").fetchAll()).isTrue();
        assertThat(startAt("1000-1").fetchAll()).isFalse();
    }

    @Test
    void afterALostConnectionEverybodyFetchesEverything() {
        events.told(VILLAGE);
        events.told("reset");
        assertThat(startAt("1000-1").fetchAll()).isTrue();
        assertThat(startAt("1000-2").fetchAll()).isFalse();
    }

    @Test
    void payloadsThatNameNoUnitAreNoChange() {
        events.told("");
        events.told("outbox, 12345");
        assertThat(startAt("1000-0")).isEqualTo(new QueueEvents.Start("1000-0", false, java.util.Set.of()));
    }

    @Test
    void onePersonDoesNotTakeAllPlaces() {
        UUID somebody = UUID.randomUUID();
        events.admit(stream(somebody));
        events.admit(stream(somebody));
        assertThatThrownBy(() -> events.admit(stream(somebody)))
                .isInstanceOfSatisfying(AppException.class, problem -> assertThat(problem.status())
                        .isEqualTo(429));
    }

    @Test
    void placesAreBoundedAndGivenBack() {
        QueueStream first = stream(UUID.randomUUID());
        events.admit(first);
        events.admit(stream(UUID.randomUUID()));
        events.admit(stream(UUID.randomUUID()));
        assertThatThrownBy(() -> events.admit(stream(UUID.randomUUID()))).hasMessage("too-many-streams");
        first.gone();
        events.admit(stream(UUID.randomUUID()));
        assertThat(events.streams()).isEqualTo(3);
    }

    private QueueEvents.Start startAt(String lastSeen) {
        QueueStream stream = stream(UUID.randomUUID());
        QueueEvents.Start start = events.join(stream, lastSeen);
        events.leave(stream);
        return start;
    }

    private QueueStream stream(UUID staffId) {
        StaffMember staff = new StaffMember(staffId, "somebody", "某人", List.of(new Post(Role.VILLAGE, VILLAGE)));
        return new QueueStream(events, staff, () -> Future.succeededFuture(staff));
    }
}
