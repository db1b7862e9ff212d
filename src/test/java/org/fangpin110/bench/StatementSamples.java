package org.fangpin110.bench;

import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Looks again and again at what the database is at, while somebody else loads it: which statement is dear, and why. */
final class StatementSamples implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;
    private static final String ACTIVE =
            """
            select regexp_replace(left(query, 120), '\\s+', ' ', 'g') as statement,
                   case when wait_event is null then 'CPU' else wait_event_type || ':' || wait_event end as busy_with
            from pg_stat_activity
            where state = 'active' and pid <> pg_backend_pid() and backend_type = 'client backend'""";

    private final Map<String, Integer> seen = new TreeMap<>();
    private final Thread thread;
    private volatile boolean over;
    private int looks;

    StatementSamples(NodeDatabase database) {
        thread = new Thread(() -> {
            while (!over) {
                for (Row row : database.rows(ACTIVE)) {
                    seen.merge(row.getString(1) + "  " + row.getString(0), 1, Integer::sum);
                }
                looks++;
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        thread.start();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connections busy with it at a look, the dearest first. */
    List<String> dearest(int most) {
        return seen.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(entry -> String.format(Locale.ROOT, "%.2f %s", (double) entry.getValue() / looks, entry.getKey()))
                .toList();
    }
}
