package org.fangpin110.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.unit.UnitCode;

/** Income lines as a CSV with a header (region_code,year,yuan,basis), read and checked: all of it or its faults. */
public record IncomeLineFile(List<Line> lines, List<Fault> faults) {
    static final String HEADER = "region_code,year,yuan,basis";
    private static final int MOST_LINES = 5_000;

    /** A figure of a region and year. */
    public record Line(String regionCode, int year, int yuan, String basis) {}

    /** @param line from 1 */
    public record Fault(int line, String code) {}

    public static IncomeLineFile read(List<String> text) {
        List<Line> lines = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (text.isEmpty() || !text.get(0).replace("\uFEFF", "").strip().equals(HEADER) || text.size() > MOST_LINES) {
            faults.add(new Fault(1, "header-or-length"));
            return new IncomeLineFile(List.of(), faults);
        }
        for (int i = 1; i < text.size(); i++) {
            if (text.get(i).isBlank()) {
                continue;
            }
            String[] cells = text.get(i).split(",", 4);
            String fault = fault(cells);
            if (fault == null && !seen.add(cells[0].strip() + cells[1].strip())) {
                fault = "twice";
            }
            if (fault == null) {
                lines.add(new Line(cells[0].strip(), number(cells[1]), number(cells[2]), cells[3].strip()));
            } else {
                faults.add(new Fault(i + 1, fault));
            }
        }
        return new IncomeLineFile(List.copyOf(lines), List.copyOf(faults));
    }

    private static String fault(String[] cells) {
        if (cells.length < 4) {
            return "cells";
        }
        if (!UnitCode.isWellFormed(cells[0].strip())) {
            return "region-code";
        }
        if (number(cells[1]) < 2000 || number(cells[1]) > 2100) {
            return "year";
        }
        if (number(cells[2]) < 1 || number(cells[2]) > 1_000_000) {
            return "yuan";
        }
        return cells[3].isBlank() || cells[3].strip().length() > 200 ? "basis" : null;
    }

    /** -1 for what is no number. */
    private static int number(String cell) {
        String digits = cell.strip();
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }
}
