package dev.mortise.controller.domain.cell;

import static dev.mortise.controller.domain.cell.ACell.NOON;
import static dev.mortise.controller.domain.cell.ACell.idle;
import static dev.mortise.controller.domain.cell.ACell.plc;
import static dev.mortise.controller.domain.cell.ACell.seeing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.config.Configuration;
import dev.mortise.controller.config.Loaded;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Quantity;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.step.StepKinds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cell does about a robot's motion, with the shipped TRAY-A. */
class MotionConductTest {

    private static final PlantSpec PLANT = plant();
    private static final CellSpec TRAY_A = PLANT.allCells()
            .filter(cell -> cell.id().value().equals("TRAY-A"))
            .findFirst()
            .orElseThrow();
    private static final Step FEEDER = new Step("feeder", "move", Map.of(), Map.of("pose", "feeder"), List.of());
    private static final WorkOrder FETCH = new WorkOrder(
            new RackId("R-1"), new OperationId("insert.C07"), "insert", false, 1, "C07", 7, "tray", List.of(FEEDER));
    private static final Step PUSH = new Step(
            "push",
            "insert",
            Map.of(
                    "force_max", new Quantity(900, "N"),
                    "seat_force", new Quantity(600, "N"),
                    "free_travel", new Quantity(180, "mm"),
                    "depth_min", new Quantity(245, "mm"),
                    "speed", new Quantity(900, "mm/s"),
                    "contact_speed", new Quantity(150, "mm/s")),
            Map.of(),
            List.of());
    private static final WorkOrder INSERT = new WorkOrder(
            new RackId("R-1"), new OperationId("insert.C07"), "insert", false, 1, "C07", 7, "tray", List.of(PUSH));
    private static final Conduct CONDUCT = new Conduct(TRAY_A, StepKinds.load());
    private static final RobotId HV_1 = new RobotId("HV-1");
    private static final RobotNews UP = up("7", OptionalLong.empty());
    private static final RobotNews RESTARTED = up("8", OptionalLong.empty());
    private static final CommandId PUSHED = INSERT.command(PUSH);

    private final Cell fetching = idle().apply(new CellEvent.WorkAccepted(FETCH, NOON));
    private final Cell moving =
            fetching.apply(new CellEvent.StepStarted("feeder", FETCH.command(FEEDER), "HV-1 boot 7", NOON));
    private final Cell pushing = idle().apply(new CellEvent.WorkAccepted(INSERT, NOON))
            .apply(new CellEvent.StepStarted("push", PUSHED, "HV-1 boot 7", NOON));

    @Test
    void aMotionIsBegunInTheLifeThatItsRobotIsIn() {
        assertThat(CONDUCT.next(fetching, sees(UP)).events())
                .containsExactly(new CellEvent.StepStarted("feeder", FETCH.command(FEEDER), "HV-1 boot 7", NOON));
    }

    @Test
    void aPushWhoseRobotWasRestartedIsAskedAboutWithWhatTheRobotSays() {
        CellDecision decision = CONDUCT.next(pushing, sees(RESTARTED));

        assertThat(decision.effects()).isEmpty();
        assertThat(decision.events()).singleElement().isInstanceOfSatisfying(CellEvent.DoubtRaised.class, doubt -> {
            assertThat(doubt.command()).isEqualTo(PUSHED);
            assertThat(doubt.facts())
                    .containsExactly(
                            "sent: step push of insert.C07 on R-1, attempt 1, command R-1/insert.C07/1/push",
                            "the robot of that time was HV-1 boot 7; it is HV-1 boot 8 now and does not know the command",
                            "the robot says: MONITORING_READY, stands at x 0.0, y 0.6123, z 1.0, c 0.0 (m or rad),"
                                    + " gripper holds a part: yes, part is seated: it does not say");
        });
    }

    @Test
    void aPushInDoubtMovesNothingUntilAPersonHasAnswered() {
        Cell inDoubt = after(pushing, CONDUCT.next(pushing, sees(RESTARTED)));

        assertThat(CONDUCT.next(inDoubt, sees(RESTARTED)).isNothing()).isTrue();
        assertThat(Readiness.of(TRAY_A, inDoubt, sees(RESTARTED)).whyNot()).startsWith("IN_DOUBT");
    }

    @Test
    void aPushThatAPersonSawUndoneIsBegunAnewInTheRobotsNewLife() {
        Cell inDoubt = after(pushing, CONDUCT.next(pushing, sees(RESTARTED)));
        Cell answered = after(inDoubt, Requests.resolve(inDoubt, Doubts.NOT_DONE, "anna", NOON));

        CellDecision begun = CONDUCT.next(answered, sees(RESTARTED));

        assertThat(begun.events()).containsExactly(new CellEvent.StepStarted("push", PUSHED, "HV-1 boot 8", NOON));
        assertThat(CONDUCT.next(after(answered, begun), sees(RESTARTED)).effects())
                .singleElement()
                .isInstanceOf(CellEffect.Move.class);
    }

    @Test
    void aPushIsAskedAboutThoughTheCellIsHeldOrItsUnitAborted() {
        Cell held = pushing.apply(new CellEvent.HoldPlaced("coffee", "anna", NOON));
        Observed aborted = seeing(plc(UnitState.ABORTED)).robot(RESTARTED);

        assertThat(CONDUCT.next(held, aborted).events()).singleElement().isInstanceOf(CellEvent.DoubtRaised.class);
    }

    @Test
    void aRobotThatKeptItsMemoryOverTheRestartIsAskedItself() {
        Observed remembers = sees(up("8", OptionalLong.of(PUSHED.number())));

        assertThat(CONDUCT.next(pushing, remembers).effects()).singleElement().isInstanceOf(CellEffect.Move.class);
    }

    @Test
    void aMotionToAPoseIsTakenUpAgainInTheNewLife() {
        assertThat(CONDUCT.next(moving, sees(RESTARTED)).effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        CellEffect.Move.class, move -> assertThat(move.life()).isEqualTo("HV-1 boot 8"));
    }

    @Test
    void aPushOfAnEarlierReleaseWhichDidNotNoteTheRobotsLifeIsTakenUpAsItWasThen() {
        Cell earlier = idle().apply(new CellEvent.WorkAccepted(INSERT, NOON))
                .apply(new CellEvent.StepStarted("push", PUSHED, "boot-1", NOON));

        assertThat(CONDUCT.next(earlier, sees(RESTARTED)).effects())
                .singleElement()
                .isInstanceOf(CellEffect.Move.class);
    }

    @Test
    void whatARobotSaysLateOfAMotionInDoubtIsLeftToThePerson() {
        Cell inDoubt = after(pushing, CONDUCT.next(pushing, sees(RESTARTED)));

        assertThat(Requests.motionEnded(inDoubt, ACell.report(PUSHED, StepReport.Outcome.OK, 0), NOON)
                        .isNothing())
                .isTrue();
    }

    @Test
    void aMotionIsAskedForOnceAndAskedForAgainLater() {
        Observed ready = seeing(plc(UnitState.EXECUTE)).robot(UP);

        List<CellEffect> effects = CONDUCT.next(moving, ready).effects();

        assertThat(effects).singleElement().isInstanceOf(CellEffect.Move.class);
        Observed asked = ready.noting(effects.get(0));
        assertThat(CONDUCT.next(moving, asked).effects()).isEmpty();
        assertThat(CONDUCT.next(moving, asked.at(ACell.after(Observed.ASK_AGAIN)))
                        .effects())
                .isEqualTo(effects);
    }

    @Test
    void aHoldSetsNothingInMotionAndBreaksNothingOff() {
        Cell held = moving.apply(new CellEvent.HoldPlaced("coffee", "anna", NOON));

        CellDecision decision =
                CONDUCT.next(held, seeing(plc(UnitState.EXECUTE)).robot(UP));

        assertThat(decision.isNothing()).isTrue();
    }

    @Test
    void aSpeedIsStoredFollowedAtOnceHeldOrNotAndGivenToEveryMotionAfterARestart() {
        Cell held = moving.apply(new CellEvent.HoldPlaced("look", "anna", NOON));

        CellDecision set = Requests.speed(TRAY_A, held, 30, "anna", NOON);
        assertThat(set.events()).containsExactly(new CellEvent.SpeedSet(30, "anna", NOON));
        assertThat(set.effects()).containsExactly(new CellEffect.SetSpeed(new Speed(30)));

        Cell slow = moving.apply(set.events().get(0));
        assertThat(Requests.speed(TRAY_A, slow, 30, "anna", NOON)).isEqualTo(CellDecision.NOTHING);
        assertThat(CONDUCT.next(slow, sees(UP)).effects())
                .singleElement()
                .satisfies(
                        effect -> assertThat(((CellEffect.Move) effect).speed()).isEqualTo(new Speed(30)));
    }

    @Test
    void aSpeedOutOfBoundsOrOfACellWithoutARobotIsRefused() {
        CellSpec leak = PLANT.allCells()
                .filter(cell -> cell.id().value().equals("LEAK-A"))
                .findFirst()
                .orElseThrow();

        assertThat(Requests.speed(TRAY_A, moving, 101, "anna", NOON).refusal())
                .hasValue("the speed of a cell is 0 to 100 percent, not 101");
        assertThat(Requests.speed(TRAY_A, moving, -1, "anna", NOON).refusal()).isPresent();
        assertThat(Requests.speed(leak, Cell.unknown(leak.id()), 50, "anna", NOON)
                        .refusal())
                .hasValue("LEAK-A has no robot whose speed could be set");
    }

    @Test
    void anAbortedUnitStopsTheMotion() {
        CellDecision decision =
                CONDUCT.next(moving, seeing(plc(UnitState.ABORTED)).robot(UP));

        assertThat(decision.effects()).singleElement().isInstanceOf(CellEffect.HoldMotion.class);
    }

    @ParameterizedTest
    @EnumSource
    void whileTheRobotsLinkIsDownTheCellCommandsNothingHoweverLongAndGoesOnByItselfWhenItIsUp(UnitState unit) {
        Observed down = seeing(plc(unit)).robot(new RobotNews.Down(HV_1, "no state for 500 ms"));

        for (Cell cell : List.of(fetching, moving, pushing)) {
            for (int minutes = 0; minutes <= 60; minutes++) {
                CellDecision decision = CONDUCT.next(cell, down.at(ACell.after(Duration.ofMinutes(minutes))));
                assertThat(decision.events()).isEmpty();
                assertThat(decision.effects())
                        .as("nothing but an end to what could still move, where the unit is aborted")
                        .allMatch(CellEffect.HoldMotion.class::isInstance);
            }
        }
        Observed back = down.plc(plc(UnitState.EXECUTE)).robot(UP);
        assertThat(CONDUCT.next(moving, back).effects()).singleElement().isInstanceOf(CellEffect.Move.class);
        assertThat(CONDUCT.next(fetching, back).events()).singleElement().isInstanceOf(CellEvent.StepStarted.class);
    }

    private static Observed sees(RobotNews robot) {
        return seeing(plc(UnitState.EXECUTE)).robot(robot);
    }

    private static Cell after(Cell cell, CellDecision decision) {
        Cell now = cell;
        for (CellEvent event : decision.events()) {
            now = now.apply(event);
        }
        return now;
    }

    private static RobotNews up(String boot, OptionalLong finished) {
        return new RobotNews.Up(new RobotStatus(
                HV_1,
                true,
                boot,
                finished,
                "MONITORING_READY",
                List.of(0.0, 0.612345, 1.0, 0.0),
                Optional.of(true),
                Optional.empty()));
    }

    private static PlantSpec plant() {
        Loaded<Configuration> loaded = Configuration.load(Path.of("src/main/dist/conf/mortise.yaml"));
        return Optional.of(loaded)
                .filter(Loaded::ok)
                .orElseThrow()
                .value()
                .orElseThrow()
                .plant();
    }
}
