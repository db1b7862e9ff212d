package org.fangpin110.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fangpin110.form.FormCode;
import org.fangpin110.support.CaseWalk;
import org.fangpin110.support.Chromium;
import org.fangpin110.support.Pictures;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.workflow.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps of the procedure taken with their forms in the browser, as a cadre takes them. */
class FormStepsIT {
    private static final String ACCOUNT = "village-" + Reports.VILLAGE;

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private static Chromium chromium;

    private final List<String> faults = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void aBrowser() throws IOException, InterruptedException {
        chromium = new Chromium();
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

    @Test
    void aCadreFilesTheAuthorisationAndTheVisit() {
        Visitor village = APP.staff(ACCOUNT);
        CaseWalk walk = walk().accepted(village);
        Page page = opened(walk);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记授权"))
                .click();
        fill(page, "", walk.filled(village, FormCode.AUTHORISATION));
        shot(page, "authorisation-360");
        submit(page);
        assertThat(page.getByText("入户核查").first()).isVisible();
        assertThat(walk.state()).isEqualTo(State.CHECKING);

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("入户").setExact(true))
                .click();
        page.locator("[id='f/place']").fill("家里的院子");
        page.reload();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("入户").setExact(true))
                .click();
        assertThat(page.locator("[id='f/place']")).hasValue("家里的院子");
        submit(page);
        assertThat(page.getByText("处要改，改好再办")).isVisible();
        shot(page, "visit-faults-360");
        fill(page, "", walk.filled(village, FormCode.VISIT_FORM));
        shot(page, "visit-360");
        submit(page);
        assertThat(page.locator(".step")).hasCount(0);
        assertThat(page.locator(".events").getByText("入户").first()).isVisible();
    }

    private static CaseWalk walk() {
        return new CaseWalk(APP, "forms-" + UUID.randomUUID(), Reports.crackedWall());
    }

    private static void submit(Page page) {
        page.locator(".step button.main").click();
    }

    /** Whatever element a field has: what is written in the data goes into it. */
    private static void fill(Page page, String path, JsonObject data) {
        data.forEach(entry -> fill(page, path + "/" + entry.getKey(), entry.getValue()));
    }

    private static void fill(Page page, String path, Object value) {
        Locator field = page.locator("[id='f" + path + "']");
        if (value instanceof JsonObject part) {
            fill(page, path, part);
        } else if (value instanceof JsonArray lines) {
            if (field.getAttribute("type") != null) {
                field.setInputFiles(new FilePayload("photo.jpg", "image/jpeg", Pictures.jpeg(Color.GREEN)));
                assertThat(field).isEnabled();
            } else if (!(lines.getValue(0) instanceof JsonObject)
                    && field.locator("input[type=checkbox]").count() > 0) {
                field.locator("input:checked").all().forEach(Locator::uncheck);
                lines.forEach(code ->
                        field.locator("input[value='" + code + "']").first().check());
            } else {
                for (int i = 0; i < lines.size(); i++) {
                    if (page.locator("[id^='f" + path + "/" + i + "']").count() == 0) {
                        page.locator("[id='f" + path + "/add']").click();
                    }
                    fill(page, path + "/" + i, lines.getValue(i));
                }
            }
        } else if (field.evaluate("element => element.tagName").equals("SELECT")) {
            field.selectOption(value.toString());
        } else if ("file".equals(field.getAttribute("type"))) {
            field.setInputFiles(new FilePayload("photo.jpg", "image/jpeg", Pictures.jpeg(Color.GREEN)));
            assertThat(field).isEnabled();
        } else if ("datetime-local".equals(field.getAttribute("type"))) {
            field.fill(value.toString().substring(0, 16));
        } else {
            field.fill(value.toString());
        }
    }

    private Page opened(CaseWalk walk) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai"));
        contexts.add(context);
        Page page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                faults.add(message.text());
            }
        });
        page.navigate(APP.url() + "/sign-in");
        page.getByLabel("账号").fill(ACCOUNT);
        page.getByLabel("口令").fill(APP.password(ACCOUNT));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                .click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        page.locator(".views").waitFor();
        page.navigate(APP.url() + "/cases/" + walk.caseId());
        return page;
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/form-" + name + ".png")));
    }
}
