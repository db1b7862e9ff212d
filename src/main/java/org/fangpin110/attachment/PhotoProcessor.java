package org.fangpin110.attachment;

import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.resizers.Resizers;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.fangpin110.attachment.PhotoRefusal.Reason;

/**
 * Makes a stranger's photo safe and small: decoded whole, turned upright, at most {@value #LONGEST_SIDE} pixels long, and written anew.
 * Only pixels pass, so EXIF, the position of the home, and whatever hid behind the picture are gone by construction.
 *
 * <p>Blocks for up to a second and takes some hundred megabytes on the largest photos: for a small worker pool, never an event loop.
 */
public final class PhotoProcessor {
    static final int LONGEST_SIDE = 2_560;
    private static final float QUALITY = 0.85f;

    private final int maxBytes;

    public PhotoProcessor(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The photo as it may be stored.
     *
     * @throws PhotoRefusal tells why it may not
     */
    public Photo process(byte[] file) {
        if (file.length > maxBytes) {
            throw new PhotoRefusal(Reason.TOO_LARGE);
        }
        PhotoFormat format = PhotoFormat.of(file);
        BufferedImage small = shrink(opaque(PhotoDecoder.decode(format, file, LONGEST_SIDE)));
        BufferedImage upright =
                format == PhotoFormat.JPEG ? turn(small, JpegHeader.of(file).orientation()) : small;
        return new Photo(encode(upright), upright.getWidth(), upright.getHeight());
    }

    /** Plain red, green and blue; what was transparent becomes white paper. */
    private static BufferedImage opaque(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return image;
        }
        BufferedImage paper = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = paper.createGraphics();
        brush.drawImage(image, 0, 0, Color.WHITE, null);
        brush.dispose();
        return paper;
    }

    private static BufferedImage shrink(BufferedImage image) {
        int longest = Math.max(image.getWidth(), image.getHeight());
        if (longest <= LONGEST_SIDE) {
            return image;
        }
        double scale = (double) LONGEST_SIDE / longest;
        BufferedImage small = new BufferedImage(
                Math.max(1, (int) Math.round(image.getWidth() * scale)),
                Math.max(1, (int) Math.round(image.getHeight() * scale)),
                BufferedImage.TYPE_INT_RGB);
        Resizers.PROGRESSIVE.resize(image, small);
        return small;
    }

    private static BufferedImage turn(BufferedImage image, int exifOrientation) {
        return exifOrientation == 1
                ? image
                : ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(exifOrientation))
                        .apply(image);
    }

    private static Buffer encode(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } finally {
            writer.dispose();
        }
        return Buffer.buffer(jpeg.toByteArray());
    }
}
