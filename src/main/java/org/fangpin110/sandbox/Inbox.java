package org.fangpin110.sandbox;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.fangpin110.sandbox.InboxMessage.Channel;

/** The last messages of both channels, in memory. */
public final class Inbox {
    static final int KEPT = 5_000;
    private static final int SHOWN_DIGITS = 4;

    private final InstantSource clock;
    private final Deque<InboxMessage> newestFirst = new ArrayDeque<>();
    private long sequence;

    public Inbox(DevelopmentProfile development, InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(Channel channel, String recipient, String template, List<String> lines) {
        newestFirst.addFirst(new InboxMessage(
                ++sequence,
                clock.instant(),
                channel,
                channel == Channel.SMS ? masked(recipient) : recipient,
                template,
                List.copyOf(lines)));
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    /**
     * Newest first.
     *
     * @param recipient an openid or a phone, in full or as shown; null is everybody
     * @param after only messages with a higher sequence
     */
    public synchronized List<InboxMessage> messages(String recipient, long after, int limit) {
        List<InboxMessage> found = new ArrayList<>();
        Iterator<InboxMessage> next = newestFirst.iterator();
        while (next.hasNext() && found.size() < limit) {
            InboxMessage message = next.next();
            if (message.sequence() <= after) {
                break;
            }
            if (recipient == null || isFor(recipient, message)) {
                found.add(message);
            }
        }
        return found;
    }

    private static boolean isFor(String recipient, InboxMessage message) {
        return message.recipient().equals(recipient)
                || (message.channel() == Channel.SMS && message.recipient().equals(masked(recipient)));
    }

    /** Everything hidden but the last four digits. */
    static String masked(String phone) {
        int hidden = Math.max(0, phone.length() - SHOWN_DIGITS);
        return "*".repeat(hidden) + phone.substring(hidden);
    }
}
