package org.fangpin110.bench;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/**
 * Reports as residents send them, 1 KB of JSON: every one by another person with a valid ID number and phone of their
 * own, under a key of its own. Three of four chose their village in the form; one wrote the address only.
 */
public final class ReportRequests implements Supplier<Buffer> {
    private static final String[] SURNAMES = {"王", "李", "张", "刘", "陈", "杨", "包", "白", "吴", "韩", "齐", "孟", "佟", "敖"};
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1945, 1, 1);
    private static final int BIRTHDAYS = 23_000;
    private static final String STORY = "老伴今年三月查出肺上的毛病，在旗医院住了四十三天，又转到兴安盟医院做了手术，报销完自己还花了六万八千多块，都是跟亲戚借的。"
            + "家里就种二十来亩旱地，去年又遭了雹子，玉米收成不到往年一半。大儿子在外打工摔伤了腰，干不了重活，孙子上高中每年学费住宿费还要一万二。"
            + "我自己有高血压和糖尿病，天天吃药，实在周转不开了，请帮忙看看能不能有点救助。";

    private final SplittableRandom random = new SplittableRandom(110);
    private final List<Unit> villages;
    private final UnitTable units;
    private List<String> tokens = List.of("none");
    private long sent;

    public ReportRequests(UnitTable units) {
        this.units = units;
        UnitRange banner = UnitRange.of("152223000000");
        this.villages = units.children("152223000000").stream()
                .flatMap(township -> units.children(township.code()).stream())
                .filter(unit -> unit.routable() && banner.contains(unit.code()))
                .toList();
    }

    /** The residents who send, in turn. */
    void useTokens(List<String> ofResidents) {
        tokens = List.copyOf(ofResidents);
    }

    @Override
    public Buffer get() {
        byte[] body = body().getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + tokens.get((int) (sent % tokens.size()))
                        + "\r\nIdempotency-Key: " + new UUID(random.nextLong(), random.nextLong())
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        return Buffer.buffer(head.length() + body.length).appendString(head).appendBytes(body);
    }

    /** The next person's report. */
    public String body() {
        long person = sent++;
        Unit village = villages.get(random.nextInt(villages.size()));
        String township = units.parent(village).orElseThrow().name();
        String chosen = person % 4 == 0 ? "" : "\"hukouUnit\":\"" + village.code() + "\",";
        return "{\"reporterKind\":\"SELF\",\"relation\":\"HEAD\",\"subject\":{\"name\":\"" + name()
                + "\",\"phone\":\"" + (13_000_000_000L + person)
                + "\",\"idNo\":\"" + idNumber(person)
                + "\"}," + chosen + "\"addressText\":\"扎赉特旗" + township + village.name()
                + "\",\"groupName\":\"二组\",\"riskMain\":\"ILLNESS\",\"riskMore\":[\"SCHOOLING\",\"DISASTER\"],\"hardshipText\":\""
                + STORY
                + "\",\"householdSize\":4,\"annualIncome\":12800,\"rigidSpending\":68350.5,\"urgent\":false,"
                + "\"consents\":{\"privacy\":\"2026-11\",\"sensitive\":\"2026-11\",\"truth\":\"2026-11\"}}";
    }

    private String name() {
        return SURNAMES[random.nextInt(SURNAMES.length)] + given() + given();
    }

    /** Any of three thousand characters: namesakes in one village are rare, as they are among those who report. */
    private char given() {
        return (char) ('一' + random.nextInt(3_000));
    }

    private static String idNumber(long person) {
        LocalDate born = FIRST_BIRTHDAY.plusDays(person / 999 % BIRTHDAYS);
        String digits = "152223" + DateTimeFormatter.BASIC_ISO_DATE.format(born)
                + String.valueOf(1000 + person % 999 + 1).substring(1);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }
}
