package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.RobotId;

/** What a robot's link tells its cell. */
public sealed interface RobotNews {

    /** The link is up, and this is what the robot said first. */
    record Up(RobotStatus status) implements RobotNews {}

    record Down(RobotId robot, String why) implements RobotNews {}
}
