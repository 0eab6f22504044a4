package dev.mortise.controller.adapter.plantserver;

import static dev.mortise.controller.adapter.plantserver.RoboticsClient.PATIENCE;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.ROBOT;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.SYSTEM;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.parameter;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.position;
import static dev.mortise.controller.adapter.plantserver.RoboticsClient.speed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.adapter.realtime.AMovingCell;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client reads of a robot is what a simulated one says, over the real-time path that leads it. */
@Tag("wire")
class RoboticsOfRobotsTest extends AClientOfAPlant {

    /** A share of 2 m/s, by which a metre takes long enough to be looked at. */
    private static final double SLOWLY = 0.02;

    private static final double CRUISE = 0.04;
    private static final double NEARLY = 1e-6;
    private static final double KILOGRAMS = 12.5;
    private static final String LOAD = ROBOT + "R:FlangeLoad/R:Mass";
    private static final String SAFETY = SYSTEM + "R:SafetyStates/L:ROB-1/D:ParameterSet/R:";

    private AMovingCell moving;
    private RoboticsClient robot;

    @BeforeEach
    void aRobotOnItsWay() throws Exception {
        moving = new AMovingCell();
        plant.realTime = () -> List.of(asRob1(moving.view()));
        robot = new RoboticsClient(client);
    }

    @AfterEach
    void end() {
        moving.close();
    }

    @Test
    void aRobotAtRestWasOnNoPathYetCarriesNothingAnybodyKnowsOfAndStandsStill() {
        robot.shows(speed("x"), 0.0, StatusCodes.Good);
        robot.shows(parameter("InControl"), true, StatusCodes.Good);
        robot.shows(parameter("OnPath"), "null", StatusCodes.Bad_NoData);
        robot.shows(LOAD, "null", StatusCodes.Bad_NoData);
        robot.shows(SAFETY + "EmergencyStop", false, StatusCodes.Good);
        robot.shows(SAFETY + "ProtectiveStop", false, StatusCodes.Good);
        robot.shows(SAFETY + "OperationalMode", "null", StatusCodes.Bad_NoData);
    }

    @Test
    void aRobotOnItsWayHasTheSpeedAndTheLoadOfItsMotionAtTheTimeOfItsOwnState() throws Exception {
        Instant before = Instant.now();
        moving.leads(0.9, 0, SLOWLY, KILOGRAMS);

        Awaitility.await("it cruises")
                .atMost(PATIENCE)
                .until(() -> robot.status(speed("x")) == StatusCodes.Good
                        && Math.abs((double) robot.value(speed("x")) - CRUISE) < NEARLY);
        robot.shows(parameter("OnPath"), true, StatusCodes.Good);
        robot.shows(LOAD, KILOGRAMS, StatusCodes.Good);
        DataValue one = robot.read(position("x"));
        Awaitility.await("it goes on")
                .atMost(PATIENCE)
                .until(() -> time(robot.read(position("x"))).isAfter(time(one).plusMillis(500)));
        DataValue other = robot.read(position("x"));
        double seconds = (time(other).toEpochMilli() - time(one).toEpochMilli()) / 1e3;

        assertThat(time(one)).isAfter(before).isBefore(Instant.now());
        assertThat((double) requireNonNull(other.value().value())
                        - (double) requireNonNull(one.value().value()))
                .as("the way of that time, so the time is that of the place")
                .isCloseTo(CRUISE * seconds, within(CRUISE * seconds / 2));
    }

    @Test
    void aRobotThatWasHeldIsOnItsPathAndCarriesNothingAnybodyKnowsOf() throws Exception {
        moving.leads(0.9, 0, SLOWLY, KILOGRAMS);
        robot.shows(LOAD, KILOGRAMS, StatusCodes.Good);

        moving.holds();

        robot.shows(LOAD, "null", StatusCodes.Bad_NoData);
        robot.shows(speed("x"), 0.0, StatusCodes.Good);
        robot.shows(parameter("OnPath"), true, StatusCodes.Good);
    }

    @Test
    void nothingOfARobotThatFellSilentIsGoodAndItsTimeIsThatOfItsLastWord() throws Exception {
        moving.leads(0.9, 0, SLOWLY, KILOGRAMS);
        robot.shows(parameter("OnPath"), true, StatusCodes.Good);

        moving.powerOff();

        for (String path : List.of(position("x"), speed("x"), parameter("InControl"), SAFETY + "EmergencyStop")) {
            Awaitility.await(path)
                    .atMost(PATIENCE)
                    .until(() -> robot.status(path) == StatusCodes.Uncertain_LastUsableValue);
            assertThat(time(robot.read(path)))
                    .as(path + ": a robot is silent after half a second without a state")
                    .isBefore(Instant.now().minusMillis(400));
        }
    }

    private static Instant time(DataValue value) {
        return requireNonNull(value.sourceTime()).getJavaInstant();
    }

    /** The plant knows it by this name. */
    private static RobotView asRob1(RobotView seen) {
        return new RobotView(
                new RobotId("ROB-1"),
                seen.connected(),
                seen.simulated(),
                seen.session(),
                seen.joints(),
                seen.forceNewtons(),
                seen.quality(),
                seen.link(),
                seen.says());
    }
}
