package org.fangpin110.feed;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of it all.
 *
 * @param outcomes in file order
 * @param messages seen on the development page, by channel
 * @param time from the first submission to the last answer
 */
public record FeedResult(List<Outcome> outcomes, Map<String, Integer> messages, Duration time) {
    /** The parts of the closing table. */
    public enum Part {
        ACCEPTED("已接收 / accepted"),
        NOT_ACCEPTED("未接收 / not accepted"),
        DESTINATION("去向 / destination"),
        MATCHING("归并 / matching"),
        MESSAGES("消息 / messages");

        private final String title;

        Part(String title) {
            this.title = title;
        }
    }

    /** True when every report got its 201 or a refusal the contract documents. */
    public boolean complete() {
        return outcomes.stream().allMatch(outcome -> outcome.stored() || outcome.refused());
    }

    /** How many of what, such as {@code counts().get(Part.DESTINATION).get("VILLAGE")}. */
    public Map<Part, Map<String, Integer>> counts() {
        Map<Part, Map<String, Integer>> counts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            counts.put(part, new TreeMap<>());
        }
        for (Outcome outcome : outcomes) {
            add(counts.get(outcome.stored() ? Part.ACCEPTED : Part.NOT_ACCEPTED), answer(outcome));
            outcome.decision().ifPresent(decision -> {
                add(counts.get(Part.DESTINATION), decision.destination());
                add(counts.get(Part.MATCHING), decision.outcome());
            });
        }
        counts.get(Part.MESSAGES).putAll(messages);
        return counts;
    }

    private static void add(Map<String, Integer> counts, String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static String answer(Outcome outcome) {
        return outcome.answer().map(answer -> answer(outcome, answer)).orElse("no answer");
    }

    private static String answer(Outcome outcome, Answer answer) {
        if (outcome.stored()) {
            return answer.replayed() ? "201 replayed" : "201";
        }
        return answer.status() + " " + (outcome.refused() ? RejectReason.of(answer) : answer.problem());
    }

    /** For the terminal. */
    public String table() {
        StringBuilder table = new StringBuilder();
        counts().forEach((part, counts) -> {
            table.append(part.title).append('\n');
            counts.forEach((what, count) -> table.append(String.format(Locale.ROOT, "  %-40s %6d%n", what, count)));
        });
        int all = outcomes.size();
        double seconds = time.toMillis() / 1000.0;
        return table.append(
                        String.format(Locale.ROOT, "%d 条，%.1f 秒 / %d reports in %.1f s%n", all, seconds, all, seconds))
                .toString();
    }
}
