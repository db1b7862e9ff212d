package org.fangpin110.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fangpin110.support.Chromium;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mini-program as it is shipped, in Chromium, against the real server and database, over a line that can fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MiniProgramBench {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    static final String STORY = "老伴住院花了三万多，报销后还欠一万二。";
    static final String REPORTS = "/api/v1/reports";

    private final List<Phone> phones = new ArrayList<>();
    private Chromium chromium;
    BadLine line;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Assumptions.assumeFalse(Boolean.getBoolean("skipMiniprogram"), "left out by -DskipMiniprogram");
        Path program = Path.of("target/miniprogram-preview").toAbsolutePath();
        assertThat(program.resolve("app.js"))
                .as("made by Maven before the tests")
                .exists();
        Files.createDirectories(Path.of("target/screenshots"));
        line = new BadLine(program, APP.url());
        chromium = new Chromium();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (line != null) {
            line.close();
        }
    }

    @AfterEach
    void putAway() {
        line.mend();
        List<String> faults =
                phones.stream().flatMap(phone -> phone.faults().stream()).toList();
        phones.forEach(Phone::close);
        phones.clear();
        assertThat(faults).as("what the browser complained about").isEmpty();
    }

    /** A new phone whose WeChat user nobody has seen. */
    Phone phone() {
        return phone("mini-" + number());
    }

    Phone phone(String user) {
        Phone phone = new Phone(chromium.browser(), line.url(), user);
        phones.add(phone);
        return phone;
    }

    /** From the first screen to the place; the person has no ID number at hand. */
    static void whoIsMyself(Phone phone, String name, String number) {
        phone.tap("report", "who-SELF");
        phone.type("name", name);
        phone.tap("next");
        phone.type("phone", number);
        phone.tap("next", "id-none");
    }

    /** From the kind of trouble to the tap on submit. */
    static void whatHappened(Phone phone) {
        phone.tap("risk-ILLNESS");
        phone.type("story", STORY);
        phone.tap("next", "urgent-NONE");
        agree(phone);
    }

    static void agree(Phone phone) {
        phone.tap("next", "consent-privacy", "consent-sensitive", "consent-truth");
    }

    /** A whole report of oneself for {@link Reports#VILLAGE}, up to the tap on submit. */
    static void fill(Phone phone, String name) {
        whoIsMyself(phone, name, number());
        phone.tap("choose", "unit-" + Reports.TOWNSHIP, "unit-" + Reports.VILLAGE);
        whatHappened(phone);
    }

    static String number() {
        return "139" + String.format("%08d", (int) (Math.random() * 100_000_000));
    }

    /** A report is received, and the receipt number on the screen is that of the one report in the database. */
    static String received(Phone phone) {
        phone.waitForState("received");
        String number = phone.text("receipt-no").replace(" ", "");
        assertThat(rows("select 1 from report where receipt_no = $1", number)).hasSize(1);
        return number;
    }

    static JsonObject sent(String receiptNo) {
        Row row = rows("select * from report where receipt_no = $1", receiptNo).get(0);
        return row.toJson();
    }

    static long countReports() {
        return rows("select count(*) from report").get(0).getLong(0);
    }

    static List<Row> rows(String sql, Object... values) {
        List<Row> rows = new ArrayList<>();
        APP.ownerPool().preparedQuery(sql).execute(Tuple.from(values)).await().forEach(rows::add);
        return rows;
    }
}
