package dev.mortise.protocol.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whoever comes from EGM or FRI finds each field of theirs in the specification, or why it is not there. */
class FieldsOfOthersTest {

    private static final String FIELDS =
            "seqno tm mtype joints cartesian euler externalJoints motorState mciState mciConvergenceMet "
                    + "testSignals rapidExecState measuredForce fcActive utilizationRate moveIndex CollisionInfo "
                    + "RAPIDfromRobot RAPIDtoRobot planned speedRef cartesians messageIdentifier sequenceCounter "
                    + "reflectedSequenceCounter numberOfJoints safetyState driveState operationMode controlMode "
                    + "measuredJointPosition sessionState quality sendPeriod receiveMultiplier ipoData "
                    + "clientCommandMode overlayType trackingPerformance requestedTransformations "
                    + "commandedTransformations jointPosition jointTorque cartesianPose redundancy "
                    + "feedBack pos time force collisionTriggered collDetQuota digVal dnum age measuredTorque "
                    + "commandedTorque externalTorque externalForce readIORequest writeIORequest measuredCartesianPose "
                    + "timestamp connectionInfo robotInfo cartesianWrenchFeedForward";

    @Test
    void everyFieldOfEgmAndFriIsInTheTable() throws IOException {
        String specification = Files.readString(Path.of("README.md"));
        String table = specification.substring(
                specification.indexOf("### Where EGM's and FRI's fields are"),
                specification.indexOf("### A robot in C, step by step"));

        for (String field : FIELDS.split(" ", -1)) {
            assertThat(table).containsPattern("\\b" + field + "\\b");
        }
    }
}
