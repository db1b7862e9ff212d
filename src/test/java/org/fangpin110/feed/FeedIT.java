package org.fangpin110.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.fangpin110.feed.FeedResult.Part;
import org.fangpin110.sandbox.InboxMessage;
import org.fangpin110.sandbox.InboxMessage.Channel;
import org.fangpin110.support.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestApp.class, VertxExtension.class})
class FeedIT {
    private static FeedResult playSample(TestApp app, Vertx vertx) throws IOException {
        Feed feed = new Feed(vertx, new Feed.Settings(URI.create(app.url()), 4, true));
        return feed.play(ReportFile.sample(), (done, total) -> {}).await();
    }

    @Test
    void theSampleShowsEveryDestinationAndTellsTheSameWhenPlayedAgain(TestApp app, Vertx vertx) throws IOException {
        FeedResult first = playSample(app, vertx);

        Map<Part, Map<String, Integer>> counts = first.counts();
        assertThat(first.complete()).isTrue();
        assertThat(counts.get(Part.DESTINATION))
                .containsOnlyKeys("VILLAGE", "TOWNSHIP_POOL", "BANNER_DESK", "TRANSFER_LIST");
        assertThat(counts.get(Part.MATCHING)).containsKeys("NEW", "LINKED");
        assertThat(counts.get(Part.NOT_ACCEPTED)).containsKeys("422 id_checksum", "409 idempotency_key_reused");
        assertThat(app.deliver()).extracting(InboxMessage::channel).contains(Channel.WECHAT, Channel.SMS);

        List<JsonObject> predictions = new Predictions(first.outcomes()).lines();
        assertThat(predictions)
                .hasSameSizeAs(first.outcomes())
                .isEqualTo(new Predictions(playSample(app, vertx).outcomes()).lines());
    }
}
