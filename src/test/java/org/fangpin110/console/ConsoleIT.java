package org.fangpin110.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Chromium;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as staff see it, in a real browser on the real server. */
class ConsoleIT {
    private static final String ACCOUNT = "village-" + Reports.VILLAGE;
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Chromium chromium;
    private static String axe;

    private final List<String> faults = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private int taps;
    private int typed;

    @BeforeAll
    static void aBrowser() throws IOException, InterruptedException {
        chromium = new Chromium();
        axe = Files.readString(Path.of("src/main/console/node_modules/axe-core/axe.min.js"));
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        contexts.forEach(BrowserContext::close);
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1440})
    void everyPageIsReadableWithoutASidewaysScrollAndWithoutAFinding(int width) {
        String receipt = reported();
        Page page = page(width);
        page.navigate(APP.url() + "/");
        looksRight(page, "sign-in", width);
        signIn(page);
        looksRight(page, "queue", width);
        open(page, receipt);
        looksRight(page, "case", width);
        page.getByText("菜单").click();
        page.getByText("深色").click();
        page.getByText("大字").click();
        page.getByText("菜单").click();
        looksRight(page, "case-dark-large", width);
        page.navigate(APP.url() + "/queue?view=bounced");
        assertThat(page.getByText("这里没有要办的")).isVisible();
        looksRight(page, "queue-empty", width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"village", "township", "desk", "english"})
    void eachDeskHasItsQueue(String who) {
        reported();
        Page page = page(1440);
        page.navigate(APP.url() + "/");
        signIn(
                page,
                switch (who) {
                    case "township" -> "town-" + Reports.TOWNSHIP.substring(0, 9);
                    case "desk" -> "desk-152223";
                    default -> ACCOUNT;
                });
        if (who.equals("english")) {
            page.getByText("菜单").click();
            page.getByLabel("语言").selectOption("en");
            assertThat(page.getByRole(AriaRole.HEADING).first()).containsText("Queue");
        }
        assertThat(page.locator(".case").first()).isVisible();
        looksRight(page, "queue-" + who, 1440);
    }

    @Test
    void aCadreCallsAcceptsAndNotesOnAPhone() {
        String receipt = reported();
        Page page = page(360);
        page.navigate(APP.url() + "/");
        signIn(page);
        taps = 0;
        typed = 0;
        tap(row(page, receipt));
        Locator call = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("打电话")));
        assertThat(call).hasAttribute("href", Pattern.compile("tel:1\\d{10}"));
        taps++; // the call itself: a browser on a desk has no phone
        tap(button(page, "受理"));
        write(page.getByLabel("给同事的话"), "下午去看");
        tap(page.locator(".next form").getByRole(AriaRole.BUTTON).first());
        assertThat(page.locator(".head")).containsText("待授权");
        assertThat(page.locator(".events")).containsText("下午去看");
        System.out.printf("console, open → call → accept → note: %d taps, %d characters%n", taps, typed);
        assertThat(taps).isLessThanOrEqualTo(4);
    }

    @Test
    void whoComesSecondIsToldAndLosesNothingTyped() {
        String receipt = reported();
        Page first = page(1440);
        first.navigate(APP.url() + "/");
        signIn(first);
        open(first, receipt);
        Page second = page(1440);
        second.navigate(APP.url() + "/");
        signIn(second, "town-" + Reports.TOWNSHIP.substring(0, 9));
        open(second, receipt);

        button(first, "受理").click();
        first.getByLabel("给同事的话").fill("我写了很久");
        button(second, "受理").click();
        second.locator(".next form").getByRole(AriaRole.BUTTON).first().click();
        assertThat(second.locator(".head")).containsText("待授权");
        first.locator(".next form").getByRole(AriaRole.BUTTON).first().click();

        assertThat(first.getByRole(AriaRole.ALERT)).containsText("改过这件事");
        assertThat(first.getByLabel("给同事的话")).hasValue("我写了很久");
        faults.removeIf(fault -> fault.contains("412"));
        first.getByText("再试一次").click();
        assertThat(first.locator(".head")).containsText("待授权");
    }

    @Test
    void whatIsBeingWrittenSurvivesAReload() {
        String receipt = reported();
        Page page = page(768);
        page.navigate(APP.url() + "/");
        signIn(page);
        open(page, receipt);
        button(page, "受理").click();
        page.getByLabel("给同事的话").fill("还没写完");
        page.reload();
        button(page, "受理").click();
        assertThat(page.getByLabel("给同事的话")).hasValue("还没写完");
    }

    @Test
    void aNewReportIsAnnouncedAndMovesNoRowUnderTheFinger() {
        reported();
        Page page = page(1440);
        page.navigate(APP.url() + "/");
        signIn(page);
        assertThat(page.locator(".case").first()).isVisible();
        List<String> before = page.locator(".cases .receipt").allTextContents();
        String receipt = reported();
        Locator bar = button(page, "有新变化，点这里显示");
        assertThat(bar).isVisible();
        assertThat(page.locator(".cases .receipt").allTextContents())
                .isNotEmpty()
                .isEqualTo(before);
        bar.click();
        assertThat(row(page, receipt)).isVisible();
    }

    @Test
    void chosenCasesAreAcceptedTogetherWithAResultForEach() {
        String one = reported();
        String two = reported();
        Page page = page(1440);
        page.navigate(APP.url() + "/queue?view=RECEIVED");
        signIn(page);
        page.getByLabel(one, new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel(two, new Page.GetByLabelOptions().setExact(true)).check();
        button(page, "受理所选").click();
        assertThat(page.getByText("受理 2 件？")).isVisible();
        page.getByRole(AriaRole.DIALOG).getByText("受理所选").click();
        assertThat(page.locator(".results li")).hasCount(2);
        assertThat(page.locator(".results")).containsText(one + " 已受理");
    }

    @Test
    void aWrongPasswordIsToldPlainly() {
        Page page = page(360);
        page.navigate(APP.url() + "/sign-in");
        page.getByLabel("账号").fill(ACCOUNT);
        page.getByLabel("口令").fill("不对的口令");
        button(page, "登录").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("账号或密码不对");
        looksRight(page, "sign-in-wrong", 360);
        faults.removeIf(fault -> fault.contains("401"));
    }

    @Test
    void theFirstLoadOfTheQueueIsSmall() throws IOException {
        Page page = page(360);
        page.navigate(APP.url() + "/");
        signIn(page);
        Set<String> loaded = new TreeSet<>();
        page.onRequest(request -> {
            if (request.url().contains("/assets/")) {
                loaded.add(request.url().replaceAll(".*/assets/", ""));
            }
        });
        page.reload();
        assertThat(page.locator(".views")).isVisible();
        int total = 0;
        for (String name : loaded) {
            total += packed(Files.readAllBytes(Path.of("target/classes/console/assets", name)));
        }
        System.out.printf("console, everything the queue page loads: %d bytes gzip%n", total);
        assertThat(total).isPositive().isLessThan(300_000);
    }

    private static int packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(content);
        }
        return packed.size();
    }

    private static String reported() {
        Answer answer = APP.resident("console-" + UUID.randomUUID()).submit(UUID.randomUUID(), Reports.crackedWall());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().getString("receiptNo");
    }

    private Page page(int width) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width < 500 ? 740 : 900)
                        .setLocale("zh-CN"));
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    private void signIn(Page page) {
        signIn(page, ACCOUNT);
    }

    private void signIn(Page page, String account) {
        page.getByLabel("账号").fill(account);
        page.getByLabel("口令").fill(APP.password(account));
        button(page, "登录").click();
        assertThat(page.locator(".views")).isVisible();
        assertThat(page.locator(".cases")).hasAttribute("aria-busy", "false");
    }

    private void open(Page page, String receipt) {
        row(page, receipt).click();
        assertThat(page.locator(".head")).containsText(receipt);
    }

    private static Locator row(Page page, String receipt) {
        return page.locator(".case a").filter(new Locator.FilterOptions().setHasText(receipt));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private void tap(Locator what) {
        taps++;
        what.click();
    }

    private void write(Locator where, String text) {
        typed += text.length();
        where.fill(text);
    }

    private void looksRight(Page page, String name, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve("console-" + name + "-" + width + ".png"))
                .setFullPage(true));
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " scrolls sideways at " + width)
                .isTrue();
        page.evaluate(axe);
        @SuppressWarnings("unchecked")
        List<String> found = (List<String>)
                page.evaluate(
                        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']}).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary))");
        assertThat(found).as(name + " at " + width).isEmpty();
    }
}
