package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;

/** The consent ledger as a phone reports it. A made-up consent costs us one refused call: WeChat knows the truth. */
public final class Grants {
    private static final Set<String> TEMPLATES = Set.of(MessageTemplate.CONSENT);
    /** More taps than a case has steps. */
    private static final int MOST_OPEN = 20;

    /** The contract's MessageGrants. */
    record MessageGrants(List<Given> grants) {}

    /** One answer to WeChat's question. */
    record Given(String template, boolean accepted) {}

    private final Pool pool;
    private final MessageRepository messages = new MessageRepository();
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public Grants(Pool pool, Supplier<UUID> ids, InstantSource clock) {
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
    }

    Future<Void> note(UUID residentId, MessageGrants given) {
        List<FieldError> unknown = IntStream.range(0, given.grants().size())
                .filter(i -> !TEMPLATES.contains(given.grants().get(i).template()))
                .mapToObj(i -> new FieldError("/grants/" + i + "/template", "unknown-code"))
                .toList();
        if (!unknown.isEmpty()) {
            return Future.failedFuture(AppException.unprocessable(unknown));
        }
        return pool.withTransaction(tx -> {
            List<Future<Void>> added = new ArrayList<>();
            for (Given grant : given.grants()) {
                added.add(messages.addGrant(
                        tx, ids.get(), residentId, grant.template(), grant.accepted(), MOST_OPEN, clock.instant()));
            }
            return Future.all(added).mapEmpty();
        });
    }
}
