package org.fangpin110.unit;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One administrative unit during one period.
 *
 * @param parentCode null for a province only
 * @param validTo null while current
 * @param successorCode set only on a retired row, and not on each
 */
public record Unit(
        String code,
        int level,
        String name,
        String shortName,
        String parentCode,
        UnitKind kind,
        boolean routable,
        LocalDate validFrom,
        LocalDate validTo,
        String successorCode,
        String source) {

    /** The code as this level writes it: the parent in the table is {@code (parentCode, level - 1)}. */
    public Optional<String> parent() {
        return Optional.ofNullable(parentCode);
    }

    public boolean isVillage() {
        return level == 5;
    }

    public boolean isTownship() {
        return level == 4;
    }

    /** 嘎查, 镇, 村委会 …: what the name carries after the short name. */
    public String suffix() {
        return name.substring(shortName.length());
    }
}
