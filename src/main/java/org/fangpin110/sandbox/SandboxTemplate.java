package org.fangpin110.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subscribe-message template as WeChat's console shows it.
 *
 * @param content one field a line, as {@code 事项:{{thing1.DATA}}}
 */
public record SandboxTemplate(String id, String title, String content) {
    private static final Pattern FIELD = Pattern.compile("\\{\\{(\\w+)\\.DATA}}");

    /** The first field that is missing, unknown to the template or breaks WeChat's limits. */
    Optional<String> faultyField(Map<String, String> data) {
        List<String> fields = fields();
        for (String field : fields) {
            if (!data.containsKey(field)) {
                return Optional.of(field);
            }
        }
        return data.entrySet().stream()
                .filter(entry ->
                        !fields.contains(entry.getKey()) || !TemplateField.allows(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What the phone shows: the title, then each line with its text. */
    List<String> render(Map<String, String> data) {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        content.lines()
                .filter(line -> !line.isBlank())
                .map(line -> FIELD.matcher(line)
                        .replaceAll(found -> Matcher.quoteReplacement(data.getOrDefault(found.group(1), ""))))
                .forEach(lines::add);
        return lines;
    }

    private List<String> fields() {
        return FIELD.matcher(content).results().map(found -> found.group(1)).toList();
    }
}
