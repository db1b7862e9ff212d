package org.fangpin110.bench;

import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.fangpin110.form.FormCode;
import org.fangpin110.support.FilledForms;
import org.fangpin110.support.Pictures;

/**
 * The life of one case after another, as its people see it: a resident reports, the village finds the case by its receipt
 * number, adds a photo, takes every step with its form, and looks it up again when it is closed. An answer other than the expected one ends the run.
 */
final class Lifecycle implements Conversation {
    /** A step of staff: what follows the address of the case, and what is said, null for nothing; {@code above}: by the township. */
    record Step(String name, boolean above, String path, String body) {}

    /** Where the one photo of the case is named later. */
    private static final UUID NO_PHOTO = new UUID(0, 0);

    /** In this order, each with the version the one before answered. */
    static final List<Step> STEPS = List.of(
            new Step("accept", false, "/accept", "{}"),
            procedure("authorise", "AUTHORISE", FormCode.AUTHORISATION),
            procedure("visit", "VISIT", FormCode.VISIT_FORM),
            new Step("close", true, "/close", "{\"outcome\":\"HELPED_ONLY\",\"answer\":\"已入户核实，按规定给予临时救助，暂不纳入监测。\"}"));

    private static Step procedure(String name, String action, FormCode form) {
        JsonObject entry = new FilledForms(LocalDate.now(ZoneId.of("Asia/Shanghai")), NO_PHOTO).entry(form);
        return new Step(
                name,
                false,
                "/steps",
                new JsonObject().put("action", action).put("form", entry).encode());
    }

    private static final byte[] RECEIPT = Bytes.ascii("\"receiptno\":\"");
    private static final byte[] CASE_ID = Bytes.ascii("\"caseid\":\"");
    private static final byte[] VERSION = Bytes.ascii("\"version\":");
    private static final byte[] GET = Bytes.ascii("GET /api/v1/cases");
    private static final byte[] POST = Bytes.ascii("POST /api/v1/cases/");
    private static final byte[] BY_RECEIPT = Bytes.ascii("?receiptNo=");
    private static final byte[] TO = Bytes.ascii(" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ");
    private static final byte[] SEEN = Bytes.ascii("\r\nIf-Match: \"");
    private static final byte[] END = Bytes.ascii("\r\n\r\n");
    private static final byte[] EVIDENCE_ID = Bytes.ascii("\"evidenceid\":\"");
    private static final byte[] ADD_EVIDENCE = Bytes.ascii("/evidence?evidenceKind=HOUSE_PHOTO");
    private static final byte[] KEY = Bytes.ascii("\r\nIdempotency-Key: ");
    private static final byte[] PICTURE = picture();
    private static final List<byte[]> SAID = STEPS.stream().map(Lifecycle::said).toList();

    /** The end of a step's request, from the quotation mark after the version. */
    private static byte[] said(Step step) {
        String text = step.body() == null
                ? "\"\r\nContent-Length: 0\r\n\r\n"
                : "\"\r\nContent-Type: application/json\r\nContent-Length: "
                        + step.body().getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + step.body();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The end of an upload's request, from its key on. */
    private static byte[] picture() {
        byte[] body = Pictures.multipart(Pictures.jpeg(Color.ORANGE));
        byte[] head = Bytes.ascii(
                "\r\nContent-Type: " + Pictures.MULTIPART + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    /** With the photo of this case. */
    private byte[] said() {
        byte[] said = SAID.get(step).clone();
        byte[] none = Bytes.ascii(NO_PHOTO.toString());
        for (int at = Bytes.find(said, 0, said.length, none); at >= 0; at = Bytes.find(said, at, said.length, none)) {
            System.arraycopy(photo, 0, said, at, none.length);
        }
        return said;
    }

    /** What all connections of one window found. */
    static final class Window {
        final long begin = System.nanoTime();
        private final long end;
        private final ReportRequests reports;
        private final List<VillageStaff.Member> staff;
        final Map<String, Latencies> steps = new LinkedHashMap<>();
        final Latencies whole = new Latencies();
        private int next;
        private double seconds;

        Window(long nanos, ReportRequests reports, List<VillageStaff.Member> staff) {
            this.end = begin + nanos;
            this.reports = reports;
            this.staff = staff;
            steps.put("create", new Latencies());
            steps.put("find", new Latencies());
            steps.put("photo", new Latencies());
            STEPS.forEach(step -> steps.put(step.name(), new Latencies()));
            steps.put("search", new Latencies());
            steps.put("read", new Latencies());
        }

        private VillageStaff.Member somebody() {
            return staff.get(next++ % staff.size());
        }

        double perSecond() {
            return whole.count() / seconds;
        }
    }

    private enum At {
        CREATE,
        FIND,
        PHOTO,
        STEP,
        SEARCH,
        READ
    }

    private static final SplittableRandom RANDOM = new SplittableRandom();

    private final Window window;
    private VillageStaff.Member member;
    private At at = At.CREATE;
    private int step;
    private long began;
    private byte[] receipt;
    private byte[] caseId;
    private byte[] version;
    private byte[] photo;

    Lifecycle(Window window) {
        this.window = window;
    }

    @Override
    public boolean ask(ByteBuffer out) {
        switch (at) {
            case CREATE -> {
                began = System.nanoTime();
                if (began >= window.end) {
                    return false;
                }
                member = window.somebody();
                window.reports.toVillage(out, member.village());
            }
            case FIND, SEARCH ->
                out.put(GET)
                        .put(BY_RECEIPT)
                        .put(receipt)
                        .put(TO)
                        .put(member.token())
                        .put(END);
            case PHOTO -> {
                out.put(POST)
                        .put(caseId)
                        .put(ADD_EVIDENCE)
                        .put(TO)
                        .put(member.token())
                        .put(KEY);
                Bytes.uuid(out, RANDOM.nextLong(), RANDOM.nextLong());
                out.put(PICTURE);
            }
            case STEP ->
                out.put(POST)
                        .put(caseId)
                        .put(Bytes.ascii(STEPS.get(step).path()))
                        .put(TO)
                        .put(STEPS.get(step).above() ? member.above() : member.token())
                        .put(SEEN)
                        .put(version)
                        .put(said());
            case READ ->
                out.put(GET)
                        .put((byte) '/')
                        .put(caseId)
                        .put(TO)
                        .put(member.token())
                        .put(END);
        }
        return true;
    }

    @Override
    public void answered(int status, ByteBuffer head, ByteBuffer body, long nanos) {
        if (status != (at == At.CREATE || at == At.PHOTO ? 201 : 200)) {
            throw new IllegalStateException(name() + " answered " + status + " " + StandardCharsets.UTF_8.decode(body));
        }
        window.steps.get(name()).add(nanos);
        switch (at) {
            case CREATE -> {
                receipt = Bytes.quoted(body, RECEIPT);
                at = At.FIND;
            }
            case FIND -> {
                caseId = Bytes.quoted(body, CASE_ID);
                version = Bytes.number(body, VERSION);
                at = At.PHOTO;
            }
            case PHOTO -> {
                photo = Bytes.quoted(body, EVIDENCE_ID);
                step = 0;
                at = At.STEP;
            }
            case STEP -> {
                version = Bytes.number(body, VERSION);
                at = ++step < STEPS.size() ? At.STEP : At.SEARCH;
            }
            case SEARCH -> at = At.READ;
            case READ -> {
                window.whole.add(System.nanoTime() - began);
                at = At.CREATE;
            }
        }
    }

    private String name() {
        return at == At.STEP ? STEPS.get(step).name() : at.name().toLowerCase(Locale.ROOT);
    }

    /** Lives on so many connections until the time is over; those begun are lived to their end. */
    static Window live(int port, int connections, long nanos, ReportRequests reports, List<VillageStaff.Member> staff) {
        Window window = new Window(nanos, reports, staff);
        List<Lifecycle> lives =
                Stream.generate(() -> new Lifecycle(window)).limit(connections).toList();
        LoadGenerator.run(port, lives);
        window.seconds = ServerProcess.secondsSince(window.begin);
        return window;
    }
}
