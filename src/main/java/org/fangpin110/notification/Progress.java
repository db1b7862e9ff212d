package org.fangpin110.notification;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who was told of one step so far, in earlier runs and in this one. Lives for one run. */
final class Progress {
    private record Key(MessageChannel channel, String recipient) {}

    private final Map<Key, MessageStatus> messages = new HashMap<>();
    private final Set<String> phonesTold = new HashSet<>();

    Progress(List<MessageRepository.Earlier> earlier) {
        earlier.forEach(message -> messages.put(new Key(message.channel(), message.recipient()), message.status()));
    }

    Optional<MessageStatus> of(MessageChannel channel, Recipient recipient) {
        return Optional.ofNullable(messages.get(new Key(channel, recipient.key(channel))));
    }

    void note(MessageChannel channel, Recipient recipient, MessageStatus status) {
        messages.put(new Key(channel, recipient.key(channel)), status);
        if (channel == MessageChannel.SMS && status.concluded()) {
            recipient.phoneIndex().ifPresent(phonesTold::add);
        }
    }

    /** The channel that told this person, or whoever has the same account or phone; a call task that stands counts. */
    Optional<MessageChannel> toldBy(Recipient recipient) {
        for (MessageChannel channel : MessageChannel.values()) {
            Optional<MessageStatus> status = of(channel, recipient);
            if (status.isPresent()
                    && (status.get().concluded()
                            || channel == MessageChannel.CALL_TASK && status.get() != MessageStatus.FAILED)) {
                note(channel, recipient, status.get());
                return Optional.of(channel);
            }
        }
        return recipient.phoneIndex().filter(phonesTold::contains).map(phone -> MessageChannel.SMS);
    }
}
