package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.insertion;
import static dev.mortise.controller.adapter.realtime.ARobotCell.slowlyTo;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.adapter.realtime.AMeddler.Mischief;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real robot link with somebody on the wire who has no key: whatever he sends moves nothing, stops nothing, and is counted. */
@Tag("wire")
@SuppressWarnings("NullAway.Init") // by connect(), with the keys of the case
class RobotWithAKeyTest {

    private static final int HORIZON = 24;
    private static final long ENOUGH = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private RealtimeEngine engine = patient();
    private ARobotCell cell;
    private AMeddler meddler;
    private RobotLink robot;

    /** For which no link is down because the machine stood still. */
    private static RealtimeEngine patient() {
        return new RealtimeEngine(
                true, HORIZON, new Tuning(Tuning.Idle.PARK, 0, OptionalInt.empty(), OptionalInt.empty(), (int)
                        PATIENCE.toMillis()));
    }

    private void connect(Optional<AKey> robots, Optional<AKey> controllers) throws IOException {
        cell = ARobotCell.patient(robots);
        meddler = new AMeddler(cell.port());
        robot = engine.add(cell.spec(meddler.port(), controllers.map(AKey::file)));
        robot.open(1, cell);
    }

    private void connect() throws Exception {
        AKey key = AKey.of(1, directory);
        connect(Optional.of(key), Optional.of(key));
        assertThat(cell.link()).isEqualTo("up, simulated");
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        meddler.close();
        cell.close();
    }

    @Test
    void whoSaysOldRequestsAgainKeepsNoSessionFromOpening() throws Exception {
        connect();
        engine.close();
        cell.isLeftAlone();
        meddler.does(Mischief.REQUEST_BEFORE);
        engine = new RealtimeEngine(true, HORIZON);
        robot = engine.add(cell.spec(meddler.port()));

        robot.open(2, cell);
        await("though the request before was of an epoch before")
                .atMost(PATIENCE)
                .until(() -> robot.view().connected());
        cell.robotPowerOff();
        await().atMost(PATIENCE).until(() -> !robot.view().connected());
        cell.robotPowerOn();
        await("though it was of the same epoch")
                .atMost(PATIENCE)
                .until(() -> robot.view().connected());

        assertThat(meddler.added()).isPositive();
        await().atMost(PATIENCE).until(() -> meddler.rejectedByRobot() > 0);
    }

    /** With the causes under which the controller counts it; none: it comes to the robot only. */
    static Stream<Arguments> mischief() {
        return Stream.of(
                Arguments.of(Mischief.FORGED_STOP, new String[] {}),
                Arguments.of(Mischief.FLIPPED, new String[] {"tag", "magic", "session"}),
                Arguments.of(Mischief.REFLECTED, new String[] {"tag"}),
                Arguments.of(Mischief.CUT_SHORT, new String[] {"tag", "too-short"}),
                Arguments.of(Mischief.UNTAGGED, new String[] {"untagged"}));
    }

    @ParameterizedTest
    @MethodSource("mischief")
    void whatSomebodyWithoutTheKeySendsIsCountedAndAPartIsSeatedAsIfItHadNotCome(Mischief what, String... causes)
            throws Exception {
        connect();

        isSeatedDespite(what);

        assertThat(causes)
                .allSatisfy(cause -> assertThat(rejected(cause)).as(cause).isPositive());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rejectedByAll())
                        .as("each of them, by one of the two, and what the robot said to him")
                        .isEqualTo(meddler.added() + meddler.blanks()));
    }

    @Test
    void withoutAKeyTheSameForgedStopDoesStopTheRobot() throws Exception {
        connect(Optional.empty(), Optional.empty());
        assertThat(cell.link()).isEqualTo("up, simulated");
        robot.run(command("move"), 1, slowlyTo(1.0, 1.2, 0.03)); // half a minute: he does not come too late
        await().until(() -> robot.view().joints().stream().anyMatch(joint -> joint > 0.01));

        meddler.does(Mischief.FORGED_STOP);

        await().atMost(PATIENCE).until(() -> robot.view().session().equals("STOPPED"));
        assertThat(cell.finished).hasValue(0);
    }

    @Test
    void whatWasSaidBeforeInTheSessionIsCountedAndNotObeyed() throws Exception {
        connect();

        isSeatedDespite(Mischief.REPLAYED);

        assertThat(robot.view().link().duplicated() + rejected("too-old")).isPositive();
        assertThat(rejected("tag")).as("it had a right tag once").isZero();
        assertThat(meddler.rejectedByRobot()).isPositive();
    }

    @Test
    void whatWasSaidInASessionBeforeIsOfNoSession() throws Exception {
        connect();
        robot.run(command("away"), 1, to(0.5, 0.3));
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        engine.close();
        cell.isLeftAlone();
        engine = patient();
        robot = engine.add(cell.spec(meddler.port()));
        robot.open(2, cell);
        assertThat(cell.link()).isEqualTo("up, simulated");
        cell.finished.set(0);

        isSeatedDespite(Mischief.OF_A_SESSION_BEFORE);

        assertThat(rejected("session")).isPositive();
        assertThat(meddler.rejectedByRobot()).isPositive();
    }

    static Stream<Arguments> strangers() throws IOException {
        Optional<AKey> one = Optional.of(AKey.of(1, directory));
        Optional<AKey> other = Optional.of(AKey.of(2, directory));
        return Stream.of(
                Arguments.of(
                        one,
                        Optional.empty(),
                        "tagged",
                        "down: the robot's datagrams are tagged with a key, and plant.yaml names no key_file for it"),
                Arguments.of(
                        Optional.empty(),
                        one,
                        "untagged",
                        "down: the robot's datagrams carry no valid tag: it has no key, and plant.yaml names a key_file for it"),
                Arguments.of(
                        one,
                        other,
                        "tag",
                        "down: the robot's datagrams carry no valid tag: its key is not the one in key_file, or they were changed on the way"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void endsWithoutTheSameKeyOpenNoSessionAndSayWhy(
            Optional<AKey> robots, Optional<AKey> controllers, String cause, String sentence) throws Exception {
        connect(robots, controllers);

        assertThat(cell.link()).isEqualTo(sentence);

        assertThat(rejected(cause)).isPositive();
        assertThat(robot.view().connected()).isFalse();
        assertThat(robot.view().link().states()).isZero();
    }

    /** Pushes a part home while he meddles. */
    private void isSeatedDespite(Mischief what) throws Exception {
        meddler.does(what);
        robot.run(command("insert"), 2, insertion());

        StepReport report = cell.report();
        await().atMost(PATIENCE).until(() -> meddler.added() >= 2 * ENOUGH);
        meddler.does(Mischief.NOTHING);

        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
        assertThat(robot.view().connected()).isTrue();
        assertThat(cell.linkChanges()).as("the link stood").isZero();
        assertThat(cell.finished).as("moved once").hasValue(1);
    }

    private long rejectedByAll() {
        return robot.view().link().rejected().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + meddler.rejectedByRobot();
    }

    private long rejected(String cause) {
        return robot.view().link().rejected().getOrDefault(cause, 0L);
    }
}
