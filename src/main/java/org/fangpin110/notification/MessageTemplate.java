package org.fangpin110.notification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One kind of step that residents are told of, or those who object to a notice. Its words are in the message files under {@code notify.<kind>.<channel>}.
 *
 * @param kind the outbox event's kind
 * @param answersAct the resident acted just now and waits for the answer: told at any hour
 * @param ofWithdrawn also told for a report that was withdrawn
 */
record MessageTemplate(String kind, boolean answersAct, boolean ofWithdrawn) {
    /** The one subscribe template residents are asked to accept; every step fits into its fields. */
    static final String CONSENT = "progress";

    /** The one template that names a day: {2} in its words. */
    static final String DATE_CORRECTED = "due-date-corrected";

    static final List<MessageTemplate> ALL = List.of(
            new MessageTemplate("report-received", true, false),
            new MessageTemplate("report-linked", true, false),
            new MessageTemplate("report-withdrawn", true, true),
            new MessageTemplate("case-accepted", false, false),
            new MessageTemplate("case-transferred", false, false),
            new MessageTemplate("case-closed", false, false),
            new MessageTemplate("authorisation-recorded", false, false),
            new MessageTemplate("resident-asked", false, false),
            new MessageTemplate("case-paused", false, false),
            new MessageTemplate("helped-first", false, false),
            new MessageTemplate("case-reopened", true, false),
            new MessageTemplate("notice-posted", false, false),
            new MessageTemplate("elimination-notice-posted", false, false),
            new MessageTemplate("banner-decided", false, false),
            new MessageTemplate("help-planned", false, false),
            new MessageTemplate("measure-delivered", false, false),
            new MessageTemplate("risk-eliminated", false, false),
            new MessageTemplate("elimination-rolled-back", false, false),
            new MessageTemplate("case-refused", false, false),
            new MessageTemplate("refusal-appealed", true, false),
            new MessageTemplate("refusal-upheld", false, false),
            new MessageTemplate("refusal-reversed", false, false),
            new MessageTemplate("objection-received", false, false),
            new MessageTemplate("objection-decided", false, false),
            new MessageTemplate(DATE_CORRECTED, false, false));

    private static final Map<String, MessageTemplate> BY_KIND =
            ALL.stream().collect(Collectors.toUnmodifiableMap(MessageTemplate::kind, Function.identity()));

    /** Empty for a step that nobody outside is told of. */
    static Optional<MessageTemplate> of(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }
}
