package dev.mortise.controller.adapter.bench;

import java.io.IOException;

/** The robot's end of one way to carry its states to a controller and the answers back. */
interface RobotEnd extends AutoCloseable {

    /** Whether a controller is there to answer. */
    boolean isOpen() throws IOException;

    /** Sends the state of a cycle. */
    void says(int cycle) throws IOException;

    /** Nanoseconds from the newest state to what has just come; negative as long as nothing has. */
    long heardAfter() throws IOException;

    /** Whether what came last answers the newest state. Asked when every robot has heard something, so that no other waits for it. */
    default boolean isAnswered() throws IOException {
        return true;
    }

    /** Whether it follows set-points; one that nobody leads has none to wait for. */
    default boolean isLed() {
        return true;
    }

    @Override
    void close() throws IOException;
}
