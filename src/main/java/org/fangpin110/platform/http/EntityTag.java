package org.fangpin110.platform.http;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/** A strong ETag, quotes included, and the answer to {@code If-None-Match} (RFC 9110, 13.1.2). */
public record EntityTag(String value) {

    /** From ASCII text that names the state, and the question it answers, of any characters and length. */
    public static EntityTag of(String state, String question) {
        CRC32 crc = new CRC32();
        crc.update(question.getBytes(StandardCharsets.UTF_8));
        return new EntityTag('"' + state + '-' + Long.toHexString(crc.getValue()) + '"');
    }

    /** True when one of the tags the client holds is this one; a proxy may have made it weak. */
    public boolean isHeldBy(Optional<String> ifNoneMatch) {
        if (ifNoneMatch.isEmpty()) {
            return false;
        }
        for (String held : ifNoneMatch.get().split(",")) {
            String tag = held.strip();
            if (tag.equals("*") || tag.equals(value) || tag.equals("W/" + value)) {
                return true;
            }
        }
        return false;
    }

    /** 304 without the work, else the answer; both with the tag and the caching rule. */
    public Future<Reply> answer(Request request, String cacheControl, Supplier<Reply> reply) {
        Reply answer = isHeldBy(request.optional("If-None-Match")) ? Reply.notModified() : reply.get();
        return Future.succeededFuture(answer.header("ETag", value).header("Cache-Control", cacheControl));
    }
}
