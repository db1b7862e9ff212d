package org.fangpin110.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.fangpin110.attachment.PhotoRefusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoProcessorTest {
    private final PhotoProcessor processor = new PhotoProcessor(10_000_000);

    @ParameterizedTest
    @CsvSource({
        // where EXIF says that the first row and the first column are seen: the corners of red and green
        "1,TL,TR",
        "2,TR,TL",
        "3,BR,BL",
        "4,BL,BR",
        "5,TL,BL",
        "6,TR,BR",
        "7,BR,TR",
        "8,BL,TL"
    })
    void everyPhotoStandsUpright(int orientation, String red, String green) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Photo photo = processor.process(TestPhotos.withExif(TestPhotos.jpeg(120, 80), orientation, order));

            BufferedImage seen = TestPhotos.decode(photo.jpeg().getBytes());
            assertThat(seen.getWidth()).isEqualTo(photo.width()).isEqualTo(orientation < 5 ? 120 : 80);
            assertThat(seen.getHeight()).isEqualTo(photo.height()).isEqualTo(orientation < 5 ? 80 : 120);
            assertThat(near(corner(seen, red), Color.RED)).isTrue();
            assertThat(near(corner(seen, green), Color.GREEN)).isTrue();
        }
    }

    @Test
    void thePositionOfTheHomeIsGone() {
        byte[] taken = TestPhotos.withExif(TestPhotos.jpeg(120, 80), 6, ByteOrder.BIG_ENDIAN);
        assertThat(text(taken)).contains(TestPhotos.GPS_MARK, "Exif");

        byte[] stored = processor.process(taken).jpeg().getBytes();

        assertThat(text(stored)).doesNotContain(TestPhotos.GPS_MARK).doesNotContain("Exif");
        assertThat(applicationSegments(stored)).isEqualTo("e0"); // JFIF alone
    }

    @Test
    void whatHidBehindThePictureIsGone() {
        byte[] polyglot =
                TestPhotos.concat(TestPhotos.jpeg(120, 80), "PK\3\4<script>alert(1)</script>".getBytes(ISO_8859_1));

        assertThat(text(processor.process(polyglot).jpeg().getBytes())).doesNotContain("script", "PK\3\4");
    }

    @Test
    void largePhotosAreScaledAndSmallOnesAreNot() {
        Photo large = processor.process(TestPhotos.jpeg(4_000, 3_000));
        Photo larger = processor.process(TestPhotos.png(5_200, 7_600));
        Photo small = processor.process(TestPhotos.jpeg(31, 17));

        assertThat(large.width()).isEqualTo(2_560);
        assertThat(large.height()).isEqualTo(1_920);
        assertThat(larger.height()).isEqualTo(2_560);
        assertThat(larger.width()).isBetween(1_750, 1_753);
        assertThat(small.width()).isEqualTo(31);
    }

    @Test
    void contentDecidesNotTheName() {
        assertThat(processor.process(TestPhotos.png(20, 10)).width()).isEqualTo(20);
    }

    @Test
    void transparentPaperIsWhite() {
        BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x01ff0000);

        Photo photo = processor.process(TestPhotos.encode(clear, "png"));

        assertThat(near(new Color(TestPhotos.decode(photo.jpeg().getBytes()).getRGB(20, 20)), Color.WHITE))
                .isTrue();
    }

    @Test
    void sixteenBitsGreyAndPalettesAreRead() {
        var sixteen = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_USHORT);
        var deep = new BufferedImage(sixteen, sixteen.createCompatibleWritableRaster(30, 20), false, null);

        for (BufferedImage image : new BufferedImage[] {
            deep,
            TestPhotos.corners(30, 20, BufferedImage.TYPE_USHORT_GRAY),
            TestPhotos.corners(30, 20, BufferedImage.TYPE_BYTE_GRAY),
            TestPhotos.corners(30, 20, BufferedImage.TYPE_BYTE_INDEXED),
            TestPhotos.corners(30, 20, BufferedImage.TYPE_BYTE_BINARY)
        }) {
            assertThat(processor.process(TestPhotos.encode(image, "png")).width())
                    .isEqualTo(30);
        }
        byte[] grey = TestPhotos.encode(TestPhotos.corners(30, 20, BufferedImage.TYPE_BYTE_GRAY), "jpeg");
        assertThat(processor.process(grey).width()).isEqualTo(30);
    }

    @Test
    void progressivePhotosAreRead() throws Exception {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam progressive = writer.getDefaultWriteParam();
            progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            BufferedImage image = TestPhotos.corners(300, 200, BufferedImage.TYPE_INT_RGB);
            writer.write(null, new IIOImage(image, null, null), progressive);
        }

        assertThat(processor.process(out.toByteArray()).width()).isEqualTo(300);
    }

    @Test
    void printColoursAreRefusedCleanly() throws Exception {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            Raster cmyk = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
            writer.write(null, new IIOImage(cmyk, null, null), writer.getDefaultWriteParam());
        }

        refused(out.toByteArray(), Reason.COLOURS);
    }

    @Test
    void bombsAreRefusedBeforeTheyAreDecoded() {
        refused(TestPhotos.pngPromising(50_000, 50_000), Reason.TOO_MANY_PIXELS);
        refused(TestPhotos.pngPromising(Integer.MAX_VALUE, Integer.MAX_VALUE), Reason.TOO_MANY_PIXELS);
        refused(TestPhotos.pngPromising(1, 30_000_000), Reason.TOO_MANY_PIXELS);
        refused(TestPhotos.jpegPromising(65_000, 65_000), Reason.TOO_MANY_PIXELS);
        refused(TestPhotos.pngPromising(6_000, 6_000), Reason.BROKEN);
        refused(TestPhotos.jpegPromising(6_000, 6_000), Reason.BROKEN);
        refused(TestPhotos.pngPromising(0, 0), Reason.BROKEN);
    }

    @Test
    void metadataIsNotUnpacked() {
        int unpacked = 200_000_000;
        byte[] palette = TestPhotos.encode(TestPhotos.corners(30, 20, BufferedImage.TYPE_BYTE_INDEXED), "png");
        byte[] bomb = TestPhotos.withPackedText(palette, unpacked);
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        Photo photo = processor.process(bomb);

        assertThat(photo.width()).isEqualTo(30);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(unpacked / 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.3, 0.5, 0.8, 0.95, 0.999})
    void aFileCutOffIsRefused(double part) {
        byte[] jpeg = TestPhotos.encode(noise(300, 200), "jpeg");
        byte[] png = TestPhotos.encode(noise(300, 200), "png");

        refused(Arrays.copyOf(jpeg, (int) (jpeg.length * part)), Reason.BROKEN);
        refused(Arrays.copyOf(png, (int) (png.length * part)), Reason.BROKEN);
    }

    @Test
    void otherFilesAreNamed() {
        refused("<html><script>alert(1)</script>", Reason.NOT_AN_IMAGE);
        refused("", Reason.NOT_AN_IMAGE);
        refused("\u00ff\u00d8", Reason.NOT_AN_IMAGE);
        refused("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", Reason.HEIC);
        refused("\0\0\0\u0018ftypmif1\0\0\0\0", Reason.HEIC);
        refused("\0\0\0\u0018ftypavif\0\0\0\0", Reason.OTHER_FORMAT);
        refused("GIF89a\1\0\1\0", Reason.GIF);
        refused("RIFF\0\0\0\0WEBPVP8 ", Reason.WEBP);
        refused("%PDF-1.7", Reason.PDF);
        refused("BM\0\0\0\0", Reason.OTHER_FORMAT);
        refused("II*\0\0\0\0\0", Reason.OTHER_FORMAT);
        refused("\u00ff\u00d8\u00ff\u00e0 and then nothing of a photo", Reason.BROKEN);
        refused("\u0089PNG\r\n\u001a\n and then nothing of a photo", Reason.BROKEN);
    }

    @Test
    void tooManyBytesAreRefusedUnseen() {
        assertThatThrownBy(() -> new PhotoProcessor(100).process(new byte[101]))
                .isInstanceOfSatisfying(PhotoRefusal.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void endlessScansAreRefused() {
        byte[] jpeg = TestPhotos.jpeg(64, 48);
        byte[] scan = new byte[300];
        for (int i = 0; i < scan.length; i += 2) {
            scan[i] = (byte) 0xff;
            scan[i + 1] = (byte) 0xda;
        }

        refused(TestPhotos.concat(jpeg, scan), Reason.BROKEN);
    }

    /** Whatever a damaged file does to the decoders, the answer is a photo or a refusal. */
    @Test
    void damagedFilesNeverEndInAnotherError() {
        Random random = new Random(110);
        byte[][] originals = {
            TestPhotos.withExif(TestPhotos.jpeg(64, 48), 6, ByteOrder.LITTLE_ENDIAN), TestPhotos.png(64, 48)
        };
        int refusals = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = originals[i % 2].clone();
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                damaged[random.nextInt(Math.min(damaged.length, 400))] = (byte) random.nextInt(256);
            }
            try {
                processor.process(damaged);
            } catch (PhotoRefusal expected) {
                refusals++;
            }
        }
        assertThat(refusals).isBetween(100, 2_000);
    }

    private void refused(String file, Reason reason) {
        refused(file.getBytes(ISO_8859_1), reason);
    }

    private void refused(byte[] file, Reason reason) {
        assertThatThrownBy(() -> processor.process(file))
                .isInstanceOfSatisfying(PhotoRefusal.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(reason));
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return image;
    }

    private static Color corner(BufferedImage image, String where) {
        int x = where.endsWith("L") ? 5 : image.getWidth() - 6;
        int y = where.startsWith("T") ? 5 : image.getHeight() - 6;
        return new Color(image.getRGB(x, y));
    }

    private static boolean near(Color seen, Color wanted) {
        return Math.abs(seen.getRed() - wanted.getRed()) < 40
                && Math.abs(seen.getGreen() - wanted.getGreen()) < 40
                && Math.abs(seen.getBlue() - wanted.getBlue()) < 40;
    }

    private static String text(byte[] file) {
        return new String(file, ISO_8859_1);
    }

    /** The kinds of application segments before the pixels, in order. */
    private static String applicationSegments(byte[] jpeg) {
        StringBuilder found = new StringBuilder();
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != 0xda) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker >= 0xe0 || marker == 0xfe) {
                found.append(Integer.toHexString(marker));
            }
            at += 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
        }
        return found.toString();
    }
}
