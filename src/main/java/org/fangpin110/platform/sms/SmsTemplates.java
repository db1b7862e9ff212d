package org.fangpin110.platform.sms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our names of wordings and what one provider calls them: data, approved and filed by whoever runs the place. */
public record SmsTemplates(Map<String, Template> byName) {
    /** @param parameters our names of what fills it, in the provider's order */
    public record Template(String id, List<String> parameters) {
        /** What fills it, in its order. @throws IllegalArgumentException when the wording has no such variable */
        Map<String, String> fill(Map<String, String> given) {
            Map<String, String> filled = new LinkedHashMap<>();
            parameters.forEach(name -> {
                if (!given.containsKey(name)) {
                    throw new IllegalArgumentException("no variable " + name);
                }
                filled.put(name, given.get(name));
            });
            return filled;
        }
    }

    public SmsTemplates {
        byName = Map.copyOf(byName);
    }

    /**
     * Reads {@code case-accepted → SMS_1001:no+unit}.
     *
     * @throws IllegalArgumentException naming the first item that cannot be read
     */
    public static SmsTemplates of(Map<String, String> pairs) {
        Map<String, Template> templates = new LinkedHashMap<>();
        pairs.forEach((name, value) -> {
            if (!value.matches("[0-9A-Za-z_-]{1,64}(:[a-z]+(\\+[a-z]+)*)?")) {
                throw new IllegalArgumentException(name);
            }
            String[] parts = value.split(":", 2);
            templates.put(name, new Template(parts[0], parts.length == 1 ? List.of() : List.of(parts[1].split("\\+"))));
        });
        return new SmsTemplates(templates);
    }

    public Optional<Template> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
