package org.fangpin110.intake;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import org.fangpin110.platform.http.JsonBodies;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.report.Receipt;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/**
 * Walks the path of a submission, all but its database, some hundred times when an event loop starts: otherwise the first
 * residents of the day wait for code that is still interpreted. One report a turn of the loop, so nobody waits for it.
 */
final class WarmUp {
    private static final int REPORTS = 400;
    private static final UUID NOBODY = new UUID(0, 0);

    /** Made up; the ID number is the standard's own example. */
    private static final String REPORT =
            """
            {"reporterKind":"SELF","relation":"HEAD","subject":{"name":"张三","phone":"13000000000",
            "idNo":"11010519491231002X"},"addressText":"%s","groupName":"二组","riskMain":"ILLNESS",
            "hardshipText":"老伴今年查出病来，住院花了不少钱，家里只种二十来亩旱地，去年又遭了雹子，周转不开了。",
            "householdSize":3,"annualIncome":12000,"rigidSpending":30000.5,
            "consents":{"privacy":"%s","sensitive":"%s","truth":"%s"}}""";

    private final NewReportDecoder decoder = new NewReportDecoder();
    private final IntakeService intake;
    private final ResidentView view;
    private final List<Buffer> bodies;
    private int done;

    WarmUp(IntakeService intake, ResidentView view, ConsentTexts consents, UnitTable units, List<Unit> villages) {
        this.intake = intake;
        this.view = view;
        Object[] versions = consents.current(Language.ZH).stream()
                .map(ConsentTexts.Consent::version)
                .toArray();
        bodies = villages.stream()
                .map(village -> REPORT.formatted(units.fullName(village), versions[0], versions[1], versions[2]))
                .map(Buffer::buffer)
                .toList();
    }

    void start(Context loop) {
        if (done < REPORTS && !bodies.isEmpty()) {
            walk(bodies.get(done++ % bodies.size()));
            loop.runOnContext(next -> start(loop));
        }
    }

    private void walk(Buffer body) {
        Submission made = intake.prepare(NOBODY, NOBODY, decoder.decode(body));
        DecisionJson.routing(made.routing);
        Receipt receipt = new Receipt(
                made.reportId,
                made.receiptNo,
                made.submittedAt,
                made.routing.ownerUnit(),
                java.time.LocalDate.EPOCH,
                made.flags,
                false);
        JsonBodies.write(view.receipt(receipt, Language.ZH));
    }
}
