package org.fangpin110.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.notification.MessageDeskRepository.Count;
import org.fangpin110.notification.MessageDeskRepository.Stored;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** Messages and call tasks as the contract shows them. Providers' own codes stay inside; people read one of our words. */
final class MessageView {
    /** The contract's CodedValue. */
    record CodedValue(String code, String text) {}

    /** The contract's UnitName. */
    record UnitName(String unitCode, String name) {}

    record Message(
            UUID messageId,
            UUID caseId,
            String receiptNo,
            CodedValue step,
            CodedValue channel,
            CodedValue messageStatus,
            CodedValue failure,
            int attempt,
            Instant createdAt,
            Instant changedAt,
            boolean resendable) {}

    record All(List<Message> items) {}

    record Page(List<Message> items, String nextAfter) {}

    record Counted(LocalDate day, CodedValue channel, CodedValue messageStatus, int messages) {}

    record Counts(List<Counted> items) {}

    record Task(
            UUID messageId,
            UUID caseId,
            String receiptNo,
            UnitName unit,
            CodedValue step,
            boolean open,
            Instant createdAt,
            int calls,
            CodedValue lastResult,
            Instant lastCallAt) {}

    record TaskPage(List<Task> items, String nextAfter) {}

    record Callee(CodedValue calling, String name, String phone) {
        @Override
        public String toString() {
            return "Callee[" + calling + "]";
        }
    }

    record Called(Instant calledAt, String by, CodedValue callResult, String note) {
        @Override
        public String toString() {
            return "Called[" + callResult + "]";
        }
    }

    record Opened(Task task, Callee callee, String words, List<Called> calls) {}

    private final Messages messages;
    private final Wording wording;
    private final Supplier<UnitTable> units;

    MessageView(Messages messages, Wording wording, Supplier<UnitTable> units) {
        this.messages = messages;
        this.wording = wording;
        this.units = units;
    }

    Message message(Stored stored, Language language) {
        return new Message(
                stored.messageId(),
                stored.caseId(),
                stored.receiptNo(),
                step(stored, language),
                coded(language, "message-channel.", stored.channel()),
                coded(language, "message-status.", stored.status()),
                stored.failure() == null ? null : failure(stored.failure(), language),
                stored.attempt(),
                stored.createdAt(),
                stored.changedAt(),
                MessageDesk.resendable(stored));
    }

    /** Receipts carry a code of the carrier behind a colon; it is for the log of the operator, not for a cadre. */
    private CodedValue failure(String stored, Language language) {
        String code = stored.startsWith("receipt:") ? "receipt" : stored;
        String known = MessageFailures.KNOWN.contains(code) ? code : "other";
        return new CodedValue(code, messages.text(language, "message-failure." + known));
    }

    Counts counts(List<Count> found, Language language) {
        return new Counts(found.stream()
                .map(one -> new Counted(
                        one.day(),
                        coded(language, "message-channel.", one.channel()),
                        coded(language, "message-status.", one.status()),
                        one.messages()))
                .toList());
    }

    Task task(Stored stored, Language language) {
        return new Task(
                stored.messageId(),
                stored.caseId(),
                stored.receiptNo(),
                new UnitName(stored.ownerUnit(), name(stored.ownerUnit())),
                step(stored, language),
                stored.status() == MessageStatus.QUEUED,
                stored.createdAt(),
                stored.calls(),
                stored.lastResult() == null ? null : coded(language, "call-result.", stored.lastResult()),
                stored.lastCallAt());
    }

    Opened opened(MessageDesk.Opened opened, Language language) {
        return new Opened(
                task(opened.task(), language),
                opened.callee()
                        .map(callee -> new Callee(
                                coded(language, "calling.", callee.who()),
                                callee.name(),
                                callee.phone().readable()))
                        .orElse(null),
                words(opened, language).orElse(null),
                opened.calls().stream()
                        .map(told -> new Called(
                                told.call().calledAt(),
                                told.call().by(),
                                coded(language, "call-result.", told.call().result()),
                                told.note()))
                        .toList());
    }

    /** What the message would have said, to be said on the phone. */
    private Optional<String> words(MessageDesk.Opened opened, Language language) {
        return opened.recipient()
                .map(recipient -> wording.sms(
                        language, opened.step().template().kind(), wording.smsVariables(opened.step(), recipient)));
    }

    private CodedValue step(Stored stored, Language language) {
        return new CodedValue(
                stored.template(), messages.text(language, "notify." + stored.template() + ".wechat.status"));
    }

    private CodedValue coded(Language language, String prefix, Enum<?> value) {
        return new CodedValue(value.name(), messages.text(language, prefix + value.name()));
    }

    private String name(String code) {
        return units.get().current(code).map(Unit::name).orElse(code.toLowerCase(Locale.ROOT));
    }
}
