package org.fangpin110.platform.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fangpin110.platform.problem.AppException;

/**
 * A multipart body that was read whole. Decoding from memory cannot hang on a missing closing boundary, and the number
 * of parts is bounded.
 */
final class MultipartBody {
    private static final int MOST_PARTS = 4;
    private static final int MOST_BUFFERED = 16 * 1024;

    private MultipartBody() {}

    /** The single file part named photo; anything else is a 400 that says what to do. */
    static Buffer onlyFile(HttpServerRequest request, Buffer body) {
        var headers = new DefaultHttpHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, request.getHeader(HttpHeaderNames.CONTENT_TYPE));
        var whole = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/",
                Unpooled.wrappedBuffer(body.getBytes()),
                headers,
                EmptyHttpHeaders.INSTANCE);
        HttpPostRequestDecoder decoder = null;
        try {
            decoder = new HttpPostRequestDecoder(
                    new DefaultHttpDataFactory(false), whole, StandardCharsets.UTF_8, MOST_PARTS, MOST_BUFFERED);
            List<InterfaceHttpData> parts = decoder.getBodyHttpDatas();
            if (parts.size() != 1 || !(parts.get(0) instanceof FileUpload file) || !"photo".equals(file.getName())) {
                throw AppException.malformed("one-photo-part-expected");
            }
            if (!file.isCompleted()) {
                throw AppException.malformed("multipart-broken");
            }
            return Buffer.buffer(file.get());
        } catch (AppException refused) {
            throw refused;
        } catch (IOException | RuntimeException e) {
            // besides its own exceptions Netty's decoder throws index errors at odd heads: whatever it is, the sender
            // made it
            throw AppException.malformed("multipart-broken");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }
}
