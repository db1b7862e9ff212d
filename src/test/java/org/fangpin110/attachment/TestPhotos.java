package org.fangpin110.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Photos made by hand, among them those that nobody should send. */
public final class TestPhotos {
    public static final String GPS_MARK = "GPSMARK-46.7278N-122.9036E";

    private TestPhotos() {}

    /** Red at the upper left, green at the upper right, blue below. */
    static BufferedImage corners(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D brush = image.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, width / 2, height / 2);
        brush.setColor(Color.GREEN);
        brush.fillRect(width / 2, 0, width, height / 2);
        brush.setColor(Color.BLUE);
        brush.fillRect(0, height / 2, width, height);
        brush.dispose();
        return image;
    }

    public static byte[] jpeg(int width, int height) {
        return encode(corners(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    public static byte[] png(int width, int height) {
        return encode(corners(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    static byte[] encode(RenderedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static BufferedImage decode(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a phone writes it: EXIF in front, with orientation, and a GPS directory that ends in a mark. */
    public static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
        byte[] mark = GPS_MARK.getBytes(ISO_8859_1);
        ByteBuffer tiff = ByteBuffer.allocate(56 + mark.length).order(order);
        tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(ISO_8859_1));
        tiff.putShort((short) 42).putInt(8);
        tiff.putShort((short) 2); // directory 0: orientation, pointer to GPS
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
        tiff.putInt(0);
        tiff.putShort((short) 1); // GPS directory: one text (GPSMapDatum)
        tiff.putShort((short) 0x0012).putShort((short) 2).putInt(mark.length).putInt(56);
        tiff.putInt(0);
        tiff.put(mark);
        byte[] exif = concat("Exif\0\0".getBytes(ISO_8859_1), tiff.array());
        ByteBuffer segment = ByteBuffer.allocate(4 + exif.length);
        segment.putShort((short) 0xffe1).putShort((short) (2 + exif.length)).put(exif);
        return insert(jpeg, 2, segment.array());
    }

    /** A PNG whose header promises a size; no pixels follow. */
    static byte[] pngPromising(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        return concat(
                signature, chunk("IHDR", header), chunk("IDAT", deflate(new byte[1000])), chunk("IEND", new byte[0]));
    }

    /** The first frame header of a JPEG, made to promise a size. */
    static byte[] jpegPromising(int width, int height) {
        byte[] jpeg = jpeg(64, 48);
        for (int i = 2; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    /** Text of the metadata that unpacks to {@code bytes}. */
    static byte[] withPackedText(byte[] png, int bytes) {
        byte[] text = concat("Comment\0\0".getBytes(ISO_8859_1), deflate(new byte[bytes]));
        return insert(png, 8 + 25, chunk("zTXt", text));
    }

    static byte[] insert(byte[] file, int at, byte[] what) {
        return ByteBuffer.allocate(file.length + what.length)
                .put(file, 0, at)
                .put(what)
                .put(file, at, file.length - at)
                .array();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] named = concat(type.getBytes(ISO_8859_1), data);
        CRC32 crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(data.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] deflate(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
