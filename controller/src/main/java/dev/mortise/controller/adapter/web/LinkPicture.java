package dev.mortise.controller.adapter.web;

import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink.RobotView;
import java.util.List;

/** How a robot's link does, as the API shows it. */
record LinkPicture(String id, boolean connected, boolean simulated, double quality, LinkFigures figures) {

    static List<LinkPicture> of(List<RobotView> robots) {
        return robots.stream()
                .map(robot -> new LinkPicture(
                        robot.id().value(), robot.connected(), robot.simulated(), robot.quality(), robot.link()))
                .toList();
    }
}
