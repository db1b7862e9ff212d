package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.fangpin110.workflow.State.*;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fangpin110.form.FormCode;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.CaseWalk;
import org.fangpin110.support.Colleague;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Actor;
import org.fangpin110.workflow.Standing;
import org.fangpin110.workflow.State;
import org.fangpin110.workflow.Transition;
import org.fangpin110.workflow.Workflow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the workflow by whom it belongs to, and every action in every state by everybody else. */
class EveryTransitionIT {
    private static final Instant BEGIN = LocalDateTime.parse("2026-03-09T09:00")
            .atZone(ZoneId.of("Asia/Shanghai"))
            .toInstant();
    private static final Duration NOTICE = Duration.ofDays(8);
    private static final Duration STABLE = Duration.ofDays(200);
    private static final String NEXT_DOOR = "152223107209";

    /** Both need a second case or nobody at all; tried where cases are compared: {@code MatchingIT}. */
    private static final Set<Action> OF_COMPARISON = EnumSet.of(Action.LINK, Action.MERGE);

    /** Actions with an operation of their own. */
    private static final Map<Action, String> OPERATIONS = Map.of(
            Action.CLAIM, "/claim",
            Action.RELEASE, "/release",
            Action.ACCEPT, "/accept",
            Action.TRANSFER, "/transfer",
            Action.RETURN, "/return",
            Action.CLOSE, "/close",
            Action.CONFIRM, "/confirm",
            Action.DISMISS, "/dismiss");

    /** A village never transfers, a desk never returns. */
    private static final Set<Action> OF_SOME_ROLES = EnumSet.of(Action.TRANSFER, Action.RETURN);

    /** Theirs alone who reported. */
    private static final Set<Action> OF_RESIDENTS = EnumSet.of(Action.WITHDRAW, Action.APPEAL, Action.REOPEN);

    @RegisterExtension
    static final TestApp APP = TestApp.at(
            BEGIN,
            Map.of(
                    "FANGPIN_SERVED_UNITS",
                    TestApp.BANNER + ",150422000000",
                    "FANGPIN_INTAKE_REPORTS_PER_RESIDENT",
                    "900"));

    /** As seen from a case of {@link Reports#VILLAGE}; each role twice, for whom may not look at their own work. */
    enum Person {
        VILLAGER(new Post(Role.VILLAGE, Reports.VILLAGE)),
        SECOND_VILLAGER(new Post(Role.VILLAGE, Reports.VILLAGE)),
        NEIGHBOUR(new Post(Role.VILLAGE, NEXT_DOOR)),
        TOWNSHIP_AUDITOR(new Post(Role.TOWNSHIP, Reports.TOWNSHIP)),
        SECOND_TOWNSHIP(new Post(Role.TOWNSHIP, Reports.TOWNSHIP)),
        OTHER_TOWNSHIP(new Post(Role.TOWNSHIP, "152223100000")),
        DECIDER(new Post(Role.BANNER_DESK, TestApp.BANNER)),
        SECOND_DESK(new Post(Role.BANNER_DESK, TestApp.BANNER)),
        OTHER_BANNER(new Post(Role.BANNER_DESK, "150422000000")),
        GRID_WORKER(new Post(Role.GRID_WORKER, Reports.VILLAGE)),
        DEPARTMENT(new Post(Role.DEPARTMENT, TestApp.BANNER, "MEDICAL_INSURANCE")),
        ADMIN(new Post(Role.BANNER_ADMIN, TestApp.BANNER)),
        AUDITOR(new Post(Role.AUDITOR, TestApp.BANNER));

        private final Post post;

        Person(Post post) {
            this.post = post;
        }

        /** Reads the case wherever it is in the procedure. */
        boolean near() {
            return EnumSet.of(VILLAGER, SECOND_VILLAGER, TOWNSHIP_AUDITOR, SECOND_TOWNSHIP, DECIDER, SECOND_DESK)
                    .contains(this);
        }

        boolean worksOnCases() {
            return EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK).contains(post.role());
        }

        /** How they stand to a case that this unit has; empty below it. */
        List<Standing> standings(String owner) {
            boolean owns = post.unitCode().equals(owner);
            boolean above = owner.startsWith(post.unitCode().replaceFirst("(000000|000)$", ""));
            return near() && above
                    ? List.of(new Standing(Actor.valueOf(post.role().name()), owns))
                    : List.of();
        }
    }

    private static final Map<Person, Colleague> PEOPLE = new EnumMap<>(Person.class);
    private static int families;

    @BeforeAll
    static void everybodyHasAnAccount() {
        for (Person person : Person.values()) {
            PEOPLE.put(
                    person, APP.colleague("every-" + person.name().toLowerCase().replace('_', '-'), person.post));
        }
    }

    @BeforeEach
    void itIsMarchAgain() {
        APP.clock().advance(Duration.between(APP.clock().instant(), BEGIN));
    }

    // what the table has not

    @ParameterizedTest
    @EnumSource(State.class)
    void whatTheTableDoesNotAllowIsRefusedToEverybodyAndChangesNothing(State state) {
        CaseWalk walk = at(state, null);
        String owner = walk.row("select owner_unit from case_file where id = $1", walk.caseId())
                .getString(0);
        int version = walk.version();
        Map<String, String> wrong = new LinkedHashMap<>();
        int tried = 0;
        for (Person person : Person.values()) {
            Set<Action> allowed = Workflow.allowed(state, person.standings(owner));
            for (Action action : Action.values()) {
                if (allowed.contains(action) || !(OPERATIONS.containsKey(action) || isStep(action))) {
                    continue;
                }
                tried++;
                Answer answer = asked(walk, as(person), action);
                int expected = !person.worksOnCases() ? 403 : person.near() ? 409 : 404;
                boolean roleSaysNo = answer.status() == 403 && OF_SOME_ROLES.contains(action);
                if (answer.status() != expected && !roleSaysNo || answer.status() == 409 && !isSaid(answer)) {
                    wrong.put(person + " " + action, answer.status() + " " + answer.text());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(100);
        assertThat(walk.state()).isEqualTo(state);
        assertThat(walk.version()).isEqualTo(version);
    }

    private static boolean isSaid(Answer answer) {
        return Set.of("transition-not-allowed", "case-closed", "case-not-to-check", "case-held-by-other")
                .contains(answer.problem());
    }

    private static Answer asked(CaseWalk walk, Visitor who, Action action) {
        String operation = OPERATIONS.get(action);
        return operation == null
                ? walk.post(who, "/steps", new JsonObject().put("action", action.name()))
                : walk.post(who, operation, body(action));
    }

    private static boolean isStep(Action action) {
        return !OPERATIONS.containsKey(action) && !OF_RESIDENTS.contains(action) && !OF_COMPARISON.contains(action);
    }

    // what it has

    static Stream<Transition> rowsOfStaff() {
        return Workflow.TRANSITIONS.stream()
                .filter(row -> row.by() != Actor.RESIDENT && row.by() != Actor.SYSTEM)
                .filter(row -> !OF_COMPARISON.contains(row.action()));
    }

    static Stream<State> statesWithStaff() {
        return Arrays.stream(State.values())
                .filter(state -> staying(state).findAny().isPresent());
    }

    private static Stream<Transition> staying(State state) {
        return rowsOfStaff().filter(row -> row.from() == state && stays(row));
    }

    /** Leaves the case where another row can be tried; those that lead on get a case of their own. */
    private static boolean stays(Transition row) {
        return row.from() == row.to()
                && EnumSet.of(
                                Action.CLAIM,
                                Action.RELEASE,
                                Action.ASK_RESIDENT,
                                Action.SUSPEND,
                                Action.RESUME,
                                Action.HELP_FIRST)
                        .contains(row.action());
    }

    static Stream<Transition> leading() {
        return rowsOfStaff().filter(row -> !stays(row));
    }

    @ParameterizedTest
    @MethodSource("statesWithStaff")
    void whoMayDoWhatLeavesACaseWhereItIsMayDoIt(State state) {
        CaseWalk walk = at(state, null);
        assertSoftly(all -> staying(state).forEach(row -> {
            Visitor who = as(actor(row));
            prepare(walk, row);
            int version = walk.version();
            Answer answer = taken(walk, who, row);
            all.assertThat(answer.status()).as(row + " " + answer.text()).isEqualTo(200);
            all.assertThat(walk.state()).as(row.toString()).isEqualTo(row.to());
            all.assertThat(walk.version()).as(row.toString()).isEqualTo(version + 1);
            clear(walk, row);
        }));
    }

    @ParameterizedTest
    @MethodSource("leading")
    void whoMayTakeACaseOnDoesSoAndItIsWrittenAndTold(Transition row) {
        CaseWalk walk = at(row.from(), row);
        prepare(walk, row);
        int told = told(walk, row);

        Answer answer = taken(walk, as(actor(row)), row);

        assertThat(answer.status()).as(row + " " + answer.text()).isEqualTo(200);
        assertThat(walk.state()).isEqualTo(row.to());
        assertThat(walk.row(
                                "select kind from case_event where case_id = $1 order by sequence desc limit 1",
                                walk.caseId())
                        .getString(0))
                .isEqualTo(row.action().kind());
        if (row.told() != null) {
            assertThat(told(walk, row)).as("told " + row.told()).isEqualTo(told + 1);
        }
        if (row.to().isOpen()) {
            assertThat(walk.row(
                                    "select due_at > $2 from case_file where id = $1",
                                    walk.caseId(),
                                    BEGIN.atOffset(java.time.ZoneOffset.UTC))
                            .getBoolean(0))
                    .isTrue();
        }
    }

    private static int told(CaseWalk walk, Transition row) {
        return row.told() == null
                ? 0
                : walk.row(
                                "select count(*)::int from outbox where kind = $1 and payload ->> 'caseId' = $2",
                                row.told(),
                                walk.caseId().toString())
                        .getInteger(0);
    }

    @Test
    void theResidentsPartIsTheirsInEveryState() {
        assertSoftly(all -> Workflow.TRANSITIONS.stream()
                .filter(row -> row.by() == Actor.RESIDENT && row.action() != Action.OBJECT)
                .forEach(row -> {
                    itIsMarchAgain();
                    CaseWalk walk = at(row.from(), row);
                    prepare(walk, row);
                    Answer answer = ownAnswer(walk, row);
                    all.assertThat(answer.status())
                            .as(row + " " + answer.text())
                            .isBetween(200, 204);
                    all.assertThat(walk.state()).as(row.toString()).isEqualTo(row.to());
                }));
    }

    private static Answer ownAnswer(CaseWalk walk, Transition row) {
        return switch (row.action()) {
            case WITHDRAW -> walk.own("/withdrawal", new JsonObject());
            case APPEAL -> walk.own("/appeal", new JsonObject().put("text", "医药费没有报销，请再来看看。"));
            case REOPEN -> walk.own("/rating", new JsonObject().put("score", 1).put("solved", false));
            case RESUME -> walk.own("/supplements", new JsonObject().put("text", "三口人"));
            default -> throw new IllegalArgumentException(row.toString());
        };
    }

    // the way there

    /** A case in that state. @param row what is to be tried then; null for anything */
    private CaseWalk at(State state, Transition row) {
        boolean held = row != null && EnumSet.of(Action.CONFIRM, Action.DISMISS).contains(row.action());
        JsonObject report = Reports.crackedWall();
        if (held) {
            report.put("hardshipText", "刷单兼职日结300，扫码进群 http://evil.example/464");
        }
        CaseWalk walk = new CaseWalk(APP, "every-family-" + ++families, report);
        lead(walk, state, row);
        assertThat(walk.state()).isEqualTo(state);
        return walk;
    }

    private void lead(CaseWalk walk, State state, Transition row) {
        switch (state) {
            case RECEIVED -> {}
            case ACCEPTED -> {
                lead(walk, RECEIVED, row);
                ok(walk.post(as(Person.VILLAGER), "/accept", new JsonObject()));
            }
            case CHECKING -> {
                lead(walk, ACCEPTED, row);
                ok(walk.step(as(Person.VILLAGER), Action.AUTHORISE, FormCode.AUTHORISATION));
            }
            case CHECKED -> {
                lead(walk, CHECKING, row);
                visited(walk);
                ok(walk.step(as(Person.VILLAGER), Action.CONCLUDE_CHECK, FormCode.CHECK_CONCLUSION));
            }
            case REVIEWED -> by(walk, CHECKED, row, Person.VILLAGER, Action.REVIEW, FormCode.REVIEW_MINUTES);
            case IN_NOTICE -> by(walk, REVIEWED, row, Person.VILLAGER, Action.POST_NOTICE, FormCode.NOTICE_POSTING);
            case NOTICE_ENDED -> {
                lead(walk, IN_NOTICE, row);
                APP.clock().advance(NOTICE);
                ok(walk.step(as(Person.VILLAGER), Action.END_NOTICE, FormCode.NOTICE_REMOVAL));
            }
            case TOWNSHIP_AUDITED ->
                by(walk, NOTICE_ENDED, row, Person.TOWNSHIP_AUDITOR, Action.AUDIT, FormCode.AUDIT_OPINION);
            case DECIDED -> by(walk, TOWNSHIP_AUDITED, row, Person.DECIDER, Action.DECIDE, FormCode.DECISION);
            case ANNOUNCED -> by(walk, DECIDED, row, Person.TOWNSHIP_AUDITOR, Action.ANNOUNCE, FormCode.ANNOUNCEMENT);
            case REGISTERED -> by(walk, ANNOUNCED, row, Person.DECIDER, Action.REGISTER, FormCode.NATIONAL_ENTRY);
            case HELPING -> by(walk, REGISTERED, row, Person.VILLAGER, Action.PLAN, FormCode.HELP_PLAN);
            case ELIM_CHECKING -> {
                lead(walk, HELPING, row);
                stable(walk);
                ok(walk.step(as(Person.VILLAGER), Action.START_ELIMINATION, null));
            }
            case ELIM_CHECKED -> {
                lead(walk, ELIM_CHECKING, row);
                ok(walk.step(as(Person.VILLAGER), Action.VISIT, FormCode.ELIMINATION_VISIT));
                ok(walk.step(as(Person.VILLAGER), Action.CONCLUDE_CHECK, FormCode.ELIMINATION_CONCLUSION));
            }
            case ELIM_REVIEWED -> by(walk, ELIM_CHECKED, row, Person.VILLAGER, Action.REVIEW, FormCode.REVIEW_MINUTES);
            case ELIM_IN_NOTICE ->
                by(walk, ELIM_REVIEWED, row, Person.VILLAGER, Action.POST_NOTICE, FormCode.NOTICE_POSTING);
            case ELIM_NOTICE_ENDED -> {
                lead(walk, ELIM_IN_NOTICE, row);
                APP.clock().advance(NOTICE);
                ok(walk.step(as(Person.VILLAGER), Action.END_NOTICE, FormCode.NOTICE_REMOVAL));
            }
            case ELIM_AUDITED ->
                by(walk, ELIM_NOTICE_ENDED, row, Person.TOWNSHIP_AUDITOR, Action.AUDIT, FormCode.AUDIT_OPINION);
            case ELIM_DECIDED -> by(walk, ELIM_AUDITED, row, Person.DECIDER, Action.DECIDE, FormCode.DECISION);
            case ELIMINATED ->
                by(walk, ELIM_DECIDED, row, Person.TOWNSHIP_AUDITOR, Action.ANNOUNCE, FormCode.ANNOUNCEMENT);
            case REFUSED -> refused(walk, row);
            case APPEAL -> {
                lead(walk, REFUSED, row);
                ok(walk.own("/appeal", new JsonObject().put("text", "医药费没有报销，请再来看看。")));
            }
            case CLOSED_OTHER -> {
                lead(walk, ACCEPTED, row);
                ok(walk.post(as(Person.VILLAGER), "/close", body(Action.CLOSE)));
            }
        }
    }

    /** By whom the village has above it, where the appeal is to be the banner's. */
    private void refused(CaseWalk walk, Transition row) {
        boolean bannersAppeal = row != null && row.from() == State.APPEAL && row.by() == Actor.BANNER_DESK;
        boolean held = bannersAppeal && row.to() == TOWNSHIP_AUDITED;
        lead(walk, held ? NOTICE_ENDED : CHECKED, row);
        if (row != null && row.action() == Action.SUPPLY_PAPERWORK) {
            ok(walk.step(as(Person.DECIDER), Action.HELP_FIRST, FormCode.EMERGENCY_HELP));
        }
        Person by = bannersAppeal ? Person.TOWNSHIP_AUDITOR : Person.VILLAGER;
        ok(walk.step(as(by), Action.REFUSE, FormCode.REFUSAL));
    }

    private void by(CaseWalk walk, State before, Transition row, Person person, Action action, FormCode form) {
        lead(walk, before, row);
        ok(walk.step(as(person), action, form));
    }

    private static void visited(CaseWalk walk) {
        ok(walk.step(as(Person.VILLAGER), Action.VISIT, FormCode.VISIT_FORM));
        walk.departmentsAnswer();
    }

    private static void stable(CaseWalk walk) {
        ok(walk.step(as(Person.VILLAGER), Action.DELIVER, FormCode.MEASURE));
        APP.clock().advance(STABLE);
    }

    // the step itself

    /** Somebody of the role who has not handled the case. */
    private static Person actor(Transition row) {
        return switch (row.by()) {
            case VILLAGE -> Person.SECOND_VILLAGER;
            case TOWNSHIP -> Person.SECOND_TOWNSHIP;
            case BANNER_DESK -> Person.SECOND_DESK;
            default -> throw new IllegalArgumentException(row.toString());
        };
    }

    /** What the guards of the row want to have happened. */
    private static void prepare(CaseWalk walk, Transition row) {
        switch (row.action()) {
            case RELEASE -> ok(walk.post(as(actor(row)), "/claim", null));
            case RESUME -> ok(walk.step(as(Person.DECIDER), Action.SUSPEND, null));
            case SUPPLY_PAPERWORK -> {
                if (row.from() != State.APPEAL) { // there it was owed before the refusal
                    ok(walk.step(as(Person.DECIDER), Action.HELP_FIRST, FormCode.EMERGENCY_HELP));
                }
            }
            case DISMISS_OBJECTION, UPHOLD_OBJECTION ->
                ok(walk.step(as(Person.VILLAGER), Action.OBJECT, FormCode.OBJECTION));
            case END_NOTICE -> APP.clock().advance(NOTICE);
            case START_ELIMINATION -> stable(walk);
            case REFUSE -> {
                if (row.from() == CHECKING) {
                    visited(walk);
                }
            }
            case CONCLUDE_CHECK -> {
                if (row.from() == CHECKING) {
                    visited(walk);
                } else {
                    ok(walk.step(as(Person.VILLAGER), Action.VISIT, FormCode.ELIMINATION_VISIT));
                }
            }
            case RETURN -> {
                if (row.by() == Actor.TOWNSHIP) {
                    toTheTownship(walk, row.from());
                }
            }
            default -> {}
        }
    }

    private static void toTheTownship(CaseWalk walk, State state) {
        ok(walk.post(
                as(Person.DECIDER),
                "/transfer",
                new JsonObject().put("toUnit", Reports.TOWNSHIP).put("reason", "WRONG_VILLAGE")));
        if (state == ACCEPTED) {
            ok(walk.post(as(Person.TOWNSHIP_AUDITOR), "/accept", new JsonObject()));
        }
    }

    /** The case as free and as running as it was. */
    private static void clear(CaseWalk walk, Transition row) {
        switch (row.action()) {
            case CLAIM -> ok(walk.post(as(actor(row)), "/release", null));
            case SUSPEND -> ok(walk.step(as(Person.DECIDER), Action.RESUME, null));
            default -> {}
        }
    }

    private static Answer taken(CaseWalk walk, Visitor who, Transition row) {
        String operation = OPERATIONS.get(row.action());
        return operation == null
                ? walk.step(who, row.action(), row.form() == null ? null : FormCode.valueOf(row.form()))
                : walk.post(who, operation, body(row.action()));
    }

    private static JsonObject body(Action action) {
        return switch (action) {
            case ACCEPT -> new JsonObject();
            case TRANSFER -> new JsonObject().put("toUnit", NEXT_DOOR).put("reason", "WRONG_VILLAGE");
            case RETURN -> new JsonObject().put("reason", "MOVED_AWAY").put("note", "去年迁走了");
            case CLOSE -> new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已联系施工队修房");
            default -> null;
        };
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    }

    private static Visitor as(Person person) {
        return PEOPLE.get(person).now();
    }
}
