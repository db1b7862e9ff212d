package org.fangpin110.attachment;

import io.vertx.core.buffer.Buffer;

/** A photo made safe: an upright JPEG that holds pixels and nothing else. */
public record Photo(Buffer jpeg, int width, int height) {
    public static final String MEDIA_TYPE = "image/jpeg";

    @Override
    public String toString() {
        return "Photo[" + width + "x" + height + ", " + jpeg.length() + " bytes]";
    }
}
