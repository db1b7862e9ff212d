package org.fangpin110.unit;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fangpin110.unit.InvalidUnitFile.Fault;
import org.tukaani.xz.XZInputStream;

/**
 * A unit file, read and checked: every code well formed, every parent present, nothing twice. CSV with a header; needs
 * code, name, level and parent_code; takes unit_kind, short_name and is_routable from the file or works them out.
 */
public final class UnitFile {
    private static final int FAULTS_TOLD = 100;
    private static final byte[] XZ_MAGIC = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};

    private final String source;
    private final String checksum;
    private final List<Unit> units;

    private UnitFile(String source, String checksum, List<Unit> units) {
        this.source = source;
        this.checksum = checksum;
        this.units = units;
    }

    public String source() {
        return source;
    }

    /** SHA-256 of the unpacked bytes: packing the same file does not make it another. */
    public String checksum() {
        return checksum;
    }

    /** In order of (code, level). */
    public List<Unit> units() {
        return units;
    }

    /**
     * The range in which the file claims to be complete: the deepest unit that holds every row of the lowest level. Only
     * there may a missing row mean a unit that is gone.
     */
    public UnitRange scope() {
        int deepest = units.stream().mapToInt(Unit::level).max().orElse(1);
        String common = null;
        for (Unit unit : units) {
            if (unit.level() == deepest) {
                common = common == null ? unit.code() : commonPrefix(common, unit.code());
            }
        }
        int length = 0;
        for (int level = 1; level < deepest; level++) {
            if (common != null && common.length() >= UnitCode.prefixLength(level)) {
                length = UnitCode.prefixLength(level);
            }
        }
        return UnitRange.ofPrefix(common == null ? "" : common.substring(0, length));
    }

    /** Blocks while it reads: up to two seconds for the nation, so never on an event loop. Plain or .xz by content. */
    public static UnitFile read(InputStream bytes, String source, LocalDate validFrom) throws IOException {
        MessageDigest digest = sha256();
        try (var lines = new BufferedReader(
                new InputStreamReader(new DigestInputStream(unpacked(bytes), digest), StandardCharsets.UTF_8))) {
            List<Fault> faults = new ArrayList<>();
            List<Unit> units = new Rows(lines.readLine(), source, validFrom, faults).read(lines);
            if (!faults.isEmpty()) {
                throw new InvalidUnitFile(faults);
            }
            units.sort(Comparator.comparing(Unit::code).thenComparingInt(Unit::level));
            return new UnitFile(
                    source, HexFormat.of().formatHex(digest.digest()), barringClosedInstitutions(List.copyOf(units)));
        }
    }

    /** What lies below a closed institution is as unreachable as itself. */
    private static List<Unit> barringClosedInstitutions(List<Unit> units) {
        Set<String> closed = new HashSet<>();
        List<Unit> result = new ArrayList<>(units.size());
        for (Unit unit : units) {
            boolean barred = unit.level() >= 4
                    && (UnitName.isClosedInstitution(unit.name())
                            || (unit.level() == 5 && closed.contains(unit.parentCode())));
            if (barred && unit.level() == 4) {
                closed.add(unit.code());
            }
            result.add(barred ? notRoutable(unit) : unit);
        }
        return List.copyOf(result);
    }

    private static Unit notRoutable(Unit unit) {
        return new Unit(
                unit.code(),
                unit.level(),
                unit.name(),
                unit.shortName(),
                unit.parentCode(),
                unit.kind(),
                false,
                unit.validFrom(),
                unit.validTo(),
                unit.successorCode(),
                unit.source());
    }

    private static String commonPrefix(String left, String right) {
        int length = Math.min(left.length(), right.length());
        int mismatch = Arrays.mismatch(
                left.substring(0, length).toCharArray(),
                right.substring(0, length).toCharArray());
        return left.substring(0, mismatch < 0 ? length : mismatch);
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
        buffered.mark(XZ_MAGIC.length);
        byte[] start = buffered.readNBytes(XZ_MAGIC.length);
        buffered.reset();
        return Arrays.equals(start, XZ_MAGIC) ? new XZInputStream(buffered) : buffered;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines under one header. */
    private static final class Rows {
        private final Map<String, Integer> columns = new HashMap<>();
        private final String source;
        private final LocalDate validFrom;
        private final List<Fault> faults;

        Rows(String header, String source, LocalDate validFrom, List<Fault> faults) {
            this.source = source;
            this.validFrom = validFrom;
            this.faults = faults;
            String[] names = header == null
                    ? new String[0]
                    : header.replace("\uFEFF", "").split(",", -1);
            for (int i = 0; i < names.length; i++) {
                columns.put(names[i].strip(), i);
            }
            for (String needed : List.of("code", "name", "level", "parent_code")) {
                if (!columns.containsKey(needed)) {
                    faults.add(new Fault(1, "column-missing", needed));
                }
            }
        }

        List<Unit> read(BufferedReader lines) throws IOException {
            List<Unit> units = new ArrayList<>();
            if (!faults.isEmpty()) {
                return units;
            }
            Map<String, Integer> lineOf = new HashMap<>();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    Unit unit = unit(line.split(",", -1), number);
                    if (unit != null) {
                        units.add(unit);
                        if (lineOf.put(unit.code() + unit.level(), number) != null) {
                            fault(number, "code-twice", unit.code());
                        }
                    }
                }
            }
            for (Unit unit : units) {
                if (unit.level() > 1 && !lineOf.containsKey(unit.parentCode() + (unit.level() - 1))) {
                    fault(lineOf.get(unit.code() + unit.level()), "parent-missing", unit.code());
                }
            }
            if (units.isEmpty()) {
                fault(number, "no-rows", "");
            }
            return units;
        }

        private Unit unit(String[] cells, int number) {
            String code = cell(cells, "code");
            String name = cell(cells, "name");
            String levelText = cell(cells, "level");
            String parentCode = cell(cells, "parent_code");
            if (!UnitCode.isWellFormed(code)) {
                return fault(number, "code-malformed", code);
            }
            if (levelText.length() != 1 || levelText.charAt(0) < '1' || levelText.charAt(0) > '5') {
                return fault(number, "level-malformed", levelText);
            }
            int level = levelText.charAt(0) - '0';
            if (name.isEmpty() || name.length() > 100) {
                return fault(number, "name-malformed", name);
            }
            if (level == 1 ? !parentCode.isEmpty() : !UnitCode.isWellFormed(parentCode)) {
                return fault(number, "parent-malformed", parentCode);
            }
            UnitKind kind = UnitKind.stated(cell(cells, "unit_kind"), code, level, name);
            String shortName = cell(cells, "short_name");
            return new Unit(
                    code,
                    level,
                    name,
                    !shortName.isEmpty() && name.startsWith(shortName) ? shortName : UnitName.shortName(name, level),
                    level == 1 ? null : parentCode,
                    kind,
                    kind != UnitKind.VIRTUAL && !"false".equals(cell(cells, "is_routable")),
                    validFrom,
                    null,
                    null,
                    source);
        }

        private String cell(String[] cells, String column) {
            Integer index = columns.get(column);
            return index == null || index >= cells.length ? "" : cells[index].strip();
        }

        private Unit fault(int line, String code, String value) {
            if (faults.size() < FAULTS_TOLD) {
                faults.add(new Fault(line, code, value));
            }
            return null;
        }
    }
}
