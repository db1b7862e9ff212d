package org.fangpin110.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One connection of the load: sends a request, waits for the whole answer, sends the next. Bare HTTP/1.1 over a socket,
 * so that the generator takes little of the machine it shares with the server.
 */
final class LoadConnection {
    /** Told of each answer. */
    interface Listener {
        /** True to go on with the next request. */
        boolean answered(int status, long nanos);
    }

    private static final String LENGTH = "\ncontent-length:";

    private final NetSocket socket;
    private final Supplier<Buffer> requests;
    private final Listener listener;
    private final RecordParser parser = RecordParser.newDelimited("\r\n\r\n");
    private boolean inBody;
    private int status;
    private long sentAt;

    LoadConnection(NetSocket socket, Supplier<Buffer> requests, Listener listener) {
        this.socket = socket;
        this.requests = requests;
        this.listener = listener;
        parser.handler(this::part);
        socket.handler(parser);
    }

    void send() {
        sentAt = System.nanoTime();
        socket.write(requests.get());
    }

    private void part(Buffer part) {
        if (inBody) {
            finished();
            return;
        }
        String head = part.toString("ISO-8859-1").toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head, 9, 12, 10);
        int at = head.indexOf(LENGTH) + LENGTH.length();
        int end = head.indexOf('\r', at);
        int length = Integer.parseInt(
                head.substring(at, end < 0 ? head.length() : end).strip());
        if (length == 0) {
            finished();
        } else {
            inBody = true;
            parser.fixedSizeMode(length);
        }
    }

    private void finished() {
        inBody = false;
        parser.delimitedMode("\r\n\r\n");
        if (listener.answered(status, System.nanoTime() - sentAt)) {
            send();
        }
    }

    void close() {
        socket.close();
    }
}
