package org.fangpin110.escalation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.unit.UnitCode;

/**
 * A roster file as the contractor sends it: UTF-8 CSV with a header; unit_code and phone needed, account, from and until as
 * days of Inner Mongolia (until inclusive) or times with offset where wanted. Rows of one unit are in the order of their telling.
 */
public final class RosterFile {
    private static final int MOST_FAULTS = 1_000;
    private static final int MOST_OF_UNIT = 20;

    /** @param code its words are in the help of the command; never the content of the row */
    public record Fault(int line, String column, String code) {}

    /** One good row. */
    record Row(int line, String unitCode, String phone, String account, Instant from, Instant until) {
        @Override
        public String toString() {
            return "Row[" + line + "]";
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private RosterFile() {}

    public static RosterFile read(InputStream in, Instant now) throws IOException {
        RosterFile file = new RosterFile();
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            List<String> columns = Arrays.stream(
                            header == null
                                    ? new String[0]
                                    : header.replace("\uFEFF", "").split(",", -1))
                    .map(String::strip)
                    .toList();
            for (String needed : List.of("unit_code", "phone")) {
                if (!columns.contains(needed)) {
                    file.fault(1, needed, "column-missing");
                }
            }
            if (file.faults.isEmpty()) {
                file.read(lines, columns, now);
            }
        }
        return file;
    }

    /** What is wrong with the rows as such; whether units and accounts exist the import looks. */
    List<Fault> faults() {
        return faults;
    }

    List<Row> rows() {
        return rows;
    }

    private void read(BufferedReader lines, List<String> columns, Instant now) throws IOException {
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                row(number, columns, line.split(",", -1), now);
            }
        }
        if (rows.isEmpty() && faults.isEmpty()) {
            fault(number, "", "no-rows");
        }
        rows.stream().collect(java.util.stream.Collectors.groupingBy(Row::unitCode)).values().stream()
                .filter(ofUnit -> ofUnit.size() > MOST_OF_UNIT)
                .forEach(ofUnit -> fault(ofUnit.get(MOST_OF_UNIT).line(), "unit_code", "too-many-of-unit"));
    }

    private void row(int line, List<String> columns, String[] cells, Instant now) {
        int before = faults.size();
        String unit = cell(columns, cells, "unit_code");
        if (!UnitCode.isWellFormed(unit)) {
            fault(line, "unit_code", "wrong-format");
        }
        DutyPhone phone = DutyPhone.check(cell(columns, cells, "phone"));
        phone.fault().ifPresent(code -> fault(line, "phone", code));
        String account = cell(columns, cells, "account");
        Optional<Instant> from = time(line, "from", cell(columns, cells, "from"), 0);
        Optional<Instant> until = time(line, "until", cell(columns, cells, "until"), 1);
        Instant begins = from.orElse(now);
        if (until.isPresent() && !until.get().isAfter(begins)) {
            fault(line, "until", "ends-before-it-begins");
        }
        if (faults.size() == before) {
            rows.add(new Row(
                    line, unit, phone.digits(), account.isEmpty() ? null : account, begins, until.orElse(null)));
        }
    }

    private Optional<Instant> time(int line, String column, String text, int daysMore) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text)
                                    .plusDays(daysMore)
                                    .atStartOfDay(WorkCalendar.ZONE)
                                    .toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            fault(line, column, "wrong-format");
            return Optional.empty();
        }
    }

    private static String cell(List<String> columns, String[] cells, String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= cells.length ? "" : cells[index].strip();
    }

    private void fault(int line, String column, String code) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(line, column, code));
        }
    }
}
