package org.fangpin110.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/**
 * Reports as residents send them, 1 KB of JSON: every one by another person with a valid ID number and phone of their
 * own, under a key of its own. Three of four chose their village in the form; one wrote the address only. What all
 * reports to a village share is prepared; a request is a few copies.
 */
public final class ReportRequests implements Consumer<ByteBuffer> {
    private static final byte[][] SURNAMES =
            bytes("王", "李", "张", "刘", "陈", "杨", "包", "白", "吴", "韩", "齐", "孟", "佟", "敖");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1945, 1, 1);
    private static final int BIRTHDAYS = 23_000;
    /** So many have the same birthday. */
    private static final int SHARED_BIRTHDAY = 999;

    private static final int GIVEN_NAMES = 3_000;
    private static final String STORY = "老伴今年三月查出肺上的毛病，在旗医院住了四十三天，又转到兴安盟医院做了手术，报销完自己还花了六万八千多块，都是跟亲戚借的。"
            + "家里就种二十来亩旱地，去年又遭了雹子，玉米收成不到往年一半。大儿子在外打工摔伤了腰，干不了重活，孙子上高中每年学费住宿费还要一万二。"
            + "我自己有高血压和糖尿病，天天吃药，实在周转不开了，请帮忙看看能不能有点救助。";

    private static final byte[] HEAD = bytes(
            "POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer ")[
            0];
    private static final byte[] KEY = bytes("\r\nIdempotency-Key: ")[0];
    private static final byte[] NAME =
            bytes("{\"reporterKind\":\"SELF\",\"relation\":\"HEAD\",\"subject\":{\"name\":\"")[0];
    private static final byte[] PHONE = bytes("\",\"phone\":\"")[0];
    private static final byte[] ID_NUMBER = bytes("\",\"idNo\":\"")[0];
    private static final int OF_THE_PERSON =
            NAME.length + 9 + PHONE.length + 11 + ID_NUMBER.length + 18; // a name is three characters of three bytes

    /** What is the same in every report to a village: the end of the head, and of the body. */
    private record Prepared(byte[] length, byte[] rest) {
        static Prepared of(String chosen, String address) {
            byte[] rest = bytes("\"}," + chosen + "\"addressText\":\"" + address
                    + "\",\"groupName\":\"二组\",\"riskMain\":\"ILLNESS\",\"riskMore\":[\"SCHOOLING\",\"DISASTER\"],\"hardshipText\":\""
                    + STORY
                    + "\",\"householdSize\":4,\"annualIncome\":12800,\"rigidSpending\":68350.5,\"urgent\":false,"
                    + "\"consents\":{\"privacy\":\"2026-11\",\"sensitive\":\"2026-11\",\"truth\":\"2026-11\"}}")[0];
            return new Prepared(bytes("\r\nContent-Length: " + (OF_THE_PERSON + rest.length) + "\r\n\r\n")[0], rest);
        }
    }

    private final SplittableRandom random = new SplittableRandom(110);
    private final List<Unit> villages;
    private final List<Prepared> chosen = new ArrayList<>();
    private final List<Prepared> written = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(4 * 1024);
    private final byte[] idNumber = new byte[18];
    private byte[][] tokens = bytes("none");
    private long sent;

    public ReportRequests(UnitTable units) {
        UnitRange banner = UnitRange.of("152223000000");
        this.villages = units.children("152223000000").stream()
                .flatMap(township -> units.children(township.code()).stream())
                .filter(unit -> unit.routable() && banner.contains(unit.code()))
                .toList();
        for (Unit village : villages) {
            String address = "扎赉特旗" + units.parent(village).orElseThrow().name() + village.name();
            chosen.add(Prepared.of("\"hukouUnit\":\"" + village.code() + "\",", address));
            written.add(Prepared.of("", address));
        }
    }

    private static byte[][] bytes(String... texts) {
        byte[][] all = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            all[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        return all;
    }

    /** The residents who send, in turn. */
    void useTokens(List<String> ofResidents) {
        tokens = bytes(ofResidents.toArray(String[]::new));
    }

    List<Unit> villages() {
        return villages;
    }

    @Override
    public void accept(ByteBuffer out) {
        int village = random.nextInt(villages.size());
        put(out, (sent % 4 == 0 ? written : chosen).get(village));
    }

    /** A report whose writer chose this village, by its place in {@link #villages()}. */
    void toVillage(ByteBuffer out, int village) {
        put(out, chosen.get(village));
    }

    private void put(ByteBuffer out, Prepared prepared) {
        out.put(HEAD).put(tokens[(int) (sent % tokens.length)]).put(KEY);
        Bytes.uuid(out, random.nextLong(), random.nextLong());
        out.put(prepared.length());
        putBody(out, prepared);
    }

    private void putBody(ByteBuffer out, Prepared prepared) {
        long person = sent++;
        out.put(NAME).put(SURNAMES[random.nextInt(SURNAMES.length)]);
        putGiven(out);
        putGiven(out);
        out.put(PHONE);
        Bytes.decimal(out, 13_000_000_000L + person, 11);
        out.put(ID_NUMBER);
        putIdNumber(out, person);
        out.put(prepared.rest());
    }

    /** The next person's report. */
    public String body() {
        scratch.clear();
        putBody(scratch, (sent % 4 == 0 ? written : chosen).get(random.nextInt(villages.size())));
        return StandardCharsets.UTF_8.decode(scratch.flip()).toString();
    }

    /** Any of three thousand characters: namesakes in one village are rare, as they are among those who report. */
    private void putGiven(ByteBuffer out) {
        int character = '一' + random.nextInt(GIVEN_NAMES);
        out.put((byte) (0xE0 | character >> 12))
                .put((byte) (0x80 | character >> 6 & 0x3F))
                .put((byte) (0x80 | character & 0x3F));
    }

    private void putIdNumber(ByteBuffer out, long person) {
        if (person % SHARED_BIRTHDAY == 0 || idNumber[0] == 0) {
            LocalDate born = FIRST_BIRTHDAY.plusDays(person / SHARED_BIRTHDAY % BIRTHDAYS);
            byte[] first = bytes("152223" + DateTimeFormatter.BASIC_ISO_DATE.format(born))[0];
            System.arraycopy(first, 0, idNumber, 0, first.length);
        }
        int ordinal = (int) (person % SHARED_BIRTHDAY) + 1;
        idNumber[14] = (byte) ('0' + ordinal / 100);
        idNumber[15] = (byte) ('0' + ordinal / 10 % 10);
        idNumber[16] = (byte) ('0' + ordinal % 10);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (idNumber[i] - '0');
        }
        idNumber[17] = (byte) "10X98765432".charAt(sum % 11);
        out.put(idNumber);
    }
}
