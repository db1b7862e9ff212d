package org.fangpin110.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fangpin110.platform.i18n.Language;

/** The texts residents agree to, as data: {@code intake/consents_*.properties}. Privacy and sensitive data are asked apart. */
public final class ConsentTexts {
    public static final List<String> KINDS = List.of("privacy", "sensitive", "truth");

    private final Properties chinese = read("intake/consents_zh_CN.properties");
    private final Properties english = read("intake/consents_en.properties");

    private final Map<String, Set<String>> accepted =
            KINDS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), this::acceptedOf));

    private Set<String> acceptedOf(String kind) {
        return Stream.of(chinese.getProperty(kind + ".accepted").split(","))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One text and its version; the contract's consent. */
    public record Consent(String kind, String version, String text) {}

    private static Properties read(String resource) {
        try (InputStream in = ConsentTexts.class.getClassLoader().getResourceAsStream(resource)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts to show now. The Chinese one is what is agreed to; the others help reading it. */
    public List<Consent> current(Language language) {
        Properties shown = language == Language.EN ? english : chinese;
        return KINDS.stream()
                .map(kind ->
                        new Consent(kind, chinese.getProperty(kind + ".version"), shown.getProperty(kind + ".text")))
                .toList();
    }

    /** True for the current version and for older ones that phones may still show. */
    public boolean accepts(String kind, String version) {
        return accepted.get(kind).contains(version);
    }
}
