package dev.mortise.controller.adapter.realtime;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** An engine, a robot that says to it what a test wants, and a cell that listens, and no more. */
abstract class AnEngineOfARawRobot {

    final ARawRobot robot = new ARawRobot();
    final ARobotCell cell = ARobotCell.withoutClock();
    final RealtimeEngine engine = new RealtimeEngine(true, 24);

    AnEngineOfARawRobot() throws IOException {
        // free ports and nothing else to do
    }

    @AfterEach
    void close() {
        engine.close();
        robot.close();
        cell.close();
    }
}
