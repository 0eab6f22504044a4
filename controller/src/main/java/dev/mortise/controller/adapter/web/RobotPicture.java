package dev.mortise.controller.adapter.web;

import dev.mortise.controller.port.RobotLink.RobotView;
import java.util.List;

/** A robot as the API shows it; joints in rad or m. */
record RobotPicture(
        String id,
        boolean connected,
        boolean simulated,
        String session,
        List<Double> joints,
        double forceNewtons,
        double quality,
        long roundTripP99Nanos) {

    static List<RobotPicture> of(List<RobotView> robots) {
        return robots.stream()
                .map(robot -> new RobotPicture(
                        robot.id().value(),
                        robot.connected(),
                        robot.simulated(),
                        robot.session(),
                        robot.joints(),
                        robot.forceNewtons(),
                        robot.quality(),
                        robot.roundTripP99Nanos()))
                .toList();
    }
}
