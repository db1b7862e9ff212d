package org.fangpin110.platform.i18n;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * All user-facing text, from {@code messages/<file>_<language>.properties} (UTF-8). {@code {0}}, {@code {1}} … stand for
 * parameters; nothing else is special, so an apostrophe is an apostrophe.
 */
public final class Messages {
    /** The message files; a new one is named here. */
    public static final List<String> FILES = List.of(
            "problem",
            "report",
            "intake",
            "casework",
            "routing",
            "matching",
            "notify",
            "leaflet",
            "gazetteer",
            "escalation",
            "form",
            "notice",
            "risk",
            "journey",
            "aftercare",
            "infocheck",
            "separation",
            "audit");

    private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);

    public Messages() {
        for (Language language : Language.values()) {
            Map<String, String> all = new HashMap<>();
            for (String file : FILES) {
                read("messages/" + file + "_" + language.suffix() + ".properties", all);
            }
            texts.put(language, all);
        }
    }

    private static void read(String resource, Map<String, String> into) {
        try (InputStream in = Messages.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return;
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            properties.stringPropertyNames().forEach(key -> into.put(key, properties.getProperty(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a key with its parameters; Chinese where the language lacks it; the key itself where nobody has it. */
    public String text(Language language, String key, Object... parameters) {
        String text = texts.get(language).get(key);
        if (text == null) {
            text = texts.get(Language.ZH).getOrDefault(key, key);
        }
        for (int i = 0; i < parameters.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(parameters[i]));
        }
        return text;
    }

    public boolean has(Language language, String key) {
        return texts.get(language).containsKey(key);
    }

    /** The keys of one language, sorted; a test compares the languages. */
    public Set<String> keys(Language language) {
        return new TreeSet<>(texts.get(language).keySet());
    }
}
