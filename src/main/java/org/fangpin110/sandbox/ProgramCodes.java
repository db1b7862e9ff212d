package org.fangpin110.sandbox;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * Codes that open the mini-program, as getwxacodeunlimit gives them: a JPEG, or WeChat's error. The round pattern is
 * WeChat's own; here an ordinary code holds the scene.
 */
final class ProgramCodes {
    static final int A_MINUTE = 5000;
    private static final Pattern SCENE = Pattern.compile("[0-9A-Za-z!#$&'()*+,/:;=?@._~-]+");
    private static final int LONGEST_SCENE = 32;
    private static final Set<String> PUBLISHED =
            Set.of("pages/index/index", "pages/report/report", "pages/report/detail");
    private static final int NARROWEST = 280;
    private static final int WIDEST = 1280;

    private final InstantSource clock;
    private long minute;
    private int asked;

    ProgramCodes(InstantSource clock) {
        this.clock = clock;
    }

    /** A JSON object with WeChat's errcode, or the bytes of the picture. */
    Object answer(JsonObject in) {
        String scene = in.getString("scene", "");
        if (scene.isEmpty() || scene.length() > LONGEST_SCENE) {
            return WechatAnswers.error(40169, "invalid length for scene, or the data is not json string");
        }
        if (!SCENE.matcher(scene).matches()) {
            return WechatAnswers.error(40129, "invalid scene");
        }
        String page = in.getString("page", "pages/index/index");
        if (page.startsWith("/")
                || page.contains("?")
                || (in.getBoolean("check_path", true) && !PUBLISHED.contains(page))) {
            return WechatAnswers.error(41030, "invalid page");
        }
        if (!Set.of("release", "trial", "develop").contains(in.getString("env_version", "release"))) {
            return WechatAnswers.error(40097, "invalid args");
        }
        if (!admit()) {
            return WechatAnswers.error(45009, "reach max api minute quota limit");
        }
        return picture(scene, Math.max(NARROWEST, Math.min(WIDEST, in.getInteger("width", 430))));
    }

    /** Counts one; false when the minute has had its share. */
    synchronized boolean admit() {
        long now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            asked = 0;
        }
        return ++asked <= A_MINUTE;
    }

    private static Buffer picture(String scene, int width) {
        try {
            BitMatrix code = new QRCodeWriter()
                    .encode(scene, BarcodeFormat.QR_CODE, width, width, Map.of(EncodeHintType.MARGIN, 4));
            BufferedImage image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < width; y++) {
                for (int x = 0; x < width; x++) {
                    image.setRGB(x, y, code.get(x, y) ? 0x000000 : 0xffffff);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpg", out);
            return Buffer.buffer(out.toByteArray());
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
