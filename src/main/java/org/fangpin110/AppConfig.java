package org.fangpin110;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fangpin110.platform.config.Settings;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.http.Patience;
import org.fangpin110.platform.wechat.WechatSettings;
import org.fangpin110.routing.SplitResidence;
import org.fangpin110.unit.UnitCode;

/** The settings of {@code conf/app.yaml} with their types. Made once; wrong ones are all told at once. */
public record AppConfig(
        boolean production,
        Set<String> servedUnits,
        String publicUrl,
        SplitResidence splitResidence,
        Http http,
        DatabaseSettings database,
        Path dataDirectory,
        Security security,
        Intake intake,
        Wechat wechat,
        SmsConfig sms,
        boolean relay,
        int outboxInFlight,
        boolean jsonLog) {

    private static final Pattern PUBLIC_URL =
            Pattern.compile("(?=.{10,60}$)https?://[0-9A-Za-z.:-]+(/[0-9A-Za-z_-]+)*");

    public record Http(
            String host,
            int port,
            String managementHost,
            int managementPort,
            Duration drain,
            int eventLoops,
            Patience patience) {}

    /** @param url empty for the embedded server; may hold a password */
    public record DatabaseSettings(
            Optional<String> url,
            Optional<String> ownerUrl,
            Optional<Path> binaries,
            int poolSize,
            boolean preparedStatements) {
        @Override
        public String toString() {
            return "DatabaseSettings[external=" + url.isPresent() + "]";
        }
    }

    public record Security(
            MasterKey masterKey,
            FieldAlgorithm fieldAlgorithm,
            Duration accessTokenLife,
            Duration residentSession,
            Duration staffSession,
            int signInAttempts,
            Duration lock) {}

    public record Intake(int perResident, int perPhone, int perDevice, int waitingBound, int batchSize) {}

    /** @param templates our template code to WeChat's template id */
    public record Wechat(boolean sandbox, WechatSettings settings, Map<String, String> templates) {}

    public static AppConfig of(Settings settings) {
        boolean production =
                settings.oneOf("profile", "development", "production").equals("production");
        Path data = Path.of(settings.text("data.directory"));
        Optional<MasterKey> masterKey = masterKey(settings, production, data);
        AppConfig config = new AppConfig(
                production,
                servedUnits(settings),
                publicUrl(settings, production),
                splitResidence(settings),
                http(settings),
                new DatabaseSettings(
                        databaseUrl(settings, "database.url"),
                        databaseUrl(settings, "database.owner-url"),
                        settings.optional("database.binaries").map(Path::of),
                        settings.integer("database.pool-size", 2, 200),
                        settings.flag("database.prepared-statements")),
                data,
                security(settings, masterKey.orElse(null)),
                new Intake(
                        settings.integer("intake.reports-per-resident", 1, 900),
                        settings.integer("intake.reports-per-phone", 1, 900),
                        settings.integer("intake.reports-per-device", 1, 900),
                        settings.integer("intake.waiting-bound", 1, 100_000),
                        settings.integer("intake.batch-size", 1, 1000)),
                wechat(settings, production),
                SmsConfig.of(settings, production),
                settings.flag("outbox.relay"),
                settings.integer("outbox.in-flight", 1, 1000),
                jsonLog(settings, production));
        settings.orThrow();
        return config;
    }

    private static Set<String> servedUnits(Settings settings) {
        List<String> units = settings.list("served-units");
        if (units.isEmpty() || !units.stream().allMatch(UnitCode::isWellFormed)) {
            settings.fault("served-units", "expects 12-digit unit codes / 应为12位区划代码");
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(units)); // the first one is the demo's, on every start
    }

    /** Without a slash at its end. It is printed: a wrong one hangs on walls for years. */
    private static String publicUrl(Settings settings, boolean production) {
        String url = settings.text("public-url").replaceFirst("/+$", "");
        if (!PUBLIC_URL.matcher(url).matches()) {
            settings.fault("public-url", "expects https://host, at most 60 characters / 应为 https://主机名，不超过60个字符");
        } else if (production && (!url.startsWith("https://") || url.startsWith("https://localhost"))) {
            settings.fault("public-url", "must be the public https address in production / 生产环境须为对外的 https 地址");
        }
        return url;
    }

    private static SplitResidence splitResidence(Settings settings) {
        String who = settings.oneOf("routing.split-residence", "residence-decides", "hukou-decides");
        return who.equals("hukou-decides") ? SplitResidence.HUKOU_DECIDES : SplitResidence.RESIDENCE_DECIDES;
    }

    private static Http http(Settings settings) {
        return new Http(
                settings.text("http.host"),
                settings.integer("http.port", 0, 65535),
                settings.text("http.management-host"),
                settings.integer("http.management-port", 0, 65535),
                settings.seconds("http.drain-seconds", 0, 600),
                settings.integer("http.event-loops", 0, 64),
                new Patience(
                        settings.seconds("http.first-request-seconds", 1, 60),
                        settings.seconds("http.next-request-seconds", 1, 600),
                        settings.seconds("http.whole-request-seconds", 1, 600)));
    }

    private static Optional<String> databaseUrl(Settings settings, String path) {
        Optional<String> url = settings.optional(path);
        if (url.isPresent() && !url.get().matches("postgres(ql)?://.+")) {
            settings.fault(path, "expects postgresql://user:password@host:5432/name");
        }
        return url;
    }

    private static Optional<MasterKey> masterKey(Settings settings, boolean production, Path data) {
        Optional<String> given = settings.optional("security.master-key");
        try {
            if (given.isPresent()) {
                return given.map(MasterKey::ofBase64);
            }
            if (!production) {
                return Optional.of(MasterKey.ofFile(data.resolve("master.key")));
            }
            settings.fault("security.master-key", "is required in production / 生产环境必须设置");
        } catch (RuntimeException e) {
            settings.fault("security.master-key", "cannot be used: " + e.getMessage() + " / 无法使用");
        }
        return Optional.empty();
    }

    private static Security security(Settings settings, MasterKey masterKey) {
        String cipher = settings.oneOf("security.field-cipher", "sm4-gcm", "aes-256-gcm");
        return new Security(
                masterKey,
                cipher.equals("sm4-gcm") ? FieldAlgorithm.SM4_GCM : FieldAlgorithm.AES_256_GCM,
                Duration.ofMinutes(settings.integer("security.access-token-minutes", 1, 120)),
                Duration.ofDays(settings.integer("security.resident-session-days", 1, 400)),
                Duration.ofHours(settings.integer("security.staff-session-hours", 1, 72)),
                settings.integer("security.sign-in-attempts", 1, 50),
                Duration.ofMinutes(settings.integer("security.lock-minutes", 1, 1440)));
    }

    private static Wechat wechat(Settings settings, boolean production) {
        boolean sandbox = settings.oneOf("wechat.mode", "sandbox", "wechat").equals("sandbox");
        WechatSettings wechat = new WechatSettings(
                settings.text("wechat.app-id"),
                settings.text("wechat.secret"),
                settings.text("wechat.token"),
                settings.text("wechat.aes-key"),
                settings.text("wechat.original-id"),
                settings.optional("wechat.api-host").orElse(null),
                settings.text("wechat.miniprogram-state"),
                settings.integer("wechat.workers", 1, 64),
                settings.integer("wechat.waiting-bound", 1, 10_000),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(8));
        if (sandbox && production) {
            settings.fault("wechat.mode", "sandbox is for development only / 沙箱仅供开发使用");
        }
        if (!sandbox || production) {
            wechat.faults(production).forEach(fault -> settings.fault(fault.split(" ", 2)[0], fault));
        }
        return new Wechat(sandbox, wechat, settings.pairs("wechat.templates"));
    }

    private static boolean jsonLog(Settings settings, boolean production) {
        String format = settings.text("log.format");
        return format.isEmpty()
                ? production
                : settings.oneOf("log.format", "text", "json").equals("json");
    }
}
