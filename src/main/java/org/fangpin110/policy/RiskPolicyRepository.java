package org.fangpin110.policy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fangpin110.risk.IncomeLine;
import org.fangpin110.risk.RiskFacts.Needed;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.risk.RiskRule;
import org.fangpin110.risk.RiskRules;

/** The only code that reads and writes the tables of risk policy. Lines are added, never changed. */
public final class RiskPolicyRepository {
    private static final String RULE_SETS =
            """
            select region_code, version, effective_from, effective_to, medium_points, high_points, needed
            from policy_risk order by region_code, version""";

    private static final String RULES =
            """
            select region_code, version, measure, value_code, threshold, points, is_sudden
            from policy_risk_rule order by region_code, version, measure, value_code""";

    private static final String LINES =
            """
            select region_code, year, version, yuan, basis
            from policy_income_line order by region_code, year, version""";

    private static final String COLOURS = "select region_code, level, colour from policy_risk_colour";

    public Future<RiskPolicy> load(SqlClient db) {
        return db.preparedQuery(RULES)
                .execute()
                .compose(rows -> {
                    Map<String, List<RiskRule>> rules = new HashMap<>();
                    rows.forEach(row -> rules.computeIfAbsent(version(row), first -> new ArrayList<>())
                            .add(rule(row)));
                    return db.preparedQuery(RULE_SETS)
                            .mapping(row -> ruleSet(row, rules))
                            .execute();
                })
                .compose(sets -> lines(db).compose(lines -> db.preparedQuery(COLOURS)
                        .mapping(row -> new RiskPolicy.Shade(
                                row.getString("region_code"),
                                RiskLevel.valueOf(row.getString("level")),
                                row.getString("colour")))
                        .execute()
                        .map(shades -> new RiskPolicy(
                                sets.stream().toList(), lines, shades.stream().toList()))));
    }

    private static String version(Row row) {
        return row.getString("region_code") + "/" + row.getInteger("version");
    }

    private static RiskRule rule(Row row) {
        return new RiskRule(
                RiskRule.Measure.valueOf(row.getString("measure")),
                row.getString("value_code"),
                row.getDouble("threshold"),
                row.getInteger("points"),
                row.getBoolean("is_sudden"));
    }

    private static RiskPolicy.RuleSet ruleSet(Row row, Map<String, List<RiskRule>> rules) {
        return new RiskPolicy.RuleSet(
                row.getString("region_code"),
                row.getInteger("version"),
                row.getLocalDate("effective_from"),
                row.getLocalDate("effective_to"),
                new RiskRules(
                        version(row),
                        row.getInteger("medium_points"),
                        row.getInteger("high_points"),
                        Arrays.stream(row.getArrayOfStrings("needed"))
                                .map(Needed::valueOf)
                                .collect(Collectors.toSet()),
                        rules.getOrDefault(version(row), List.of())));
    }

    Future<List<IncomeLine>> lines(SqlClient db) {
        return db.preparedQuery(LINES)
                .mapping(row -> new IncomeLine(
                        row.getString("region_code"),
                        row.getInteger("year"),
                        row.getInteger("version"),
                        row.getInteger("yuan"),
                        row.getString("basis")))
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static final String LOCK = "lock table policy_income_line in share row exclusive mode";

    /** One import at a time, over all nodes; held until the transaction ends. Readers go on. */
    Future<Void> lock(SqlConnection tx) {
        return tx.query(LOCK).execute().mapEmpty();
    }

    private static final String ADD =
            """
            insert into policy_income_line (region_code, year, version, yuan, basis, entered_at)
            select g.region_code, g.year, 1 + coalesce((select max(version) from policy_income_line l
                                                        where l.region_code = g.region_code and l.year = g.year), 0),
                g.yuan, g.basis, $5
            from unnest($1::text[], $2::int[], $3::int[], $4::text[]) as g(region_code, year, yuan, basis)""";

    Future<Void> add(SqlConnection tx, List<IncomeLineFile.Line> lines, Instant at) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addArrayOfString(lines.stream()
                                .map(IncomeLineFile.Line::regionCode)
                                .toArray(String[]::new))
                        .addArrayOfInteger(
                                lines.stream().map(IncomeLineFile.Line::year).toArray(Integer[]::new))
                        .addArrayOfInteger(
                                lines.stream().map(IncomeLineFile.Line::yuan).toArray(Integer[]::new))
                        .addArrayOfString(
                                lines.stream().map(IncomeLineFile.Line::basis).toArray(String[]::new))
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
