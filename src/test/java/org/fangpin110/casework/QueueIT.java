package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.casefile.QueueSelection;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.workflow.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class QueueIT {
    private static final String VILLAGE = Desk.village(Desk.TOWNSHIP, 30);
    private static final String NEXT_VILLAGE = Desk.village(Desk.TOWNSHIP, 31);
    private static final String FAR_VILLAGE = Desk.village(Desk.OTHER_TOWNSHIP, 1);

    private Desk desk;

    @BeforeEach
    void empty(Pool pool, Vertx vertx) {
        desk = new Desk(pool, vertx);
        pool.query(
                        """
                        set local session_replication_role = replica;
                        truncate case_file, report cascade""")
                .execute()
                .await();
    }

    @Test
    void urgentComesFirstThenWhatIsDueFirstAndNoPageRepeatsOrSkips() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        UUID late = desk.openCase(VILLAGE, "VILLAGE", false, now.plusSeconds(60));
        UUID sameTime1 = desk.openCase(NEXT_VILLAGE, "VILLAGE", false, now);
        UUID sameTime2 = desk.openCase(VILLAGE, "VILLAGE", false, now);
        UUID urgent = desk.openCase(VILLAGE, "VILLAGE", true, now.plusSeconds(3600));
        desk.openCase(FAR_VILLAGE);
        StaffMember township = desk.somebody(Role.TOWNSHIP, Desk.TOWNSHIP);

        List<UUID> seen = new ArrayList<>();
        QueuePlace place = QueuePlace.START;
        for (List<QueueRow> page = page(township, true, place); !page.isEmpty(); page = page(township, true, place)) {
            page.forEach(row -> seen.add(row.file().id()));
            place = QueuePlaceToken.read(
                    QueuePlaceToken.of(page.get(page.size() - 1).place()));
        }

        assertThat(seen).containsExactly(urgent, sameTime1, sameTime2, late);
    }

    private List<QueueRow> page(StaffMember staff, boolean withBelow, QueuePlace after) {
        QueueSelection selected = CaseReader.select(staff, Optional.empty(), withBelow, null);
        return desk.reader.page(selected, after, 1).await();
    }

    @Test
    void ownMeansTheUnitItself() {
        desk.openCase(VILLAGE);
        UUID pooled = desk.openCase(Desk.TOWNSHIP, "TOWNSHIP_POOL", false, Instant.now());
        StaffMember township = desk.somebody(Role.TOWNSHIP, Desk.TOWNSHIP);
        assertThat(page(township, false, QueuePlace.START))
                .singleElement()
                .satisfies(row -> assertThat(row.file().id()).isEqualTo(pooled));
    }

    @Test
    void aUnitOutsideOnesScopeIsNotThere() {
        StaffMember villager = desk.somebody(Role.VILLAGE, VILLAGE);
        for (String unit : List.of(NEXT_VILLAGE, Desk.TOWNSHIP, Desk.BANNER, "152224000000")) {
            assertThatThrownBy(() -> CaseReader.select(villager, Optional.of(unit), true, null))
                    .isInstanceOfSatisfying(AppException.class, problem -> assertThat(problem.status())
                            .isEqualTo(404));
        }
    }

    @Test
    void sqlLetsNothingOutOfScopeWhateverTheUnit() {
        desk.openCase(FAR_VILLAGE);
        StaffMember villager = desk.somebody(Role.VILLAGE, VILLAGE);
        QueueSelection own = CaseReader.select(villager, Optional.empty(), true, null);
        QueueSelection forged = new QueueSelection(Desk.BANNER, own.scope(), true, null);
        assertThat(desk.reader.page(forged, QueuePlace.START, 10).await()).isEmpty();
        assertThat(desk.reader.counts(forged).await()).isEmpty();
    }

    @Test
    void twoPostsSeeTheUnionAndTheFirstIsTheDefault() {
        UUID far = desk.openCase(FAR_VILLAGE);
        StaffMember both = desk.somebody(Role.VILLAGE, VILLAGE, FAR_VILLAGE);
        assertThat(CaseReader.select(both, Optional.empty(), true, null).unit()).isEqualTo(VILLAGE);
        assertThat(CaseReader.select(both, Optional.of(FAR_VILLAGE), true, null).unit())
                .isEqualTo(FAR_VILLAGE);
        assertThat(desk.stored(far, both).id()).isEqualTo(far);
    }

    @Test
    void countsSayWhatIsOpenUrgentAndOverdue() {
        StaffMember banner = desk.somebody(Role.BANNER_DESK, Desk.BANNER);
        desk.openCase(VILLAGE, "VILLAGE", true, Instant.now().minusSeconds(60));
        UUID accepted = desk.openCase(FAR_VILLAGE);
        desk.service.accept(banner, accepted, 1, null).await();
        desk.openCase(Desk.TOWNSHIP, "TOWNSHIP_POOL", false, Instant.now().plusSeconds(60));
        UUID closed = desk.openCase(VILLAGE);
        desk.service
                .close(banner, closed, 1, new Closure("HELPED_ONLY", "已送救助", null))
                .await();

        QueueSelection all = CaseReader.select(banner, Optional.empty(), true, null);
        QueueCounts counts = QueueCounts.of(
                desk.words().unit(Desk.BANNER), desk.reader.counts(all).await());

        assertThat(counts.open()).isEqualTo(3);
        assertThat(counts.urgent()).isEqualTo(1);
        assertThat(counts.overdue()).isEqualTo(1);
        assertThat(counts.byState()).containsEntry("RECEIVED", 2).containsEntry("ACCEPTED", 1);
        assertThat(counts.byDestination()).containsEntry("VILLAGE", 2).containsEntry("TOWNSHIP_POOL", 1);
    }

    @Test
    void aStateNarrowsTheQueue() {
        desk.openCase(VILLAGE);
        StaffMember villager = desk.somebody(Role.VILLAGE, VILLAGE);
        QueueSelection accepted = CaseReader.select(villager, Optional.empty(), true, State.ACCEPTED);
        assertThat(desk.reader.page(accepted, QueuePlace.START, 10).await()).isEmpty();
    }

    @Test
    void theDetailIsReadableAndMasked() {
        UUID caseId = desk.openCase(VILLAGE);
        StaffMember villager = desk.somebody(Role.VILLAGE, VILLAGE);

        CaseDetail detail = desk.view.detail(desk.reader.read(villager, caseId).await(), villager, desk.words());

        ReportView report = detail.reports().get(0);
        assertThat(detail.summary().subjectName()).isEqualTo("白音那");
        assertThat(report.idNoMasked()).isEqualTo("152223********3103");
        assertThat(report.hardshipText()).isEqualTo("墙裂了");
        assertThat(report.flags()).singleElement().satisfies(flag -> assertThat(flag.text())
                .isEqualTo("没有电话，请上门"));
        assertThat(report.routing().reasons().get(0).text())
                .startsWith("地址中的村名与音德尔镇")
                .endsWith("相符");
        assertThat(report.routing().candidates().get(0).why())
                .startsWith("地址中的村名与音德尔镇")
                .endsWith("相符");
        assertThat(detail.toString()).doesNotContain("白音那");
    }
}
