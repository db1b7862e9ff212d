package org.fangpin110.unit;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A row of the unit table as an administrator sees it, and the changes planned for the unit. Absent values are null. */
public record UnitPeriod(
        String unitCode,
        int level,
        String name,
        UnitKind unitKind,
        boolean routable,
        LocalDate validFrom,
        LocalDate validTo,
        String successorCode,
        String source,
        List<UUID> plannedChanges) {
    static UnitPeriod of(Row row) {
        return new UnitPeriod(
                row.getString("unit_code"),
                row.getShort("level"),
                row.getString("name"),
                UnitKind.valueOf(row.getString("unit_kind")),
                row.getBoolean("is_routable"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"),
                row.getString("successor_code"),
                row.getString("source"),
                List.of(row.getArrayOfUUIDs("planned")));
    }
}
