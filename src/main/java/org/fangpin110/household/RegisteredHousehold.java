package org.fangpin110.household;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What the registry says of one person's household. Absent values are null.
 *
 * @param unitCode hukou village
 * @param relation of that person to the head
 * @param asOf the day the registry speaks of
 */
public record RegisteredHousehold(
        UUID key,
        String unitCode,
        HouseholdClass householdClass,
        MonitorStatus monitorStatus,
        LocalDate monitoredSince,
        int memberCount,
        boolean dibao,
        Relation relation,
        LocalDate asOf,
        Head head) {

    /** Who stands at the head, sealed. */
    public record Head(UUID personKey, byte[] content) {
        @Override
        public String toString() {
            return "Head[" + personKey + "]";
        }
    }

    static RegisteredHousehold of(Row row) {
        UUID head = row.getUUID("head_key");
        Buffer content = row.getBuffer("head_content");
        return new RegisteredHousehold(
                row.getUUID("household_key"),
                row.getString("unit_code"),
                HouseholdClass.valueOf(row.getString("household_class")),
                MonitorStatus.valueOf(row.getString("monitor_status")),
                row.getLocalDate("monitored_since"),
                row.getInteger("member_count"),
                row.getBoolean("has_dibao"),
                Relation.valueOf(row.getString("relation")),
                row.getLocalDate("as_of"),
                head == null ? null : new Head(head, content.getBytes()));
    }

    /** 张**: who the head is, for people who know the village. */
    public Optional<String> maskedHead(RegistrySeal seal) {
        return Optional.ofNullable(head)
                .map(stored -> seal.openPerson(stored.personKey(), stored.content()))
                .flatMap(opened -> PersonName.check(opened.getString("name")).name())
                .map(PersonName::masked);
    }

    @Override
    public String toString() {
        return "RegisteredHousehold[" + key + "]";
    }
}
