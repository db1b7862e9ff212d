package org.fangpin110.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Photos and how they travel. */
public final class Pictures {
    public static final String MULTIPART = "multipart/form-data; boundary=a-boundary-nobody-writes";

    private Pictures() {}

    /** A small JPEG in one colour. */
    public static byte[] jpeg(Color colour) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(colour);
        brush.fillRect(0, 0, 64, 48);
        brush.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** The body of an upload, for the content type {@link #MULTIPART}. */
    public static byte[] multipart(byte[] photo) {
        String head =
                "--a-boundary-nobody-writes\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"1.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(photo);
        body.writeBytes("\r\n--a-boundary-nobody-writes--\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }
}
