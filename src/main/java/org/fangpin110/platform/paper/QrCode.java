package org.fangpin110.platform.paper;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;

/** An ordinary QR code; a quarter of it may be worn off, since leaflets hang outdoors for years. */
public final class QrCode {
    /** What the standard asks for on each side. */
    public static final int QUIET_MODULES = 4;

    private final ByteMatrix modules;

    public QrCode(String text) {
        try {
            modules = Encoder.encode(
                            text,
                            ErrorCorrectionLevel.Q,
                            Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.US_ASCII.name()))
                    .getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a code", e);
        }
    }

    /** Dark squares of one row that touch, in modules from the top left corner, quiet zone included. */
    public interface Runs {
        void dark(int x, int y, int length);
    }

    /** Modules on each side, quiet zone included. */
    public int size() {
        return modules.getWidth() + 2 * QUIET_MODULES;
    }

    public void eachRun(Runs runs) {
        for (int y = 0; y < modules.getHeight(); y++) {
            int start = -1;
            for (int x = 0; x <= modules.getWidth(); x++) {
                boolean dark = x < modules.getWidth() && modules.get(x, y) == 1;
                if (dark && start < 0) {
                    start = x;
                } else if (!dark && start >= 0) {
                    runs.dark(start + QUIET_MODULES, y + QUIET_MODULES, x - start);
                    start = -1;
                }
            }
        }
    }

    /** About so many pixels wide: whole pixels a module, so that printers keep its edges sharp. */
    public byte[] png(int pixels) {
        int scale = Math.max(1, pixels / size());
        BufferedImage image = new BufferedImage(size() * scale, size() * scale, BufferedImage.TYPE_BYTE_BINARY);
        var drawing = image.createGraphics();
        drawing.setColor(java.awt.Color.WHITE);
        drawing.fillRect(0, 0, image.getWidth(), image.getHeight());
        drawing.setColor(java.awt.Color.BLACK);
        eachRun((x, y, length) -> drawing.fillRect(x * scale, y * scale, length * scale, scale));
        drawing.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public byte[] svg(int pixels) {
        StringBuilder path = new StringBuilder();
        eachRun((x, y, length) -> path.append('M')
                .append(x)
                .append(' ')
                .append(y)
                .append('h')
                .append(length)
                .append("v1h-")
                .append(length)
                .append('z'));
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                        .formatted(pixels, pixels, size(), size())
                + "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"%s\"/></svg>\n".formatted(size(), size(), path);
        return svg.getBytes(StandardCharsets.UTF_8);
    }
}
