package org.fangpin110.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Settings by path ({@code http.port}), the environment ({@code FANGPIN_HTTP_PORT}) before the file. Reads never throw;
 * what is wrong, missing or unknown is collected and told at once by {@link #orThrow()}.
 */
public final class Settings {
    private static final String PREFIX = "FANGPIN_";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> unread = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    /** @param environment all variables; only ours are looked at */
    public Settings(Optional<Path> file, Map<String, String> environment) {
        Map<String, String> defaults = flatten(packaged());
        values.putAll(defaults);
        file.ifPresent(path -> readFile(path, defaults));
        Map<String, String> names = new LinkedHashMap<>();
        defaults.keySet().forEach(path -> names.put(variable(path), path));
        names.put("DATABASE_URL", "database.url");
        names.put("DATABASE_OWNER_URL", "database.owner-url");
        names.put("PG_BIN", "database.binaries");
        environment.forEach((name, value) -> {
            String path = names.get(name);
            if (path != null && !(value.isEmpty() && !name.startsWith(PREFIX))) {
                values.put(path, value);
            } else if (name.startsWith(PREFIX)) {
                faults.add(name + ": there is no such setting / 没有这个设置项");
            }
        });
        unread.addAll(defaults.keySet());
    }

    static String variable(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Object packaged() {
        try (InputStream in = Settings.class.getClassLoader().getResourceAsStream("conf/app.yaml")) {
            return new Load(LoadSettings.builder().setLabel("app.yaml").build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readFile(Path file, Map<String, String> known) {
        try (InputStream in = Files.newInputStream(file)) {
            Object yaml =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromInputStream(in);
            flatten(yaml).forEach((path, value) -> {
                if (known.containsKey(path)) {
                    values.put(path, value);
                } else {
                    faults.add(path + " in " + file + ": there is no such setting / 没有这个设置项");
                }
            });
        } catch (IOException | RuntimeException e) {
            faults.add(file + ": cannot be read as YAML / 无法读取: " + e.getMessage());
        }
    }

    private static Map<String, String> flatten(Object yaml) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", yaml, flat);
        return flat;
    }

    private static void flatten(String path, Object node, Map<String, String> into) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(path.isEmpty() ? key.toString() : path + "." + key, value, into));
        } else if (!path.isEmpty()) {
            into.put(path, node == null ? "" : node.toString());
        }
    }

    public String text(String path) {
        unread.remove(path);
        return values.getOrDefault(path, "").strip();
    }

    public Optional<String> optional(String path) {
        return Optional.of(text(path)).filter(value -> !value.isEmpty());
    }

    public List<String> list(String path) {
        return Arrays.stream(text(path).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Items of the form {@code ours=theirs}. */
    public Map<String, String> pairs(String path) {
        Map<String, String> pairs = new LinkedHashMap<>();
        list(path).forEach(item -> {
            String[] pair = item.split("=", 2);
            if (pair.length == 2) {
                pairs.put(pair[0].strip(), pair[1].strip());
            } else {
                fault(path, "expects ours=theirs, ours=theirs / 应为 甲=乙 形式");
            }
        });
        return pairs;
    }

    public int integer(String path, int least, int most) {
        String text = text(path);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below together with the range
        }
        fault(path, "expects a whole number from " + least + " to " + most + " / 应为 " + least + " 到 " + most + " 的整数");
        return least;
    }

    public Duration seconds(String path, int least, int most) {
        return Duration.ofSeconds(integer(path, least, most));
    }

    public boolean flag(String path) {
        String text = text(path);
        if (!text.equals("true") && !text.equals("false")) {
            fault(path, "expects true or false / 应为 true 或 false");
        }
        return text.equals("true");
    }

    public String oneOf(String path, String... allowed) {
        String text = text(path);
        if (!List.of(allowed).contains(text)) {
            fault(path, "expects one of / 应为其中之一: " + String.join(", ", allowed));
            return allowed[0];
        }
        return text;
    }

    /** Notes a fault of a setting found by whoever understands it better. */
    public void fault(String path, String sentence) {
        faults.add(path + " (" + variable(path) + "): " + sentence);
    }

    /** Fails with every fault found so far, and with settings nobody read: those are our bug. */
    public void orThrow() {
        unread.forEach(path -> faults.add(path + ": is in app.yaml but nobody reads it"));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }
}
