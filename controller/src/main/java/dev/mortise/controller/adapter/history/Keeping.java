package dev.mortise.controller.adapter.history;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the history is kept, and how much of it.
 *
 * @param directory made when it is not there
 * @param age what is older is deleted
 * @param bytes the oldest are deleted beyond so many, in files as they are kept
 */
public record Keeping(Path directory, Duration age, long bytes) {

    public static final long MEGABYTE = 1_000_000;

    /** Of four bytes the robots' joints have one: what is worked out from pictures (OEE, waits) is missed more than how an arm stood. */
    private static final int JOINTS_SHARE = 4;

    private static final String JOINTS = "joints";

    /** Where the robots' joints are, of a history in this directory: apart, so that whoever reads pictures does not read them. */
    static Path joints(Path directory) {
        return directory.resolve(JOINTS);
    }

    /** The part of the robots' joints. */
    Keeping ofJoints() {
        return new Keeping(joints(directory), age, bytes / JOINTS_SHARE);
    }

    /** The rest. */
    Keeping ofPictures() {
        return new Keeping(directory, age, bytes - bytes / JOINTS_SHARE);
    }
}
