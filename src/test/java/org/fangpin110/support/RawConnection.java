package org.fangpin110.support;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Bytes to the public port as no decent client would send them, and the answers as they come. */
public final class RawConnection implements Closeable {
    /** @param head status line and headers as they came */
    public record Raw(int status, String head, String body) {
        public boolean isProblem() {
            return head.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json")
                    && body.contains("\"type\":\"/problems/");
        }
    }

    private final Socket socket;
    private final InputStream in;

    public RawConnection(int port, Duration patience) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        socket.setSoTimeout((int) patience.toMillis());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends until the server has had enough; what it says is read afterwards. */
    public RawConnection sendAsMuchAsPossible(byte[] bytes) throws IOException {
        try {
            return send(bytes);
        } catch (SocketException closed) {
            return this;
        }
    }

    /** The next answer; fails when the server hangs or closes without a word. */
    public Raw read() throws IOException {
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        if (status == 100) {
            return new Raw(status, head, "");
        }
        String lower = head.toLowerCase(Locale.ROOT);
        byte[] body;
        if (lower.contains("transfer-encoding: chunked")) {
            body = chunked();
        } else {
            int at = lower.indexOf("content-length: ");
            body = at < 0
                    ? new byte[0]
                    : in.readNBytes(Integer.parseInt(lower.substring(at + 16).split("\\s", 2)[0]));
        }
        return new Raw(status, head, new String(body, StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after: " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            StringBuilder line = new StringBuilder();
            while (line.indexOf("\r\n") < 0) {
                line.append((char) in.read());
            }
            int size = Integer.parseInt(line.toString().strip(), 16);
            body.write(in.readNBytes(size));
            in.readNBytes(2);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    /** True when the server closes within the patience of this connection, whatever it says before. */
    public boolean isClosedByServer() throws IOException {
        try {
            while (in.read() >= 0) {
                // what it says does not matter here
            }
            return true;
        } catch (SocketTimeoutException hung) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** No more bytes from here; the answer can still come. */
    public RawConnection endOfInput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
