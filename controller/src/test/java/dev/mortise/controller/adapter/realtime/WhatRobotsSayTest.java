package dev.mortise.controller.adapter.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.port.RobotSays;
import dev.mortise.protocol.realtime.v1.quick.DriveState;
import dev.mortise.protocol.realtime.v1.quick.OperationMode;
import dev.mortise.protocol.realtime.v1.quick.SafetyState;
import dev.mortise.protocol.realtime.v1.quick.SessionState;
import dev.mortise.protocol.realtime.v1.quick.StopReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From the wire's words of a robot to ours, as a table. */
class WhatRobotsSayTest {

    @ParameterizedTest
    @CsvSource({
        "SESSION_COMMANDING_ACTIVE, STOP_REASON_NONE,              true",
        "SESSION_STOPPED,           STOP_REASON_FINISHED,          true",
        "SESSION_STOPPED,           STOP_REASON_COMMANDED,         true",
        "SESSION_STOPPING,          STOP_REASON_SETPOINT_UNDERRUN, true",
        "SESSION_STOPPED,           STOP_REASON_LINK_TIMEOUT,      true",
        "SESSION_STOPPED,           STOP_REASON_SAFETY,            false",
        "SESSION_STOPPED,           STOP_REASON_TRACKING,          false",
        "SESSION_STOPPED,           STOP_REASON_COLLISION,         false",
        "SESSION_MONITORING_READY,  STOP_REASON_DRIVE,             false"
    })
    void aRobotThatStoppedForThisReasonIsOnItsPathOrNot(SessionState state, StopReason reason, boolean onPath) {
        assertThat(States.onPath(state, reason)).contains(onPath);
    }

    @Test
    void aRobotThatWasNotLedYetIsOnNoPath() {
        assertThat(States.onPath(SessionState.SESSION_MONITORING_READY, StopReason.STOP_REASON_NONE))
                .isEmpty();
    }

    @Test
    void onlyDrivesThatAreActiveAreInControlAndOfWhatIsNotSaidNothingIsKnown() {
        assertThat(States.inControl(DriveState.DRIVE_ACTIVE)).contains(true);
        assertThat(States.inControl(DriveState.DRIVE_TRANSITIONING)).contains(false);
        assertThat(States.inControl(DriveState.DRIVE_FAULT)).contains(false);
        assertThat(States.inControl(DriveState.DRIVE_STATE_UNSPECIFIED)).isEmpty();
        assertThat(States.mode(OperationMode.OPERATION_MODE_UNSPECIFIED)).isEqualTo(Optional.empty());
        assertThat(States.mode(OperationMode.OPERATION_AUTOMATIC_EXTERNAL)).contains(4);
    }

    @ParameterizedTest
    @EnumSource(SafetyState.class)
    void aStopIsOfAKindOnlyWhereTheRobotSaysWhich(SafetyState state) {
        assertThat(States.safety(state))
                .isEqualTo(
                        switch (state) {
                            case SAFETY_STATE_UNSPECIFIED -> RobotSays.Safety.UNTOLD;
                            case SAFETY_NORMAL, SAFETY_REDUCED -> RobotSays.Safety.NORMAL;
                            case SAFETY_PROTECTIVE_STOP -> RobotSays.Safety.PROTECTIVE_STOP;
                            case SAFETY_EMERGENCY_STOP -> RobotSays.Safety.EMERGENCY_STOP;
                            default -> RobotSays.Safety.OTHER;
                        });
    }
}
