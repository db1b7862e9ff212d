package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 人户分离: two links to one case, one owner. */
@ExtendWith({TestDatabase.class, VertxExtension.class})
class HelperIT {
    private static final String OWNER = Desk.village(Desk.TOWNSHIP, 10);
    private static final String HELPER = Desk.village(Desk.OTHER_TOWNSHIP, 3);
    private static final String STRANGER = Desk.village(Desk.OTHER_TOWNSHIP, 4);

    private Desk desk;
    private UUID caseId;
    private StaffMember owner;
    private StaffMember helper;

    @BeforeEach
    void openCase(Pool pool, Vertx vertx) {
        desk = new Desk(pool, vertx);
        owner = desk.somebody(Role.VILLAGE, OWNER);
        helper = desk.somebody(Role.VILLAGE, HELPER);
        caseId = desk.openCase(OWNER);
        desk.rows("update case_file set helper_unit = $2 where id = $1", caseId, HELPER);
        desk.rows(
                """
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit, helper_unit)
                select id, banner_code, 2, received_at, 'helper-named', 'SYSTEM', state, owner_unit, helper_unit
                from case_file where id = $1""",
                caseId);
        desk.rows("update case_file set last_sequence = 2 where id = $1", caseId);
    }

    @Test
    void theCaseStandsInBothQueuesAndIsMarkedInTheHelpers() {
        CaseSummary owned = inQueue(owner, true).orElseThrow();
        CaseSummary helped = inQueue(helper, true).orElseThrow();

        assertThat(owned.helping()).isNull();
        assertThat(owned.helperUnit().unitCode()).isEqualTo(HELPER);
        assertThat(helped.helping()).isTrue();
        assertThat(helped.ownerUnit().unitCode()).isEqualTo(OWNER);
        assertThat(inQueue(desk.somebody(Role.VILLAGE, STRANGER), true)).isEmpty();
    }

    @Test
    void itCountsOnceAndTheLevelsAboveSeeItOnce() {
        assertThat(inQueue(desk.somebody(Role.BANNER_DESK, Desk.BANNER), true)).isPresent();
        assertThat(inQueue(desk.somebody(Role.TOWNSHIP, Desk.OTHER_TOWNSHIP), true))
                .isEmpty();
        assertThat(desk.reader
                        .counts(CaseReader.select(helper, Optional.empty(), true, null))
                        .await())
                .isEmpty();
    }

    @Test
    void pagesOfOwnAndHelpedCasesNeitherRepeatNorSkip() {
        UUID own = desk.openCase(HELPER);

        List<QueueRow> first = desk.reader
                .page(CaseReader.select(helper, Optional.empty(), true, null), QueuePlace.START, 1)
                .await();
        List<QueueRow> rest = desk.reader
                .page(
                        CaseReader.select(helper, Optional.empty(), true, null),
                        first.get(0).place(),
                        50)
                .await();

        assertThat(rest)
                .extracting(row -> row.file().id())
                .doesNotContain(first.get(0).file().id());
        assertThat(java.util.stream.Stream.concat(first.stream(), rest.stream())
                        .map(row -> row.file().id()))
                .contains(own, caseId);
    }

    @Test
    void theHelperReadsEverythingAndTakesNoStep() {
        CaseDetail read = desk.view.detail(desk.reader.read(helper, caseId).await(), helper, desk.words());

        assertThat(read.summary().helping()).isTrue();
        assertThat(read.allowedActions()).isEmpty();
        assertThat(read.reports()).hasSize(1);
        assertThat(read.events().get(1).text())
                .contains("协助")
                .contains(desk.words().unitName(HELPER));
        assertThat(desk.column("select action from audit_event where case_id = $1", caseId))
                .containsExactly("case-read");
        assertThatThrownBy(() -> desk.service.accept(helper, caseId, 1, null).await())
                .isInstanceOf(AppException.class)
                .hasMessage("transition-not-allowed");
        assertThatThrownBy(() -> desk.service
                        .giveBack(helper, caseId, 1, new Return(null, "WRONG_VILLAGE", "不是我们的"))
                        .await())
                .hasMessage("transition-not-allowed");
        assertThat(desk.service.accept(owner, caseId, 1, null).await().ownerUnit())
                .isEqualTo(OWNER);
    }

    @Test
    void nobodyElseFindsIt() {
        StaffMember stranger = desk.somebody(Role.VILLAGE, STRANGER);

        assertThatThrownBy(() -> desk.reader.read(stranger, caseId).await()).hasMessage("not-found");
        assertThatThrownBy(() -> desk.service.accept(stranger, caseId, 1, null).await())
                .hasMessage("not-found");
    }

    @Test
    void aCaseGivenToItsHelperChangesSides() {
        StaffMember banner = desk.somebody(Role.BANNER_DESK, Desk.BANNER);

        Case moved = desk.service
                .transfer(banner, caseId, 1, new Transfer(HELPER, "MOVED_AWAY", null))
                .await();

        assertThat(moved.ownerUnit()).isEqualTo(HELPER);
        assertThat(moved.helperUnit()).isEqualTo(OWNER);
        assertThat(inQueue(owner, true).orElseThrow().helping()).isTrue();
        assertThat(desk.service.accept(helper, caseId, 2, null).await().ownerUnit())
                .isEqualTo(HELPER);
    }

    @Test
    void aPoolNeverBecomesTheHelper() {
        desk.service
                .giveBack(owner, caseId, 1, new Return(null, "MOVED_AWAY", "搬走了"))
                .await();
        StaffMember banner = desk.somebody(Role.BANNER_DESK, Desk.BANNER);

        Case moved = desk.service
                .transfer(banner, caseId, 2, new Transfer(HELPER, "TRIAGED", null))
                .await();

        assertThat(moved.ownerUnit()).isEqualTo(HELPER);
        assertThat(moved.helperUnit()).isNull();
    }

    private Optional<CaseSummary> inQueue(StaffMember reader, boolean withBelow) {
        List<QueueRow> rows = desk.reader
                .page(CaseReader.select(reader, Optional.empty(), withBelow, null), QueuePlace.START, 500)
                .await();
        List<CaseSummary> found = rows.stream()
                .filter(row -> row.file().id().equals(caseId))
                .map(row -> desk.view.summary(row, reader, desk.words()))
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.stream().findFirst();
    }
}
