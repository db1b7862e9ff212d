package org.fangpin110;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fangpin110.notification.Notifier;
import org.fangpin110.notification.SmsLimits;
import org.fangpin110.platform.config.Settings;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.sms.AliyunSms;
import org.fangpin110.platform.sms.MasSms;
import org.fangpin110.platform.sms.NoSmsProvider;
import org.fangpin110.platform.sms.SmsFailover;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.sms.SmsTemplates;
import org.fangpin110.platform.sms.SmsTextRules;
import org.fangpin110.platform.sms.TencentSms;

/**
 * The settings of SMS.
 *
 * @param development shown on the development page instead of being sent
 * @param accounts the real providers in the order of preference; empty: nobody sends SMS
 * @param doors where each calls back
 */
public record SmsConfig(
        boolean development,
        String signature,
        SmsLimits limits,
        List<Account> accounts,
        Map<String, Door> doors,
        Set<String> proxies) {

    /** Makes one provider; the accounts' own words show no secret. */
    interface Account {
        SmsProvider open(Vertx vertx, InstantSource clock);
    }

    /** @param key the unguessable part of the path */
    record Door(String key, Set<String> addresses) {
        @Override
        public String toString() {
            return "Door[addresses=" + addresses + "]";
        }
    }

    private static final List<String> REAL = List.of(MasSms.ID, AliyunSms.ID, TencentSms.ID);

    static SmsConfig of(Settings settings, boolean production) {
        List<String> chosen = settings.list("sms.provider");
        boolean development = chosen.equals(List.of("dev"));
        if (production && development) {
            settings.fault("sms.provider", "dev sends nothing: not in production / 生产环境不能使用 dev");
        }
        boolean known =
                development || chosen.equals(List.of("none")) || (!chosen.isEmpty() && REAL.containsAll(chosen));
        if (!known || Set.copyOf(chosen).size() != chosen.size()) {
            settings.fault("sms.provider", "expects dev, none, or some of " + String.join(", ", REAL) + " / 应为其中之一或几项");
        }
        String signature = settings.text("sms.signature");
        wordings(settings, signature);
        Map<String, Door> doors = new LinkedHashMap<>();
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (String provider : REAL) {
            Part part = new Part(settings, "sms." + provider, chosen.contains(provider), production);
            accounts.put(provider, part.account(provider, signature));
            Door door = part.door();
            if (part.used() && !door.key().isEmpty()) {
                doors.put(provider, door);
            }
        }
        return new SmsConfig(
                development,
                signature,
                new SmsLimits(
                        settings.integer("sms.per-template-day", 1, 3),
                        settings.integer("sms.answers-day", 0, 20),
                        settings.list("sms.opt-out-words")),
                chosen.stream().filter(accounts::containsKey).map(accounts::get).toList(),
                doors,
                new TreeSet<>(settings.list("sms.proxies")));
    }

    private static void wordings(Settings settings, String signature) {
        Messages messages = new Messages();
        Notifier.smsWordings().forEach((name, key) -> SmsTextRules.faults(signature, messages.text(Language.ZH, key), 2)
                .forEach(fault -> settings.fault("sms.signature", name + ": " + fault)));
    }

    SmsProvider open(Vertx vertx, InstantSource clock) {
        List<SmsProvider> providers =
                accounts.stream().map(account -> account.open(vertx, clock)).toList();
        return providers.isEmpty() ? new NoSmsProvider() : new SmsFailover(providers, clock);
    }

    /** The settings of one provider; read in any case, judged where it is used. */
    private record Part(Settings settings, String path, boolean used, boolean production) {
        Account account(String provider, String signature) {
            URI url = url();
            return switch (provider) {
                case AliyunSms.ID -> {
                    AliyunSms.Account account = new AliyunSms.Account(
                            url,
                            needed("access-key-id"),
                            needed("access-key-secret"),
                            needed("region"),
                            signature,
                            templates(true));
                    yield (vertx, clock) -> new AliyunSms(vertx, account, clock);
                }
                case TencentSms.ID -> {
                    TencentSms.Account account = new TencentSms.Account(
                            url,
                            needed("secret-id"),
                            needed("secret-key"),
                            needed("sdk-app-id"),
                            needed("region"),
                            signature,
                            templates(true));
                    yield (vertx, clock) -> new TencentSms(vertx, account, clock);
                }
                default -> {
                    MasSms.Account account = new MasSms.Account(
                            url,
                            needed("ec-name"),
                            needed("ap-id"),
                            needed("secret-key"),
                            needed("sign"),
                            templates(false));
                    yield (vertx, clock) -> new MasSms(vertx, account);
                }
            };
        }

        private String needed(String name) {
            String value = settings.text(path + "." + name);
            if (used && value.isEmpty()) {
                settings.fault(path + "." + name, "is required for this provider / 使用该通道必须设置");
            }
            return value;
        }

        private URI url() {
            String text = needed("url");
            try {
                URI url = URI.create(text);
                boolean shaped = url.getHost() != null
                        && Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                        && (url.getPath() == null
                                || url.getPath().isEmpty()
                                || url.getPath().equals("/"));
                if (used && !shaped) {
                    settings.fault(path + ".url", "expects https://host:port without a path / 应为 https://主机:端口");
                } else if (used && production && !url.getScheme().equals("https")) {
                    settings.fault(path + ".url", "must be https in production / 生产环境须为 https");
                }
                return url;
            } catch (IllegalArgumentException e) {
                settings.fault(path + ".url", "is no address / 不是网址");
                return URI.create("https://localhost");
            }
        }

        private SmsTemplates templates(boolean all) {
            Map<String, String> pairs = settings.pairs(path + ".templates");
            try {
                SmsTemplates templates = SmsTemplates.of(pairs);
                if (used && all) {
                    List<String> missing =
                            new ArrayList<>(new TreeSet<>(Notifier.smsWordings().keySet()));
                    missing.removeAll(templates.byName().keySet());
                    if (production && !missing.isEmpty()) {
                        settings.fault(path + ".templates", "lacks / 缺少: " + String.join(", ", missing));
                    }
                }
                return templates;
            } catch (IllegalArgumentException e) {
                settings.fault(path + ".templates", "cannot be read / 无法识别: " + e.getMessage());
                return new SmsTemplates(Map.of());
            }
        }

        Door door() {
            String key = settings.text(path + ".callback-key");
            if (used && !key.isEmpty() && !key.matches("[0-9A-Za-z_-]{24,100}")) {
                settings.fault(path + ".callback-key", "expects 24 to 100 letters and digits / 应为24至100个字母数字");
            } else if (used && production && key.isEmpty()) {
                settings.fault(
                        path + ".callback-key", "is required in production: no receipt arrives without it / 生产环境必须设置");
            }
            return new Door(key, new TreeSet<>(settings.list(path + ".callback-addresses")));
        }
    }
}
