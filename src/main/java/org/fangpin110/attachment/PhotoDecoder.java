package org.fangpin110.attachment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.fangpin110.attachment.PhotoRefusal.Reason;

/** From a stranger's file to pixels, with bounded memory and time. */
final class PhotoDecoder {
    private static final long MAX_PIXELS = 40_000_000;
    /** Longer than any panorama of a phone; one row must fit into memory. */
    private static final int MAX_SIDE = 20_000;
    /** Each scan of a progressive JPEG passes over all pixels; cameras write some ten, a bomb thousands. */
    private static final int MAX_SCANS = 100;

    private PhotoDecoder() {}

    /**
     * The whole picture. One that is larger than needed is read with every n-th pixel alone, which bounds the memory.
     *
     * @param longestNeeded the longest side that anybody will use; the result may be up to twice as long
     * @throws PhotoRefusal when it is too large or not whole
     */
    static BufferedImage decode(PhotoFormat format, byte[] file, int longestNeeded) {
        if (format == PhotoFormat.JPEG) {
            refuse(JpegHeader.of(file).components() == 4, Reason.COLOURS);
            refuse(scans(file) > MAX_SCANS, Reason.BROKEN);
        }
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(format.reader()).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true); // metadata ignored: it may unpack to gigabytes
            AtomicBoolean cutOff = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> cutOff.compareAndSet(false, tellsCutOff(warning)));
            BufferedImage image = read(reader, longestNeeded);
            refuse(cutOff.get(), Reason.BROKEN);
            return image;
        } catch (PhotoRefusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException undecodable) { // decoders throw any of them on damaged files
            throw new PhotoRefusal(Reason.BROKEN);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage read(ImageReader reader, int longestNeeded) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int longest = Math.max(width, height);
        refuse((long) width * height > MAX_PIXELS || longest > MAX_SIDE, Reason.TOO_MANY_PIXELS);
        ImageReadParam every = reader.getDefaultReadParam();
        int step = Math.max(1, longest / longestNeeded);
        every.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, every);
    }

    /** The JPEG decoder fills up what is missing with grey and only warns. */
    private static boolean tellsCutOff(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return lower.contains("premature end") || lower.contains("truncated file");
    }

    private static int scans(byte[] jpeg) {
        int scans = 0;
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xda) {
                scans++;
            }
        }
        return scans;
    }

    private static void refuse(boolean fault, Reason reason) {
        if (fault) {
            throw new PhotoRefusal(reason);
        }
    }
}
