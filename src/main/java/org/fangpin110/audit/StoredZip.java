package org.fangpin110.audit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A zip of which there is only one for given contents: stored, not compressed, no times, no extra fields. What reads back and
 * is written again to other bytes was touched; and nothing in it can unfold to more than the file itself.
 */
final class StoredZip {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 20;
    private static final short UTF8 = 0x0800;
    /** The first of January 1980, the zero of zip. */
    private static final short DAY = 0x21;

    private static final int MOST_ENTRIES = 32;
    private static final int LONGEST_NAME = 64;

    private StoredZip() {}

    static byte[] write(Map<String, byte[]> entries) {
        int size = 22;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            size = Math.addExact(size, 76 + 2 * Digests.bytes(entry.getKey()).length + entry.getValue().length);
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer directory = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        entries.forEach((name, content) -> {
            int offset = out.position();
            byte[] named = Digests.bytes(name);
            out.putInt(LOCAL);
            common(out, named, content);
            out.put(named).put(content);
            directory.putInt(CENTRAL).putShort(VERSION);
            common(directory, named, content);
            directory
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(offset)
                    .put(named);
        });
        int start = out.position();
        out.put(directory.flip());
        int length = out.position() - start;
        out.putInt(END).putInt(0).putShort((short) entries.size()).putShort((short) entries.size());
        out.putInt(length).putInt(start).putShort((short) 0);
        return out.array();
    }

    private static void common(ByteBuffer out, byte[] name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        out.putShort(VERSION)
                .putShort(UTF8)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DAY);
        out.putInt((int) crc.getValue()).putInt(content.length).putInt(content.length);
        out.putShort((short) name.length).putShort((short) 0);
    }

    /** The contents, only where writing them again gives these very bytes. */
    static Optional<Map<String, byte[]>> read(byte[] zip) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 30 && in.getInt(in.position()) == LOCAL) {
            int at = in.position();
            int size = in.getInt(at + 18);
            int name = in.getShort(at + 26) & 0xffff;
            if (size < 0
                    || name > LONGEST_NAME
                    || entries.size() == MOST_ENTRIES
                    || in.remaining() - 30 - name < size) {
                return Optional.empty();
            }
            byte[] named = new byte[name];
            byte[] content = new byte[size];
            in.position(at + 30);
            in.get(named).get(content);
            if (entries.put(new String(named, java.nio.charset.StandardCharsets.UTF_8), content) != null) {
                return Optional.empty();
            }
        }
        return Arrays.equals(write(entries), zip) ? Optional.of(entries) : Optional.empty();
    }
}
