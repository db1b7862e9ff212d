package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fangpin110.unit.UnitCode;

/** The only code that names notice_policy. */
final class NoticePolicyRepository {
    private static final String EVERYWHERE = "000000000000";

    /** Each column by itself: a township may have a phone of its own and the banner's way with names. */
    private static final String IN_FORCE =
            """
            with said as (
                select array_position($1::text[], region_code) as nearness, p.*
                from notice_policy p
                where region_code = any($1) and effective_from <= $2 and (effective_to is null or effective_to > $2))
            select (select name_style from said where name_style is not null
                    order by nearness desc, effective_from desc limit 1) as name_style,
                   (select tells_cause from said where tells_cause is not null
                    order by nearness desc, effective_from desc limit 1) as tells_cause,
                   (select objection_phone from said where objection_phone is not null
                    order by nearness desc, effective_from desc limit 1) as objection_phone,
                   (select max(version) from said) as version""";

    Future<NoticePolicy> inForce(SqlClient db, String unitCode, LocalDate day) {
        String[] regions = Stream.concat(
                        Stream.of(EVERYWHERE),
                        IntStream.rangeClosed(1, UnitCode.level(unitCode))
                                .mapToObj(level -> UnitCode.atLevel(unitCode, level)))
                .toArray(String[]::new);
        return db.preparedQuery(IN_FORCE)
                .mapping(NoticePolicyRepository::policy)
                .execute(Tuple.of(regions, day))
                .map(rows -> rows.iterator().next());
    }

    private static NoticePolicy policy(Row row) {
        return new NoticePolicy(
                NameStyle.valueOf(row.getString("name_style")),
                row.getBoolean("tells_cause"),
                new OfficePhone(row.getString("objection_phone")),
                row.getInteger("version"));
    }
}
