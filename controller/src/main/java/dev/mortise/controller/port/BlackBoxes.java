package dev.mortise.controller.port;

import java.util.List;
import java.util.Optional;

/** The last seconds of robots whose motion ended badly, as they were kept. */
public interface BlackBoxes {

    /** What one is about. */
    record Kept(String name, String robot, String command, String outcome, String reason, String ended) {}

    /** The newest first. */
    List<Kept> newestFirst();

    /** One of them drawn, as SVG; empty when there is none of that name, or it cannot be read. */
    Optional<String> picture(String name);
}
