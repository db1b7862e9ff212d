package org.fangpin110.household;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tukaani.xz.XZInputStream;

/**
 * One file of a registry: CSV in UTF-8 with a header, plain or .xz by its content, read row by row. Values may stand in
 * double quotes; a value holds no line break.
 */
public final class RegistryFile implements AutoCloseable {
    public enum Kind {
        HOUSEHOLDS(Set.of("household_id", "village_code", "household_type", "member_count")),
        PERSONS(Set.of("person_id", "household_id", "name", "id_no", "relation_to_head"));

        private final Set<String> needed;

        Kind(Set<String> needed) {
            this.needed = needed;
        }
    }

    /** One row; a column the file has not got is empty. */
    record Row(int line, Map<String, Integer> columns, List<String> cells) {
        String cell(String column) {
            Integer at = columns.get(column);
            return at == null ? "" : cells.get(at).strip();
        }

        /** A row of another width was cut or torn: no column of it can be trusted. */
        boolean isWhole() {
            return cells.size() == columns.size();
        }

        @Override
        public String toString() {
            return "Row[" + line + "]";
        }
    }

    private static final byte[] XZ_MAGIC = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};

    private final BufferedReader lines;
    private final Map<String, Integer> columns = new HashMap<>();
    private int line = 1;

    private RegistryFile(BufferedReader lines) {
        this.lines = lines;
    }

    /** @throws InvalidRegistry when a column is missing */
    static RegistryFile open(Path path, Kind kind) {
        try {
            RegistryFile file = new RegistryFile(new BufferedReader(new InputStreamReader(
                    unpacked(path),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT))));
            file.readHeader(kind);
            return file;
        } catch (CharacterCodingException e) {
            throw new InvalidRegistry("not-utf-8", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHeader(Kind kind) throws IOException {
        String header = lines.readLine();
        List<String> names = header == null ? List.of() : cells(header.replace("\uFEFF", ""));
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i).strip(), i);
        }
        List<String> missing = kind.needed.stream()
                .filter(name -> !columns.containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidRegistry("column-missing " + kind + " " + String.join(" ", missing), List.of());
        }
    }

    /** At most so many rows; none at the end of the file. */
    List<Row> next(int most) {
        try {
            List<Row> rows = new ArrayList<>(most);
            while (rows.size() < most) {
                String text = lines.readLine();
                if (text == null) {
                    break;
                }
                line++;
                if (!text.isBlank()) {
                    rows.add(new Row(line, columns, cells(text)));
                }
            }
            return rows;
        } catch (CharacterCodingException e) {
            throw new InvalidRegistry("not-utf-8", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the unpacked bytes to the digest: packing a file does not make it another. Answers the number of lines. */
    static int digest(Path path, MessageDigest into) throws IOException {
        int count = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream bytes = unpacked(path)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                into.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    count += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        into.update((byte) 0); // where one file ends and the next begins
        return count;
    }

    private static InputStream unpacked(Path path) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        buffered.mark(XZ_MAGIC.length);
        byte[] start = buffered.readNBytes(XZ_MAGIC.length);
        buffered.reset();
        return Arrays.equals(start, XZ_MAGIC) ? new XZInputStream(buffered) : buffered;
    }

    private static List<String> cells(String text) {
        if (text.indexOf('"') < 0) {
            return Arrays.asList(text.split(",", -1));
        }
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
