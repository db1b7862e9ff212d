package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.OutcomeCode;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.routing.Destination;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class CaseStepsIT {
    private static final String VILLAGE = Desk.village(Desk.TOWNSHIP, 30);
    private static final String NEXT_VILLAGE = Desk.village(Desk.TOWNSHIP, 31);
    private static final String FAR_VILLAGE = Desk.village(Desk.OTHER_TOWNSHIP, 1);

    private Desk desk;
    private StaffMember villager;
    private StaffMember colleague;
    private StaffMember township;
    private StaffMember banner;

    @BeforeEach
    void people(Pool pool, Vertx vertx) {
        desk = new Desk(pool, vertx);
        villager = desk.somebody(Role.VILLAGE, VILLAGE);
        colleague = desk.somebody(Role.VILLAGE, VILLAGE);
        township = desk.somebody(Role.TOWNSHIP, Desk.TOWNSHIP);
        banner = desk.somebody(Role.BANNER_DESK, Desk.BANNER);
    }

    @Test
    void ofParallelClaimsOneWins() {
        UUID caseId = desk.openCase(VILLAGE);
        List<StaffMember> all = IntStream.range(0, 12)
                .mapToObj(i -> desk.somebody(Role.VILLAGE, VILLAGE))
                .toList();

        List<Future<Case>> claims =
                all.stream().map(one -> desk.service.claim(one, caseId, 1)).toList();
        Future.join(claims).otherwiseEmpty().await();

        assertThat(claims.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(claims.stream().map(Future::cause).filter(Objects::nonNull))
                .hasSize(11)
                .allMatch(e -> e.getMessage().equals("case-held-by-other"));
    }

    @Test
    void sequencesHaveNoGapsUnderParallelSteps() {
        UUID caseId = desk.openCase(VILLAGE);
        for (int round = 0; round < 5; round++) {
            int version = desk.stored(caseId, banner).version();
            List<Future<Case>> steps = IntStream.range(0, 8)
                    .mapToObj(i -> i % 2 == 0
                            ? desk.service.claim(villager, caseId, version)
                            : desk.service.release(villager, caseId, version))
                    .toList();
            Future.join(steps).otherwiseEmpty().await();
        }

        List<Integer> sequences =
                desk.rows("select sequence from case_event where case_id = $1 order by 1", caseId).stream()
                        .map(row -> row.getInteger(0))
                        .toList();

        assertThat(sequences)
                .hasSizeGreaterThan(3)
                .isEqualTo(IntStream.rangeClosed(1, sequences.size()).boxed().toList());
        assertThat(desk.stored(caseId, banner).lastSequence()).isEqualTo(sequences.size());
    }

    @Test
    void aStaleVersionIsRefusedAndSaysWhoChangedIt() {
        UUID caseId = desk.openCase(VILLAGE);
        desk.service.accept(township, caseId, 1, null).await();

        assertThatThrownBy(() -> desk.service
                        .close(villager, caseId, 1, new Closure("HELPED_ONLY", "已送救助", null))
                        .await())
                .isInstanceOfSatisfying(AppException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(412);
                    assertThat(problem.details()).containsEntry("currentVersion", 2);
                    assertThat(problem.details()).containsKeys("changedBy", "changedAt");
                });
    }

    @Test
    void aForeignUnitsCaseIsNotThere() {
        UUID caseId = desk.openCase(VILLAGE);
        StaffMember stranger = desk.somebody(Role.VILLAGE, FAR_VILLAGE);
        StaffMember admin = desk.somebody(Role.BANNER_ADMIN, Desk.BANNER);

        refused(404, () -> desk.service.claim(stranger, caseId, 1).await());
        refused(404, () -> desk.reader.read(stranger, caseId).await());
        refused(404, () -> desk.reader.read(admin, caseId).await());
    }

    @Test
    void aColleagueDoesNotActOnAHeldCaseButTheTownshipDoes() {
        UUID caseId = desk.openCase(VILLAGE);
        desk.service.claim(villager, caseId, 1).await();

        refused(409, () -> desk.service.accept(colleague, caseId, 2, null).await());
        refused(409, () -> desk.service.claim(township, caseId, 2).await());
        assertThat(desk.service.accept(township, caseId, 2, null).await().state())
                .isEqualTo(State.ACCEPTED);
    }

    @Test
    void acceptingTellsTheResidentAndTeachesTheRouter() {
        UUID caseId = desk.openCase(VILLAGE);

        Case accepted = desk.service.accept(villager, caseId, 1, "下午去看").await();

        assertThat(accepted.state()).isEqualTo(State.ACCEPTED);
        assertThat(desk.column(
                        "select payload::text from outbox where kind = 'case-accepted' and payload ->> 'caseId' = $1",
                        caseId.toString()))
                .singleElement()
                .asString()
                .contains("\"sequence\": 2");
        assertThat(desk.column(
                        "select unit_code from known_household where person_index = convert_to($1, 'UTF8')",
                        caseId.toString()))
                .containsExactly(VILLAGE);
        assertThat(desk.view
                        .detail(desk.reader.read(villager, caseId).await(), villager, desk.words())
                        .events()
                        .get(1)
                        .note())
                .isEqualTo("下午去看");
    }

    @Test
    void aTownshipThatAcceptsForAVillageTeachesNothing() {
        UUID caseId = desk.openCase(VILLAGE);
        desk.service.accept(township, caseId, 1, null).await();
        assertThat(desk.column(
                        "select unit_code from known_household where person_index = convert_to($1, 'UTF8')",
                        caseId.toString()))
                .isEmpty();
    }

    @Test
    void aTransferMovesTheCaseAndLeavesTheClock() {
        UUID caseId = desk.openCase(VILLAGE);
        desk.somebody(Role.VILLAGE, NEXT_VILLAGE);
        Instant dueAt = desk.stored(caseId, banner).dueAt();
        desk.service.claim(villager, caseId, 1).await();

        Case moved = desk.service
                .transfer(township, caseId, 2, new Transfer(NEXT_VILLAGE, "WRONG_VILLAGE", null))
                .await();

        assertThat(moved.ownerUnit()).isEqualTo(NEXT_VILLAGE);
        assertThat(moved.destination()).isEqualTo(Destination.VILLAGE);
        assertThat(moved.claimedBy()).isNull();
        assertThat(moved.dueAt()).isEqualTo(dueAt);
        assertThat(desk.column(
                        "select from_unit from case_event where case_id = $1 and kind = 'case-transferred'", caseId))
                .containsExactly(VILLAGE);
        refused(404, () -> desk.reader.read(villager, caseId).await());
    }

    @Test
    void transfersStayWithinReach() {
        UUID caseId = desk.openCase(VILLAGE);

        refusedField("unit-outside-your-area", () -> transfer(township, caseId, FAR_VILLAGE));
        refusedField("unit-not-served", () -> transfer(banner, caseId, "152224100000"));
        refusedField("unit-unknown", () -> transfer(banner, caseId, "152223999999"));
        refusedField("unit-has-it-already", () -> transfer(banner, caseId, VILLAGE));
        assertThat(transfer(township, caseId, Desk.BANNER).destination()).isEqualTo(Destination.BANNER_DESK);
        refused(404, () -> desk.reader.read(township, caseId).await());
    }

    @Test
    void returnsClimbOneLevelAndAreCounted() {
        UUID caseId = desk.openCase(VILLAGE);
        Return notOurs = new Return(null, "WRONG_VILLAGE", "查无此人");

        Case pooled = desk.service.giveBack(villager, caseId, 1, notOurs).await();
        Case desked = desk.service.giveBack(township, caseId, 2, notOurs).await();

        assertThat(pooled.ownerUnit()).isEqualTo(Desk.TOWNSHIP);
        assertThat(pooled.destination()).isEqualTo(Destination.TOWNSHIP_POOL);
        assertThat(desked.ownerUnit()).isEqualTo(Desk.BANNER);
        assertThat(desk.rows("select bounce_count from case_file where id = $1", caseId)
                        .iterator()
                        .next()
                        .getInteger(0))
                .isEqualTo(2);
        assertThat(desk.column("select kind from outbox where payload ->> 'caseId' = $1", caseId.toString()))
                .containsExactly("case-transferred", "case-transferred");
        refused(409, () -> desk.service.giveBack(banner, caseId, 3, notOurs).await());
    }

    @Test
    void aClosedCaseKeepsItsAnswerSealedAndTakesNoStep() {
        UUID caseId = desk.openCase(VILLAGE);
        desk.service.accept(villager, caseId, 1, null).await();

        Case closed = desk.service
                .close(villager, caseId, 2, new Closure("HELPED_ONLY", "已送去临时救助", null))
                .await();

        assertThat(closed.outcome()).isEqualTo(OutcomeCode.HELPED_ONLY);
        assertThat(new String(closed.answer(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("救助");
        CaseDetail shown = desk.view.detail(desk.reader.read(villager, caseId).await(), villager, desk.words());
        assertThat(shown.answer()).isEqualTo("已送去临时救助");
        assertThat(shown.allowedActions()).isEmpty();
        refused(409, () -> desk.service.claim(villager, caseId, 3).await());
    }

    @Test
    void onlyTheBannerDeskClosesForAnotherCounty() {
        UUID caseId = desk.openCase(VILLAGE);
        Closure out = new Closure("TRANSFERRED_OUT", "已转户籍地办理", null);
        refusedField(
                "outcome-for-banner-desk",
                () -> desk.service.close(township, caseId, 1, out).await());
        assertThat(desk.service.close(banner, caseId, 1, out).await().isOpen()).isFalse();
    }

    @Test
    void theScreenShowsTheButtonsThatWork() {
        UUID caseId = desk.openCase(VILLAGE);
        assertThat(buttons(caseId, villager))
                .containsExactly(Action.CLAIM, Action.ACCEPT, Action.RETURN, Action.ASK_RESIDENT, Action.HELP_FIRST);
        desk.service.claim(villager, caseId, 1).await();
        assertThat(buttons(caseId, villager))
                .containsExactly(Action.RELEASE, Action.ACCEPT, Action.RETURN, Action.ASK_RESIDENT, Action.HELP_FIRST);
        assertThat(buttons(caseId, colleague)).isEmpty();
        assertThat(buttons(caseId, township))
                .containsExactly(
                        Action.RELEASE,
                        Action.ACCEPT,
                        Action.TRANSFER,
                        Action.CLOSE,
                        Action.SUSPEND,
                        Action.ASK_RESIDENT,
                        Action.HELP_FIRST);
    }

    @Test
    void everyReadingAndStepIsInTheTrail() {
        UUID caseId = desk.openCase(VILLAGE);
        desk.service.accept(villager, caseId, 1, null).await();
        desk.reader.read(township, caseId).await();
        assertThat(desk.column("select action from audit_event where case_id = $1 order by id", caseId))
                .containsExactly("case-accepted", "case-read");
    }

    @Test
    void historyAndTrailCannotBeRewritten() {
        UUID caseId = desk.openCase(VILLAGE);
        desk.reader.read(villager, caseId).await();
        for (String rewriting : List.of(
                "update case_event set kind = 'x' where case_id = $1",
                "delete from case_event where case_id = $1",
                "update audit_event set action = 'x' where case_id = $1",
                "delete from audit_event where case_id = $1")) {
            assertThatThrownBy(() -> desk.rows(rewriting, caseId))
                    .isInstanceOf(PgException.class)
                    .hasMessageContaining("append-only");
        }
    }

    private Case transfer(StaffMember staff, UUID caseId, String target) {
        return desk.service
                .transfer(staff, caseId, 1, new Transfer(target, "TRIAGED", null))
                .await();
    }

    private List<Action> buttons(UUID caseId, StaffMember staff) {
        return desk.view
                .detail(desk.reader.read(staff, caseId).await(), staff, desk.words())
                .allowedActions();
    }

    private static void refused(int status, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(AppException.class, problem -> assertThat(problem.status())
                .isEqualTo(status));
    }

    private static void refusedField(String code, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(AppException.class, problem -> assertThat(
                        problem.errors().get(0).code())
                .isEqualTo(code));
    }
}
