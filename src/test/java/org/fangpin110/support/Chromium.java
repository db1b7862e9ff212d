package org.fangpin110.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, installed when it may be; see {@code src/test/browser/install-chromium.sh}. */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    public Chromium() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("sh", "src/test/browser/install-chromium.sh")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String path = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (script.waitFor() != 0) {
            throw new IllegalStateException("no Chromium: see the sentence above");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(10_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(path))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
