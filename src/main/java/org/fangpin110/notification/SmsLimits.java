package org.fangpin110.notification;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often one number is written to, beside the number a day of {@link ReplyPolicy}, and the words that end it.
 *
 * @param perTemplate the same wording to one number in a day
 * @param answers to one number in a day, when it asks
 * @param optOutWords compared whole, in any case
 */
public record SmsLimits(int perTemplate, int answers, Set<String> optOutWords) {
    public static final SmsLimits STANDARD = new SmsLimits(2, 5, List.of("TD", "T", "退订"));

    public SmsLimits {
        optOutWords = optOutWords.stream()
                .map(word -> word.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    public SmsLimits(int perTemplate, int answers, List<String> optOutWords) {
        this(perTemplate, answers, Set.copyOf(optOutWords));
    }

    boolean optsOut(String text) {
        return optOutWords.contains(text.strip().toUpperCase(Locale.ROOT));
    }
}
