package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.insertion;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.adapter.engine.EngineKeeper;
import dev.mortise.controller.adapter.engine.EnginePlace;
import dev.mortise.controller.adapter.engine.EngineServer;
import dev.mortise.controller.adapter.engine.RemoteEngine;
import dev.mortise.controller.domain.alarm.Forgeries;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cell.Moment;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cell may expect of an engine, wherever it runs. */
@Tag("wire")
@SuppressWarnings("NullAway.Init") // by begin(), with the place of the case
class EngineContractTest {

    private static final int HORIZON = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private ARobotCell cell;
    private RobotLink robot;

    enum Runs {
        INSIDE,
        IN_A_PROCESS_OF_ITS_OWN
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private void begin(Runs where) throws Exception {
        begin(where, new ARobotCell());
    }

    private void begin(Runs where, ARobotCell with) throws IOException {
        cell = with;
        open.add(cell);
        robot = engine(where, true).add(cell.spec());
        robot.open(1, cell);
    }

    private Engine engine(Runs where, boolean simulated) throws IOException {
        Path boxes = directory.resolve("blackbox");
        if (where == Runs.INSIDE) {
            BlackBoxFiles keeper = new BlackBoxFiles(boxes, Clock.systemUTC());
            Engine engine = new RealtimeEngine(simulated, HORIZON, Tuning.NONE, keeper);
            open.add(0, keeper);
            open.add(0, engine);
            return engine;
        }
        EnginePlace place = new EnginePlace(directory.resolve("engine"));
        open.add(0, EngineServer.open(place));
        Engine engine = new RemoteEngine(
                place, new RemoteEngine.Setup(simulated, HORIZON, Tuning.NONE, boxes), EngineKeeper.somebodyElse());
        open.add(0, engine);
        return engine;
    }

    private void up() throws InterruptedException {
        String told = cell.link();
        while (!told.equals("up, simulated")) {
            assertThat(told).startsWith("down: ");
            told = cell.link();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkComesUpAndSaysOfTheRobotWhatTheRobotSays(Runs where) throws Exception {
        begin(where);
        up();

        assertThat(cell.said().joints()).containsExactly(0.0, 0.0);
        assertThat(cell.said().simulated()).isTrue();
        assertThat(cell.said().session()).isEqualTo("MONITORING_READY");
        assertThat(cell.said().seated()).contains(false);
        await().atMost(PATIENCE).until(() -> robot.view().connected());
        await("its figures count on")
                .atMost(PATIENCE)
                .until(() -> robot.view().link().states() > 100);
        assertThat(robot.view().joints()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aPartIsPushedHomeAndItsEvidenceIsComplete(Runs where) throws Exception {
        begin(where);
        up();

        robot.run(command("insert"), 1, insertion());

        StepReport report = cell.report();
        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(report.command()).isEqualTo(command("insert"));
        assertThat(report.measurements()).extracting(Measurement::name).isNotEmpty();
        assertThat(report.curve().orElseThrow().x()).hasSizeGreaterThan(10);
        assertThat(cell.finished).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAskedTwiceIsDoneOnceAndAnsweredTwice(Runs where) throws Exception {
        begin(where);
        up();
        robot.run(command("insert"), 1, insertion());
        robot.run(command("insert"), 1, insertion());
        StepReport report = cell.report();

        robot.run(command("insert"), 1, insertion());

        assertThat(cell.report()).isEqualTo(report);
        assertThat(cell.finished).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void aHoldEndsTheMotionInHand(Runs where) throws Exception {
        begin(where);
        up();
        robot.run(command("move"), 1, to(0.8, 1.0));
        await().atMost(PATIENCE).until(() -> robot.view().session().equals("COMMANDING_ACTIVE"));

        robot.hold("a person wants it");

        StepReport report = cell.report();
        assertThat(report.outcome()).isEqualTo(StepReport.Outcome.STATION_FAULT);
        assertThat(report.reason()).isEqualTo(StepReport.HELD);
    }

    @ParameterizedTest
    @EnumSource
    void aSpeedOfZeroKeepsARobotWhereItIsAndFullLetsItGoOn(Runs where) throws Exception {
        begin(where);
        up();
        robot.speed(new Speed(0));
        robot.run(command("move"), 1, to(0.3, 0.3));
        await().atMost(PATIENCE).until(() -> robot.view().link().states() > 300);
        assertThat(robot.view().joints()).containsExactly(0.0, 0.0);

        robot.speed(Speed.FULL);

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
    }

    @ParameterizedTest
    @EnumSource
    void aMotionMeantForAnotherLifeOfTheRobotIsNotBegun(Runs where) throws Exception {
        begin(where);
        up();

        robot.run(command("other"), 1, to(0.3, 0.3), "HV-1 boot another");
        robot.run(command("move"), 1, to(0.1, 0.1));

        assertThat(cell.report().command()).isEqualTo(command("move"));
        assertThat(cell.finished).as("the other one was not begun").hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRobotThatIsSwitchedOffIsToldAndAMotionGoesOnWhenItIsBack(Runs where) throws Exception {
        begin(where);
        up();

        cell.robotPowerOff();
        assertThat(cell.link()).startsWith("down: no state from ");
        assertThat(robot.view().connected()).isFalse();
        cell.robotPowerOn();

        up();
        robot.run(command("move"), 1, to(0.1, 0.1));
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
    }

    @ParameterizedTest
    @EnumSource
    void aSimulatedRobotIsNotSpokenToByAnEngineOfAProduction(Runs where) throws Exception {
        cell = new ARobotCell();
        open.add(cell);
        robot = engine(where, false).add(cell.spec());
        robot.open(1, cell);

        String told = cell.link();
        while (!told.contains("refuses")) {
            told = cell.link();
        }
        assertThat(told).isEqualTo("down: the robot refuses: it is simulated and the controller is in production mode");
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatThePlcWasHandedOpensTheSession(Runs where) throws Exception {
        begin(where, ARobotCell.keyedByItsPlc());
        assertThat(robot.isKeyedByItsPlc()).isTrue();
        String told = cell.link();
        while (!told.contains("waits for the link to the PLC")) {
            told = cell.link();
        }
        SessionKey key = SessionKey.random();

        cell.handed(1, key);
        robot.key(key);

        up();
    }

    @ParameterizedTest
    @EnumSource
    void somebodyWhoForgesStatesBesideAMotionIsAnAlarmAndStopsNothing(Runs where) throws Exception {
        cell = ARobotCell.of(2_000, Optional.of(AKey.of(1, directory)));
        open.add(cell);
        AMeddler meddler = new AMeddler(cell.port());
        open.add(meddler);
        robot = engine(where, true).add(cell.spec(meddler.port()));
        robot.open(1, cell);
        up();
        robot.speed(new Speed(1));
        robot.run(command("move"), 1, to(0.3, 0.3));
        await().atMost(PATIENCE).until(() -> robot.view().session().equals("COMMANDING_ACTIVE"));
        Forgeries seen = look(Forgeries.NOTHING_SEEN, 0);

        meddler.does(AMeddler.Mischief.UNTAGGED);
        seen = lookWhenMoreCame(seen, 1);
        seen = lookWhenMoreCame(seen, 4);

        assertThat(seen.causes()).extracting(Cause::subject).containsExactly("HV-1");
        assertThat(cell.hasReport()).as("the motion goes on").isFalse();
        robot.speed(Speed.FULL);
        StepReport report = cell.report();
        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(cell.linkChanges()).as("the link stood").isZero();
        meddler.does(AMeddler.Mischief.NOTHING);
        seen = look(look(seen, 40), 80);
        assertThat(seen.causes()).as("some time after the last").isEmpty();
    }

    /** At a moment that the test chooses. */
    private Forgeries look(Forgeries before, long seconds) {
        return before.look(
                Map.of(robot.view().id(), robot.view().link().unverified()),
                new Moment(Instant.EPOCH, Duration.ofSeconds(seconds)));
    }

    private Forgeries lookWhenMoreCame(Forgeries before, long seconds) {
        long known = before.robots().values().iterator().next().total();
        await().atMost(PATIENCE).until(() -> robot.view().link().unverified() > known);
        return look(before, seconds);
    }

    @ParameterizedTest
    @EnumSource
    void theLastSecondsOfAMotionThatEndedBadlyAreKept(Runs where) throws Exception {
        begin(where);
        up();
        robot.run(command("insert"), 1, ARobotCell.insertion(50));

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.PART_FAILURE);

        await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> kept = Files.list(directory.resolve("blackbox"))) {
                return kept.anyMatch(file -> file.toString().endsWith(BlackBoxFiles.SUFFIX));
            } catch (IOException e) {
                return false;
            }
        });
    }
}
