package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fangpin110.casefile.BounceCount;
import org.fangpin110.casefile.BounceRepository;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.routing.Destination;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.Action;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class BounceIT {
    private static final String FIRST = Desk.village(Desk.TOWNSHIP, 20);
    private static final String SECOND = Desk.village(Desk.TOWNSHIP, 21);
    private static final String THIRD = Desk.village(Desk.TOWNSHIP, 22);
    private static final String NOBODYS = Desk.village(Desk.TOWNSHIP, 23);
    private static final String FAR = Desk.village(Desk.OTHER_TOWNSHIP, 2);

    private Desk desk;
    private StaffMember first;
    private StaffMember second;
    private StaffMember far;
    private StaffMember township;
    private StaffMember banner;

    @BeforeEach
    void people(Pool pool, Vertx vertx) {
        desk = new Desk(pool, vertx);
        first = desk.somebody(Role.VILLAGE, FIRST);
        second = desk.somebody(Role.VILLAGE, SECOND);
        desk.somebody(Role.VILLAGE, THIRD);
        far = desk.somebody(Role.VILLAGE, FAR);
        township = desk.somebody(Role.TOWNSHIP, Desk.TOWNSHIP);
        banner = desk.somebody(Role.BANNER_DESK, Desk.BANNER);
    }

    @Test
    void theFirstReturnGoesToTheUnitItNamesAndTheClockRunsOn() {
        UUID caseId = desk.openCase(FIRST);
        Instant dueAt = desk.stored(caseId, banner).dueAt();

        Case moved = giveBack(first, caseId, SECOND);

        assertThat(moved.ownerUnit()).isEqualTo(SECOND);
        assertThat(moved.destination()).isEqualTo(Destination.VILLAGE);
        assertThat(moved.bounceCount()).isEqualTo(1);
        assertThat(moved.dueAt()).isEqualTo(dueAt);
    }

    @Test
    void theSecondReturnGoesToTheCommonTownshipWhateverUnitIsNamed() {
        UUID caseId = desk.openCase(FIRST);
        giveBack(first, caseId, SECOND);

        Case moved = giveBack(second, caseId, THIRD);

        assertThat(moved.ownerUnit()).isEqualTo(Desk.TOWNSHIP);
        assertThat(moved.destination()).isEqualTo(Destination.TOWNSHIP_POOL);
        assertThat(moved.bounceCount()).isEqualTo(2);
    }

    @Test
    void betweenTwoTownshipsTheBannerDeskDecides() {
        UUID caseId = desk.openCase(FIRST);
        giveBack(first, caseId, FAR);

        assertThat(giveBack(far, caseId, null).ownerUnit()).isEqualTo(Desk.BANNER);
    }

    @Test
    void aTownshipThatReturnsWhatItsVillageReturnedLeavesTheDecisionToTheBannerDesk() {
        UUID caseId = desk.openCase(FIRST);
        giveBack(first, caseId, null);

        assertThat(giveBack(township, caseId, null).ownerUnit()).isEqualTo(Desk.BANNER);
    }

    @Test
    void whoOwesTheDecisionCannotReturnIt() {
        UUID caseId = twiceReturned();

        refused("bounce-decision-owed", () -> giveBack(township, caseId, null));
        assertThat(buttons(caseId, township)).doesNotContain(Action.RETURN).contains(Action.TRANSFER);
    }

    @Test
    void theSuperiorsAssignmentIsFinal() {
        UUID caseId = twiceReturned();

        Case assigned = transfer(township, caseId, FIRST);

        assertThat(assigned.ownerUnit()).isEqualTo(FIRST);
        assertThatThrownBy(() -> giveBack(first, caseId, null)).isInstanceOfSatisfying(AppException.class, problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.code()).isEqualTo("case-assigned-finally");
            assertThat(problem.parameters().get(0)).isEqualTo(desk.words().unitName(Desk.TOWNSHIP));
            assertThat(problem.parameters().get(1).toString()).startsWith("乌云");
        });
        assertThat(buttons(caseId, first)).doesNotContain(Action.RETURN).contains(Action.ACCEPT);
        assertThat(desk.column(
                        "select kind from outbox where payload ->> 'caseId' = $1 order by id", caseId.toString()))
                .containsExactly("case-transferred", "case-transferred", "case-transferred");
    }

    @Test
    void onlyTheDeciderAndThoseAboveMoveItAfterwards() {
        UUID caseId = desk.openCase(FIRST);
        giveBack(first, caseId, FAR);
        giveBack(far, caseId, null);
        transfer(banner, caseId, FIRST);

        refused("case-assigned-finally", () -> transfer(township, caseId, SECOND));
        assertThat(buttons(caseId, township)).doesNotContain(Action.TRANSFER);
        assertThat(transfer(banner, caseId, SECOND).ownerUnit()).isEqualTo(SECOND);
        refused("case-assigned-finally", () -> giveBack(second, caseId, null));
    }

    @Test
    void aTownshipThatGotItForGoodHandsItDownButNotOn() {
        UUID caseId = desk.openCase(FIRST);
        giveBack(first, caseId, FAR);
        giveBack(far, caseId, null);
        transfer(banner, caseId, Desk.TOWNSHIP);

        refused("case-assigned-finally", () -> giveBack(township, caseId, null));
        refused("case-assigned-finally", () -> transfer(township, caseId, Desk.BANNER));
        assertThat(transfer(township, caseId, THIRD).ownerUnit()).isEqualTo(THIRD);
    }

    @Test
    void whoeverReturnedItGetsItBackOnlyByALastWord() {
        UUID caseId = desk.openCase(FIRST);
        giveBack(first, caseId, null);

        transfer(township, caseId, FIRST);

        refused("case-assigned-finally", () -> giveBack(first, caseId, SECOND));
        assertThat(desk.stored(caseId, banner).bounceCount()).isEqualTo(1);
    }

    @Test
    void aUnitWithoutStaffIsClimbedOver() {
        UUID caseId = desk.openCase(FIRST);

        Case moved = giveBack(first, caseId, NOBODYS);

        assertThat(moved.ownerUnit()).isEqualTo(Desk.TOWNSHIP);
        CaseDetail shown = detail(caseId, township);
        assertThat(shown.bounces().get(0).text()).contains(desk.words().unitName(NOBODYS), "没有工作人员");
        refusedField("unit-without-staff", () -> transfer(township, caseId, NOBODYS));
    }

    @Test
    void aDeactivatedAccountServesNobody() {
        UUID caseId = desk.openCase(FIRST);
        desk.rows(
                "update staff set is_active = false where staff_id in (select staff_id from staff_post where unit_code = $1)",
                SECOND);

        assertThat(giveBack(first, caseId, SECOND).ownerUnit()).isEqualTo(Desk.TOWNSHIP);
    }

    @Test
    void aUnitIsNamedWithinTheBannerAndNotItself() {
        UUID caseId = desk.openCase(FIRST);

        refusedField("unit-has-it-already", () -> giveBack(first, caseId, FIRST));
        refusedField("unit-not-served", () -> giveBack(first, caseId, "152224100000"));
        refusedField("unit-unknown", () -> giveBack(first, caseId, "152223999999"));
    }

    @Test
    void ofParallelReturnsOneWins() {
        UUID caseId = desk.openCase(FIRST);
        List<StaffMember> all = IntStream.range(0, 10)
                .mapToObj(i -> desk.somebody(Role.VILLAGE, FIRST))
                .toList();

        List<Future<Case>> returns = all.stream()
                .map(one -> desk.service.giveBack(one, caseId, 1, new Return(SECOND, "WRONG_VILLAGE", "查无此人")))
                .toList();
        Future.join(returns).otherwiseEmpty().await();

        assertThat(returns.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(desk.stored(caseId, banner).bounceCount()).isEqualTo(1);
        assertThat(desk.stored(caseId, banner).ownerUnit()).isEqualTo(SECOND);
    }

    @Test
    void theCaseTellsTheChainInWords() {
        UUID caseId = twiceReturned();
        assertThat(detail(caseId, township).finalDecision()).contains("共同的上级");
        transfer(township, caseId, FIRST);

        CaseDetail shown = detail(caseId, first);

        assertThat(shown.summary().bounces()).isEqualTo(2);
        assertThat(shown.bounces()).hasSize(3);
        assertThat(shown.bounces().get(0).text())
                .contains(desk.words().unitName(FIRST), desk.words().unitName(SECOND), "退回");
        assertThat(shown.bounces().get(0).reason().code()).isEqualTo("WRONG_VILLAGE");
        assertThat(shown.finalDecision()).contains(desk.words().unitName(Desk.TOWNSHIP), "不能再退");
    }

    @Test
    void theQueueFindsWhatBounced() {
        UUID bounced = desk.openCase(FIRST);
        giveBack(first, bounced, SECOND);
        UUID ordinary = desk.openCase(SECOND);

        List<UUID> found = page(second, SECOND, true, false);

        assertThat(found).contains(bounced).doesNotContain(ordinary);
        assertThat(page(banner, Desk.BANNER, true, false)).contains(bounced).doesNotContain(ordinary);
        assertThat(page(banner, Desk.BANNER, true, true)).doesNotContain(bounced, ordinary);
    }

    @Test
    void bouncesAreCountedByUnitAndPeriod() {
        String from = Desk.village(Desk.OTHER_TOWNSHIP, 7);
        String to = Desk.village(Desk.OTHER_TOWNSHIP, 8);
        StaffMember returning = desk.somebody(Role.VILLAGE, from);
        desk.somebody(Role.VILLAGE, to);
        giveBack(returning, desk.openCase(from), to);
        giveBack(returning, desk.openCase(from), to);
        Instant now = desk.clock.instant();
        BounceRepository bounces = new BounceRepository();
        UnitRange township = UnitRange.of(Desk.OTHER_TOWNSHIP);

        List<BounceCount> all = bounces.counts(
                        desk.pool, township, now.minus(Duration.ofHours(1)), now.plusSeconds(60), "", 100)
                .await();
        List<BounceCount> rest = bounces.counts(
                        desk.pool, township, now.minus(Duration.ofHours(1)), now.plusSeconds(60), from, 100)
                .await();

        assertThat(all).contains(new BounceCount(from, 2, 0), new BounceCount(to, 0, 2));
        assertThat(rest).extracting(BounceCount::unitCode).doesNotContain(from).contains(to);
        assertThat(bounces.counts(desk.pool, township, now.plusSeconds(60), now.plusSeconds(120), "", 100)
                        .await())
                .isEmpty();
    }

    private UUID twiceReturned() {
        UUID caseId = desk.openCase(FIRST);
        giveBack(first, caseId, SECOND);
        giveBack(second, caseId, null);
        return caseId;
    }

    private Case giveBack(StaffMember staff, UUID caseId, String toUnit) {
        int version = desk.stored(caseId, banner).version();
        return desk.service
                .giveBack(staff, caseId, version, new Return(toUnit, "WRONG_VILLAGE", "查无此人"))
                .await();
    }

    private Case transfer(StaffMember staff, UUID caseId, String target) {
        int version = desk.stored(caseId, banner).version();
        return desk.service
                .transfer(staff, caseId, version, new Transfer(target, "WRONG_VILLAGE", null))
                .await();
    }

    private CaseDetail detail(UUID caseId, StaffMember staff) {
        return desk.view.detail(desk.reader.read(staff, caseId).await(), staff, desk.words());
    }

    private List<Action> buttons(UUID caseId, StaffMember staff) {
        return detail(caseId, staff).allowedActions();
    }

    private List<UUID> page(StaffMember staff, String unit, boolean bounced, boolean toCheck) {
        return desk
                .reader
                .page(
                        CaseReader.select(staff, Optional.of(unit), true, null).only(bounced, toCheck),
                        QueuePlace.START,
                        500)
                .await()
                .stream()
                .map(row -> row.file().id())
                .toList();
    }

    private static void refused(String code, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(AppException.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.status()).isEqualTo(409);
        });
    }

    private static void refusedField(String code, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(AppException.class, problem -> assertThat(
                        problem.errors().get(0).code())
                .isEqualTo(code));
    }
}
