package org.fangpin110.feed;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Plays reports through the public API as residents would. */
@Command(name = "feed", description = "回放申报 / play reports through the public API", mixinStandardHelpOptions = true)
public final class FeedCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 1;
    }
}
