package org.fangpin110.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Reads what was decided about any report, whoever asks: for the development pages only. */
final class DecisionRepository {
    private static final String DECISION =
            """
            select r.routing->>'destination' as destination, r.routing->>'ownerUnit' as owner_unit,
                   r.routing->>'transferTarget' as transfer_target, r.matching->>'outcome' as outcome,
                   'held-for-check' = any (r.flags) as held,
                   case when first.id <> r.id then first.receipt_no end as linked_to
            from report r
            join case_file c on c.id = r.case_id and c.banner_code = r.banner_code
            join report first on first.id = c.first_report_id and first.banner_code = c.banner_code
            where r.receipt_no = $1""";

    /** The contract of {@code /dev/decisions}: no person in it. */
    Future<Optional<JsonObject>> decision(SqlClient db, String receiptNo) {
        return db.preparedQuery(DECISION)
                .mapping(DecisionRepository::json)
                .execute(Tuple.of(receiptNo))
                .map(rows -> rows.stream().findFirst());
    }

    private static JsonObject json(Row row) {
        JsonObject json = new JsonObject();
        put(json, "destination", row.getString("destination"));
        put(json, "ownerUnit", row.getString("owner_unit"));
        put(json, "transferTarget", row.getString("transfer_target"));
        put(json, "outcome", row.getString("outcome"));
        if (row.getBoolean("held")) {
            json.put("held", true);
        }
        put(json, "linkedTo", row.getString("linked_to"));
        return json;
    }

    private static void put(JsonObject json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
