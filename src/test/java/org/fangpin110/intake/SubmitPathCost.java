package org.fangpin110.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fangpin110.bench.ReportRequests;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.crypto.TextPrint;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.http.JsonBodies;
import org.fangpin110.platform.http.Schemas;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.Receipt;
import org.fangpin110.report.ReportContent;
import org.fangpin110.routing.Router;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;

/**
 * What the stages of a submission cost in CPU time of one warm thread, without network and database. CPU time, because it
 * hardly depends on what else the machine does.
 */
public final class SubmitPathCost {
    private static final int BODIES = 1_024;
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final int ROUNDS = 9;
    private static final Precedents NOTHING = new Precedents(
            java.util.Optional.empty(),
            0,
            0,
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            List.of(),
            Map.of());

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final UnitTable units = Units.shipped();
    private final ConsentTexts consents = new ConsentTexts();
    private final LocalDate today = LocalDate.now(WorkCalendar.ZONE);
    private final Placement placement;
    private final IntakeService intake;
    private final ReportContent content;
    private final BlindIndex index;
    private final ResidentView view;
    private final List<Buffer> bodies = new ArrayList<>();
    private final List<NewReport> reports = new ArrayList<>();
    private final List<Submission> submissions = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();

    /** @param limits the policy the dates come from */
    public SubmitPathCost(PolicyLimits limits) {
        MasterKey key = MasterKey.random();
        FieldCipher cipher = new FieldCipher(FieldAlgorithm.SM4_GCM, key);
        InstantSource clock = InstantSource.system();
        TimeOrderedIds ids = new TimeOrderedIds(clock);
        Router router = new Router(units, Set.of("152223000000"));
        WorkCalendar calendar = WorkCalendar.shipped();
        placement = new Placement(() -> router, () -> calendar, () -> limits, ids);
        content = new ReportContent(cipher);
        index = new BlindIndex(key);
        intake = new IntakeService(
                () -> units,
                consents,
                placement,
                null,
                content,
                new Recognition(index, new TextPrint(key)),
                clock,
                ids);
        view = new ResidentView(() -> units, new Messages(), content, cipher, null);
        ReportRequests requests = new ReportRequests(units);
        NewReportDecoder decoder = new NewReportDecoder();
        for (int i = 0; i < BODIES; i++) {
            Buffer body = Buffer.buffer(requests.body());
            NewReport report = decoder.decode(body);
            Submission submission = intake.prepare(UUID.randomUUID(), UUID.randomUUID(), report);
            placement.place(submission, NOTHING, Instant.now());
            bodies.add(body);
            reports.add(report);
            submissions.add(submission);
            receipts.add(new Receipt(
                    submission.reportId,
                    submission.receiptNo,
                    submission.submittedAt,
                    submission.routing.ownerUnit(),
                    submission.promisedBy,
                    submission.flags,
                    false));
        }
    }

    /** Microseconds of CPU by stage. */
    public Map<String, Double> measure() {
        NewReportDecoder decoder = new NewReportDecoder();
        JsonObject schema = Contract.load().bodySchema("submitReport");
        Validator validator = Schemas.validator(schema);
        byte[] canonical = ReportContent.canonical(reports.get(0));
        Map<String, Double> micros = new LinkedHashMap<>();
        micros.put("decode and contract, typed", cost(bodies, decoder::decode));
        micros.put(
                "the same by JSON schema",
                cost(bodies, body -> Schemas.faults(validator, body.toJsonObject(), schema)));
        micros.put("checks", cost(reports, report -> IntakeChecks.check(report, units, consents, today)));
        micros.put("routing", cost(submissions, placement::route));
        micros.put("canonical form", cost(reports, ReportContent::canonical));
        micros.put("seal", cost(submissions, submission -> content.seal(submission.reportId, canonical)));
        micros.put("one blind index", cost(submissions, s -> index.of("case_file.phone_index", s.receiptNo)));
        micros.put(
                "checks, routing, seal and indexes together",
                cost(submissions, s -> intake.prepare(s.residentId, s.idempotencyKey, s.report)));
        micros.put("matching and placement", cost(submissions, s -> placement.place(s, NOTHING, s.submittedAt)));
        micros.put("decisions as JSON", cost(submissions, s -> {
            DecisionJson.routing(s.routing);
            DecisionJson.matching(s.matching);
            DecisionJson.consents(s.report.consents());
        }));
        micros.put(
                "the answer as JSON", cost(receipts, receipt -> JsonBodies.write(view.receipt(receipt, Language.ZH))));
        return micros;
    }

    private <T> double cost(List<T> inputs, Consumer<T> stage) {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            inputs.forEach(stage);
        }
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long began = threads.getCurrentThreadCpuTime();
            inputs.forEach(stage);
            rounds[round] = (threads.getCurrentThreadCpuTime() - began) / 1e3 / inputs.size();
        }
        java.util.Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
