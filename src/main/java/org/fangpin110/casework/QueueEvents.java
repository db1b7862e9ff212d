package org.fangpin110.casework;

import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fangpin110.platform.db.ChangeListener;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.unit.UnitCode;

/**
 * The last changes of queues and everybody who watches them, one for the whole process. All state is behind one lock;
 * streams write on their own event loops. Ids are {@code <start of the process>-<number>}: those of another process, or
 * older than the ring, are answered with a reset.
 */
public final class QueueEvents {
    static final int REMEMBERED = 10_000;

    private static final Pattern ID = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /**
     * @param heartbeat pause between signs of life, below the idle limit of common proxies
     * @param beatsToRecheck after how many of them the caller is looked at anew
     */
    public record Limits(int streams, int streamsOfOnePerson, Duration heartbeat, int beatsToRecheck) {
        public static final Limits DEFAULT = new Limits(5_000, 10, Duration.ofSeconds(20), 3);
    }

    private record Change(long number, List<String> units) {}

    /**
     * What a stream starts with.
     *
     * @param units changed since it was last here
     */
    record Start(String id, boolean fetchAll, Set<String> units) {}

    private final long startedAt;
    private final Limits limits;
    private final Deque<Change> ring = new ArrayDeque<>();
    private final Set<QueueStream> admitted = new HashSet<>();
    private final Set<QueueStream> live = new LinkedHashSet<>();
    private long last;
    /** Whoever saw this number has missed nothing the ring does not hold. */
    private long completeFrom;

    public QueueEvents(long startedAtMillis, Limits limits) {
        this.startedAt = startedAtMillis;
        this.limits = limits;
    }

    /** Takes what the {@link ChangeListener} publishes. Once a process. */
    public void subscribe(EventBus bus) {
        bus.<String>localConsumer(ChangeListener.ADDRESS, message -> told(message.body()));
    }

    void told(String payload) {
        if (payload.equals(ChangeListener.RESET)) {
            reset();
            return;
        }
        List<String> units = Arrays.stream(payload.split(","))
                .map(String::strip)
                .filter(UnitCode::isWellFormed)
                .distinct()
                .toList();
        if (!units.isEmpty()) {
            changed(units);
        }
    }

    private synchronized void changed(List<String> units) {
        ring.addLast(new Change(++last, units));
        if (ring.size() > REMEMBERED) {
            completeFrom = ring.removeFirst().number();
        }
        String id = id();
        live.forEach(stream -> stream.deliver(id, units));
    }

    private synchronized void reset() {
        ring.clear();
        completeFrom = ++last;
        String id = id();
        live.forEach(stream -> stream.deliverReset(id));
    }

    /** A place for one more stream, or 503, or 429 for somebody who has plenty. */
    synchronized void admit(QueueStream stream) {
        if (admitted.size() >= limits.streams()) {
            throw AppException.unavailable("too-many-streams", Duration.ofSeconds(30));
        }
        long own = admitted.stream()
                .filter(other -> other.staffId().equals(stream.staffId()))
                .count();
        if (own >= limits.streamsOfOnePerson()) {
            throw AppException.tooMany("too-many-streams", Duration.ofSeconds(30));
        }
        admitted.add(stream);
    }

    /** From here on the stream is told of every change; what came before is in the answer, nothing twice, nothing lost. */
    synchronized Start join(QueueStream stream, String lastSeen) {
        live.add(stream);
        if (lastSeen == null) {
            return new Start(id(), false, Set.of());
        }
        long seen = numberOf(lastSeen);
        if (seen < completeFrom || seen > last) {
            return new Start(id(), true, Set.of());
        }
        Set<String> missed = new LinkedHashSet<>();
        ring.stream().filter(change -> change.number() > seen).forEach(change -> missed.addAll(change.units()));
        return new Start(id(), false, missed);
    }

    synchronized void leave(QueueStream stream) {
        admitted.remove(stream);
        live.remove(stream);
    }

    Limits limits() {
        return limits;
    }

    /** Streams open now, for metrics. */
    public synchronized int streams() {
        return admitted.size();
    }

    private String id() {
        return startedAt + "-" + last;
    }

    /** -1 for what this process never said. */
    private long numberOf(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() && Long.parseLong(parts.group(1)) == startedAt ? Long.parseLong(parts.group(2)) : -1;
    }

    static String changedEvent(String id, Collection<String> units) {
        return "id: " + id + "\nevent: queue-changed\ndata: "
                + JsonObject.of("units", List.copyOf(units)).encode() + "\n\n";
    }

    static String resetEvent(String id) {
        return "id: " + id + "\nevent: queue-reset\ndata: {}\n\n";
    }
}
