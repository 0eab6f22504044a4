package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.port.RobotLink;

/** What answers robots' states, wherever it runs. */
public interface Engine extends AutoCloseable {

    /**
     * Takes a robot on; its session begins with {@link RobotLink#open}.
     *
     * @throws java.io.UncheckedIOException when there is no socket for it, or its key cannot be used; names the robot
     */
    RobotLink add(RobotSpec spec);

    @Override
    void close();
}
