package org.fangpin110.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of the console's bar, as each role, on a phone, a tablet and a desk; and what is done on the pages beside the queue. */
class EveryPageIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String TOWN = "town-" + Reports.TOWNSHIP.substring(0, 9);
    private static final String VILLAGE = "village-" + Reports.VILLAGE;

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Chromium chromium;
    private static String axe;

    private final List<String> faults = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

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
    @CsvSource({
        "village, /queue",
        "township, /queue",
        "desk, /queue",
        "admin, /units",
        "auditor, /audit",
        "department, /checks",
        "grid, /me"
    })
    void eachRoleLandsOnItsOwnPageAndEveryPageItSeesIsRight(String role, String landing) {
        reported();
        APP.deliver();
        String account = account(role);
        String password = role.equals("grid") ? gridWorker(account) : APP.password(account);
        for (int width : new int[] {360, 768, 1440}) {
            Page page = page(width);
            signIn(page, account, password);
            page.waitForURL(APP.url() + landing);
            List<Object> addresses = new ArrayList<>((List<?>)
                    page.locator(".pages a").evaluateAll("links => links.map(link => link.getAttribute('href'))"));
            assertThat(addresses).contains(landing);
            for (Object address : addresses) {
                page.locator(".pages a[href='" + address + "']").click();
                page.waitForURL(APP.url() + address);
                assertThat(page.locator("h1").first()).isVisible();
                page.waitForTimeout(400);
                looksRight(page, role + "-" + address.toString().substring(1), width);
            }
        }
    }

    @Test
    void aCadreTellsAFamilyNoMessageReached() {
        String receipt = reported();
        APP.deliver();
        APP.pool()
                .query(
                        "insert into message (message_id, case_id, banner_code, report_id, step, channel, recipient, template,"
                                + " status, created_at, changed_at) select gen_random_uuid(), case_id, banner_code, id,"
                                + " 'report-received:' || id, 'CALL_TASK', 'report:' || id, 'report-received', 'QUEUED', now(), now()"
                                + " from report where receipt_no = '" + receipt + "'")
                .execute()
                .await();
        Page page = page(360);
        signIn(page, VILLAGE);
        page.waitForURL(APP.url() + "/queue");
        page.navigate(APP.url() + "/call-tasks");
        page.locator("li", new Page.LocatorOptions().setHasText(receipt))
                .getByRole(AriaRole.BUTTON)
                .click();
        Locator call = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("本人 1")));
        assertThat(call).hasAttribute("href", Pattern.compile("tel:1\\d{10}"));
        assertThat(page.locator("q.say")).containsText(receipt);
        page.getByLabel("怎么说的").fill("本人接的");
        looksRight(page, "call-task", 360);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("电话里说到了"))
                .click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("办完了");
        assertThat(page.locator("li", new Page.LocatorOptions().setHasText(receipt)))
                .hasCount(0);
    }

    @Test
    void aPageOfSomebodyElsesLeadsToOnesOwn() {
        Page page = page(1440);
        signIn(page, account("auditor"));
        page.waitForURL(APP.url() + "/audit");
        page.navigate(APP.url() + "/queue");
        page.waitForURL(APP.url() + "/audit");
    }

    @Test
    void aCaseIsFoundByNameByPhoneAndByTheLastDigitsAndNoAddressHoldsThem() {
        String receipt = reported();
        APP.deliver();
        for (String said : List.of(
                Reports.crackedWall().getJsonObject("subject").getString("name"),
                Reports.crackedWall().getJsonObject("subject").getString("phone"),
                Reports.crackedWall()
                        .getJsonObject("subject")
                        .getString("phone")
                        .substring(7))) {
            Page page = page(1440);
            List<String> addresses = new ArrayList<>();
            page.onRequest(request -> addresses.add(request.url()));
            signIn(page, VILLAGE);
            page.getByRole(AriaRole.SEARCH).locator("input").fill(said);
            page.getByRole(AriaRole.SEARCH).locator("button").click();
            assertThat(page.getByText(receipt).first()).isVisible();
            assertThat(addresses).noneMatch(address -> address.contains(said));
        }
    }

    @Test
    void anAdministratorMergesTwoVillagesAfterSeeingWhatItWouldDo() {
        Page page = page(1440);
        signIn(page, account("admin"));
        List<JsonObject> villages = APP
                .staff("admin-152223")
                .get("/api/v1/units/" + Reports.TOWNSHIP + "/children")
                .json()
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .filter(unit -> unit.getString("name").endsWith("村委会"))
                .toList();
        JsonObject kept = villages.get(villages.size() - 1);
        JsonObject gone = villages.get(villages.size() - 2);
        for (JsonObject one : List.of(kept, gone)) {
            page.getByLabel("名称开头").fill(one.getString("name"));
            page.getByRole(AriaRole.SEARCH).locator("button").click();
            page.locator("input[value='" + one.getString("unitCode") + "']").check();
        }
        page.getByText("合并所选").click();
        page.getByLabel("变成的代码").fill(kept.getString("unitCode"));
        page.getByText("先看会怎样").click();
        assertThat(page.locator(".preview-of")).containsText(gone.getString("unitCode"));
        looksRight(page, "admin-merge-preview", 1440);
        page.getByText("确定变更").click();
        assertThat(page.getByText("已办理：")).isVisible();
        assertThat(page.locator("li strong").filter(new Locator.FilterOptions().setHasText("合并")))
                .isVisible();
    }

    @Test
    void anAdministratorMakesAnAccountAndItsHolderChangesThePassword() {
        Page page = page(1440);
        signIn(page, account("admin"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("人员值班"))
                .click();
        String account = "new-" + UUID.randomUUID().toString().substring(0, 8);
        page.locator("#account").fill(account);
        page.locator("#name").fill("新来的");
        page.locator("#role").selectOption("BANNER_DESK");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("建账号").setExact(true))
                .click();
        String password = page.locator(".secret").innerText();
        Page theirs = page(360);
        signIn(theirs, account, password);
        theirs.waitForURL(APP.url() + "/queue");
        theirs.navigate(APP.url() + "/me");
        theirs.locator("#current").fill(password);
        theirs.locator("#next").fill("今天的天气真是不好啊");
        theirs.locator("#again").fill("今天的天气真是好啊好");
        theirs.locator("button.wide").click();
        assertThat(theirs.getByText("两遍不一样")).isVisible();
        theirs.locator("#next").fill("今天的天气真是好啊好");
        theirs.locator("button.wide").click();
        assertThat(theirs.getByText("密码改好了")).isVisible();
        Page again = page(360);
        signIn(again, account, "今天的天气真是好啊好");
        again.waitForURL(APP.url() + "/queue");
    }

    @Test
    void whatATownshipChoosesIsAssignedWithAResultForEach() {
        String receipt = reported();
        Page page = page(1440);
        signIn(page, TOWN);
        page.getByLabel(receipt, new Page.GetByLabelOptions().setExact(true)).check();
        page.getByText("分给…").click();
        page.locator("dialog .unit-picker select").selectOption("152223107209");
        assertThat(page.locator("dialog .preview li")).hasCount(1);
        looksRight(page, "assign", 1440);
        page.getByText(Pattern.compile("^分派 1 件$")).click();
        assertThat(page.locator(".results")).containsText(receipt + " 已分派");
    }

    @Test
    void aTypedAddressLoadsTheConsoleAndAnUnknownOneIsAPlainPage() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String path : List.of("/", "/queue", "/overview", "/audit", "/people", "/me")) {
            HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(APP.url() + path));
            assertThat(client.send(asked.GET().build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.send(
                                    asked.method("HEAD", HttpRequest.BodyPublishers.noBody())
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> nothing = client.send(
                HttpRequest.newBuilder(URI.create(APP.url() + "/no-such-page"))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("没有这一页");
        HttpResponse<String> program = client.send(
                HttpRequest.newBuilder(URI.create(APP.url() + "/no-such-page")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(program.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    private static String account(String role) {
        return switch (role) {
            case "village" -> VILLAGE;
            case "township" -> TOWN;
            case "desk" -> "desk-152223";
            case "admin" -> "admin-152223";
            case "auditor" -> "audit-152223";
            case "grid" -> "grid-console";
            default -> "medical-insurance-152223";
        };
    }

    /** No grid worker is among the demo staff. */
    private static String gridWorker(String account) {
        Answer made = APP.staff("admin-152223")
                .post(
                        "/api/v1/units/" + Reports.VILLAGE + "/staff",
                        new JsonObject()
                                .put("account", account)
                                .put("displayName", "网格员")
                                .put("role", "GRID_WORKER"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().getString("password");
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
                faults.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    private void signIn(Page page, String account) {
        signIn(page, account, APP.password(account));
    }

    private void signIn(Page page, String account, String password) {
        page.navigate(APP.url() + "/");
        page.getByLabel("账号").fill(account);
        page.getByLabel("口令").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                .click();
        assertThat(page.locator(".pages")).isVisible();
    }

    private void looksRight(Page page, String name, int width) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve("page-" + name + "-" + width + ".png"))
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
