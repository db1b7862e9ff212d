package org.fangpin110.miniprogram;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small phone (360 × 640) with the mini-program, and the one finger that uses it. Taps and typed characters are counted. */
final class Phone implements AutoCloseable {
    private final BrowserContext context;
    private final String url;
    private final List<String> faults = new ArrayList<>();
    private Page page;
    private String user;
    private String number = "";
    private int taps;
    private int typed;

    Phone(Browser browser, String url, String user) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(360, 640)
                .setHasTouch(true)
                .setLocale("zh-CN"));
        context.setDefaultTimeout(15_000);
        this.url = url;
        this.user = user;
        open("/pages/index/index");
    }

    /** Starts the program at this page, as a tap on its icon or a scanned code does; storage stays. */
    void open(String address) {
        kill();
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        page.addInitScript("localStorage.setItem('bench:user', '" + user + "')");
        page.navigate(url + "/index.html#" + address);
        page.waitForFunction("() => window.bench && window.bench.ready");
    }

    /** The system takes the program away; what is in memory is gone. */
    void kill() {
        if (page != null) {
            page.close();
            page = null;
        }
    }

    /** Somebody else signs in to WeChat. */
    void handTo(String other) {
        user = other;
    }

    private Locator visible(String name) {
        return page.locator("[aria-t=\"" + name + "\"]:visible");
    }

    Locator see(String name) {
        Locator found = visible(name).first();
        assertThat(found).isVisible();
        return found;
    }

    String text(String name) {
        return see(name).innerText().strip();
    }

    boolean shows(String name) {
        return visible(name).count() > 0;
    }

    void waitFor(String name, String words) {
        assertThat(visible(name).first()).containsText(words);
    }

    void waitForState(String state) {
        assertThat(page.locator("[aria-t=state][aria-state=" + state + "]:visible"))
                .isVisible();
    }

    void waitForScreen(String screen) {
        assertThat(page.locator("[aria-t=question][aria-screen=" + screen + "]:visible"))
                .isVisible();
    }

    void tap(String... names) {
        for (String name : names) {
            see(name).tap();
            taps++;
        }
    }

    /** Fast fingers: as many taps as this before the screen can change. */
    void tapMany(String name, int times) {
        see(name)
                .evaluate(
                        """
                        (button, times) => {
                          const at = button.getBoundingClientRect()
                          const touch = new Touch({ identifier: 1, target: button, clientX: at.x + 9, clientY: at.y + 9, pageX: at.x + 9, pageY: at.y + 9 })
                          for (let i = 0; i < times; i++) {
                            button.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: [touch], targetTouches: [touch], changedTouches: [touch] }))
                            button.dispatchEvent(new TouchEvent('touchend', { bubbles: true, touches: [], targetTouches: [], changedTouches: [touch] }))
                          }
                        }""",
                        times);
    }

    void type(String name, String text) {
        see(name).fill(text);
        if (name.equals("phone")) {
            number = text;
        }
        if (!name.equals("story")) {
            typed += text.length();
        }
    }

    /** The contact number typed last. */
    String numberTyped() {
        return number;
    }

    void waitForValue(String name, String value) {
        assertThat(visible(name).first()).hasValue(value);
    }

    void photograph(String button, byte[] picture) {
        page.waitForFileChooser(() -> tap(button)).setFiles(new FilePayload("bill.jpg", "image/jpeg", picture));
    }

    void set(String name, Object value) {
        page.evaluate("([name, value]) => { window.bench[name] = value }", List.of(name, value));
    }

    Object run(String script) {
        return page.evaluate(script);
    }

    /** The network comes and goes until the receipt is there; nobody waits for the back-off. */
    void networkComesAndGoesUntilReceived() {
        page.waitForFunction(
                """
                () => {
                  const state = document.querySelector('[aria-t=state]')?.getAttribute('aria-state')
                  if (state === 'saved') window.bench.network(true)
                  return state === 'received'
                }""",
                null,
                new Page.WaitForFunctionOptions().setPollingInterval(150));
    }

    void waitUntilSignedIn() {
        page.waitForFunction("() => localStorage.getItem('s:account') !== null");
    }

    void networkIsBack() {
        page.evaluate("() => window.bench.network(true)");
    }

    String storage() {
        return (String) page.evaluate("() => JSON.stringify(localStorage)");
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/miniprogram-" + name + ".png"))
                .setScale(ScreenshotScale.CSS));
    }

    /** Whether every button of this screen is at least this high and wide, and no text runs out of the width. */
    @SuppressWarnings("unchecked")
    List<String> tooSmall(int least) {
        return (List<String>) page.evaluate(
                "least => [...document.querySelectorAll('button')].filter(b => b.offsetParent !== null)"
                        + ".filter(b => b.offsetHeight < least || b.offsetWidth < least)"
                        + ".map(b => (b.getAttribute('aria-t') || b.innerText) + ' ' + b.offsetWidth + 'x' + b.offsetHeight)"
                        + ".concat(document.documentElement.scrollWidth > 360 ? ['too wide: ' + document.documentElement.scrollWidth] : [])",
                least);
    }

    int taps() {
        return taps;
    }

    int typedBesidesTheStory() {
        return typed;
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        if (page != null && Boolean.getBoolean("miniprogram.debug")) {
            System.out.println("LAST " + user + " " + page.url() + "\n"
                    + page.locator("body").innerText().replace("\n", "|") + "\n"
                    + storage().replaceAll("\"s:dictionary.*?consents", "...") + faults);
        }
        context.close();
    }
}
