package dev.mortise.controller.adapter.history;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where pictures are kept, and how many.
 *
 * @param directory made when it is not there
 * @param age what is older is deleted
 * @param bytes the oldest are deleted beyond so many, in files as they are kept
 */
public record Keeping(Path directory, Duration age, long bytes) {

    public static final long MEGABYTE = 1_000_000;
}
