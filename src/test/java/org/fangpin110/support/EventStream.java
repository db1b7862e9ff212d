package org.fangpin110.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Server-sent events as they come, read by a thread of its own. */
public final class EventStream implements AutoCloseable {
    /** @param name empty for the greeting, {@code closed} when the server ended the stream */
    public record Event(String id, String name, String data) {}

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    EventStream(HttpResponse<InputStream> response) {
        status = response.statusCode();
        headers = response.headers();
        body = response.body();
        if (status == 200) {
            Thread reader = new Thread(this::read, "event-stream");
            reader.setDaemon(true);
            reader.start();
        }
    }

    /** What the server said at the beginning: a refusal whole, or the greeting. */
    public Answer opening() {
        try {
            byte[] text = status == 200 ? next().toString().getBytes(StandardCharsets.UTF_8) : body.readAllBytes();
            return new Answer(status, headers, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event; a test that waits longer than this has failed. */
    public Event next() {
        try {
            Event event = events.poll(30, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String name = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !id.isEmpty()) {
                    events.add(new Event(id, name, data));
                    id = "";
                    name = "";
                    data = "";
                }
            }
            events.add(new Event("", "closed", ""));
        } catch (IOException e) {
            events.add(new Event("", "closed", ""));
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
