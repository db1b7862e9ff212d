package org.fangpin110;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fangpin110.feed.Feed;
import org.fangpin110.feed.FeedFailure;
import org.fangpin110.feed.FeedReport;
import org.fangpin110.feed.FeedResult;
import org.fangpin110.feed.Predictions;
import org.fangpin110.feed.ReportFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feed FILE.jsonl}: needs no settings and no database, only the address of a development server. */
@Command(
        name = "feed",
        description = "回放申报，像居民一样经公开接口提交 / play reports through the public API as residents would",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%n退出码 / Exit codes:%n",
        exitCodeList = {
            "0:每条申报都得到受理或写明原因的退回 / every report got its 201 or a documented refusal",
            "1:有申报没有得到答复，或什么都没能回放 / some got none, or nothing could be played",
            "2:命令写错了 / wrong words on the command line"
        })
final class FeedCommand implements Callable<Integer> {
    static final class Source {
        @Parameters(paramLabel = "FILE.jsonl", description = "一行一条申报 / one report a line")
        private Path file;

        @Option(names = "--sample", description = "回放自带的样例 / play the sample that comes with the program")
        private boolean sample;

        private List<FeedReport> reports() throws IOException {
            try {
                return sample ? ReportFile.sample() : ReportFile.read(file);
            } catch (NoSuchFileException e) {
                throw new CommandFailure("没有这个文件 / No such file: " + file);
            } catch (ReportFile.InvalidLine e) {
                throw new CommandFailure("第 " + e.number() + " 行不是申报，什么都没有提交 / Line " + e.number()
                        + " is no report; nothing was submitted");
            }
        }
    }

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--url", defaultValue = "http://localhost:8110", description = "默认 / default: ${DEFAULT-VALUE}")
    private URI url;

    @Option(
            names = "--predictions",
            paramLabel = "OUT.jsonl",
            description = "每条申报的判定，一行一条 / what the server decided, one line a report")
    private Path predictions;

    @Option(
            names = "--concurrency",
            defaultValue = "4",
            description =
                    "同时提交的条数；同一人的申报总按顺序 / reports in flight; one person's stay in order (default: ${DEFAULT-VALUE})")
    private int concurrency;

    @Option(
            names = "--grants",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "默认每两人有一人同意接收微信消息 / by default every second reporter accepts WeChat messages")
    private boolean grants;

    @Option(names = "--limit", paramLabel = "N", description = "只回放前 N 条 / the first N only")
    private Integer limit;

    @Override
    public Integer call() throws IOException {
        if (concurrency < 1 || concurrency > 64) {
            throw new CommandFailure("--concurrency: 1–64");
        }
        List<FeedReport> all = source.reports();
        List<FeedReport> reports = limit == null ? all : all.subList(0, Math.min(Math.max(limit, 0), all.size()));
        FeedResult result = play(reports);
        if (predictions != null) {
            Files.write(
                    predictions,
                    new Predictions(result.outcomes())
                            .lines().stream().map(JsonObject::encode).toList());
        }
        System.out.print(result.table());
        return result.complete() ? 0 : Main.FAILED;
    }

    private FeedResult play(List<FeedReport> reports) {
        Vertx vertx = Vertx.vertx();
        try {
            return new Feed(vertx, new Feed.Settings(url, concurrency, grants))
                    .play(reports, ProgressLine.of("回放 / feed")::show)
                    .await();
        } catch (FeedFailure e) {
            throw new CommandFailure(e.getMessage());
        } finally {
            vertx.close().await();
        }
    }
}
