package dev.mortise.controller.config;

import java.nio.file.Path;

/**
 * One thing wrong in a file.
 *
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1
 * @param where path inside the document, e.g. {@code /operations/3/steps/1/torque}
 * @param found the offending value
 * @param expected what would be right
 */
public record Fault(Path file, int line, int column, String where, String found, String expected) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": error: " + (where.isEmpty() ? "" : where + ": ") + "found " + found
                + "; expected " + expected;
    }
}
