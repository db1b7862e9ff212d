package org.fangpin110.resident;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.resident.TryRepository.Limit;

/** The number of somebody's WeChat, for a field they would else type in. Given to them alone and kept nowhere. */
public final class WechatPhone {
    /** Each costs us money. */
    static final Limit PER_ACCOUNT =
            new Limit("limited_try.wechat_phone", 10, Duration.ofDays(1), "too-many-wechat-phones");

    private final Pool pool;
    private final TryRepository tries;
    private final InstantSource clock;
    private final Function<String, Future<String>> numberOf;

    /**
     * @param numberOf from the button's code; fails with 422 {@code wechat-phone-unread} or 503 {@code wechat-unavailable}
     */
    public WechatPhone(Pool pool, TryRepository tries, InstantSource clock, Function<String, Future<String>> numberOf) {
        this.pool = pool;
        this.tries = tries;
        this.clock = clock;
        this.numberOf = numberOf;
    }

    /** As people write it in China; one of another country is a 422, as the form takes none. No connection is held meanwhile. */
    Future<String> read(UUID residentId, String code) {
        return tries.count(pool, PER_ACCOUNT, residentId.toString(), clock.instant())
                .compose(counted -> numberOf.apply(code))
                .map(number -> {
                    if (!number.matches("\\+861[3-9]\\d{9}")) {
                        throw AppException.unprocessable("wechat-phone-unread");
                    }
                    return number.substring("+86".length());
                });
    }
}
