package org.fangpin110.attachment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The two facts of a JPEG that the JDK's decoder does not tell without stumbling over makers' metadata: how the camera was held, and how
 * many colour components there are.
 *
 * @param orientation 1 to 8 as EXIF counts; 1 when unknown
 * @param components 1 grey, 3 colour, 4 print colours; 0 when unknown
 */
record JpegHeader(int orientation, int components) {
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int IFD_ENTRY_BYTES = 12;

    static JpegHeader of(byte[] jpeg) {
        int orientation = 1;
        int components = 0;
        ByteBuffer file = ByteBuffer.wrap(jpeg);
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker == 0xff) { // fill byte
                at++;
                continue;
            }
            int length = file.getShort(at + 2) & 0xffff;
            if (marker == START_OF_SCAN || length < 2 || at + 2 + length > jpeg.length) {
                break;
            }
            if (marker == APP1 && orientation == 1) {
                orientation = orientation(file.slice(at + 4, length - 2));
            } else if (isFrame(marker) && length >= 8) {
                components = jpeg[at + 9] & 0xff;
            }
            at += 2 + length;
        }
        return new JpegHeader(orientation, components);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static int orientation(ByteBuffer segment) {
        if (segment.remaining() < EXIF.length + 8 || segment.mismatch(ByteBuffer.wrap(EXIF)) < EXIF.length) {
            return 1;
        }
        ByteBuffer tiff = segment.slice(EXIF.length, segment.remaining() - EXIF.length);
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * IFD_ENTRY_BYTES;
            if (entry + IFD_ENTRY_BYTES > tiff.limit()) {
                return 1;
            }
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION_TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
