package org.fangpin110.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection of the load: a request, its whole answer, the next. Bare HTTP/1.1 over a socket, bytes copied once and
 * never turned into text, so that the generator takes little of the machine it shares with the server.
 */
final class LoadConnection {
    private static final byte[] HEAD_ENDS = {'\r', '\n', '\r', '\n'};
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Conversation conversation;
    private final ByteBuffer out = ByteBuffer.allocate(16 * 1024);
    private byte[] in = new byte[4 * 1024];
    private int read;
    private int bodyAt;
    private int end;
    private long sentAt;

    LoadConnection(Selector selector, int port, Conversation conversation) throws IOException {
        this.conversation = conversation;
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** False when the conversation is over. */
    boolean send() throws IOException {
        out.clear();
        if (!conversation.ask(out)) {
            return false;
        }
        out.flip();
        read = 0;
        bodyAt = 0;
        sentAt = System.nanoTime();
        write();
        return true;
    }

    private void write() throws IOException {
        channel.write(out);
        int wanted = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** What the socket is ready for. True when the whole answer came and the conversation was told. */
    boolean proceed() throws IOException {
        if (key.isWritable() && out.hasRemaining()) {
            write();
        }
        if (!key.isReadable()) {
            return false;
        }
        int got = channel.read(ByteBuffer.wrap(in, read, in.length - read));
        if (got < 0) {
            throw new EOFException("The server closed the connection");
        }
        read += got;
        if (bodyAt == 0 && !headIsWhole()) {
            return false;
        }
        if (read < end) {
            return false;
        }
        int status = (in[STATUS_AT] - '0') * 100 + (in[STATUS_AT + 1] - '0') * 10 + in[STATUS_AT + 2] - '0';
        conversation.answered(
                status,
                ByteBuffer.wrap(in, 0, bodyAt),
                ByteBuffer.wrap(in, bodyAt, end - bodyAt),
                System.nanoTime() - sentAt);
        return true;
    }

    private boolean headIsWhole() {
        int at = Bytes.find(in, 0, read, HEAD_ENDS);
        if (at >= 0) {
            bodyAt = at + HEAD_ENDS.length;
            end = bodyAt + contentLength(at);
        }
        int needed = at < 0 ? read + 1 : end;
        if (needed > in.length) {
            in = Arrays.copyOf(in, Math.max(needed, 2 * in.length));
        }
        return at >= 0;
    }

    private int contentLength(int headEnd) {
        int at = Bytes.find(in, 0, headEnd, LENGTH);
        if (at < 0) {
            throw new IllegalStateException(
                    "An answer without length: " + new String(in, 0, headEnd, StandardCharsets.US_ASCII));
        }
        int length = 0;
        for (int i = at + LENGTH.length; i < headEnd && in[i] != '\r'; i++) {
            if (in[i] != ' ') {
                length = 10 * length + in[i] - '0';
            }
        }
        return length;
    }

    void close() throws IOException {
        channel.close();
    }
}
