package org.fangpin110.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Multipart bodies as phones send them, and as nobody should. */
public final class PhotoForm {
    public static final String BOUNDARY = "fangpin110boundary";
    public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private PhotoForm() {}

    public static byte[] of(String field, String fileName, byte[] content) {
        return concat(part(field, fileName, content), ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** One part with the delimiter in front, and none after. */
    public static byte[] part(String field, String fileName, byte[] content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                + fileName + "\"\r\nContent-Type: image/jpeg\r\n\r\n";
        return concat(head.getBytes(StandardCharsets.UTF_8), content, "\r\n".getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static Answer upload(Visitor resident, String receiptNo, UUID key, byte[] content) {
        return send(resident, receiptNo, key, of("photo", "IMG_0001.jpg", content));
    }

    public static Answer send(Visitor resident, String receiptNo, UUID key, byte[] body) {
        return resident.send(
                "POST",
                "/api/v1/reports/" + receiptNo + "/photos",
                body,
                "Content-Type",
                TYPE,
                "Idempotency-Key",
                key.toString());
    }
}
