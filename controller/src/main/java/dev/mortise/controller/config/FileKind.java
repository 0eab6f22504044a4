package dev.mortise.controller.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Which of the files a person edits this is, by its top-level keys. */
enum FileKind {
    PLANT,
    RACK_TYPE,
    SETTINGS,
    UNKNOWN;

    private static final Pattern LINE = Pattern.compile("line:.*");
    private static final Pattern TYPE = Pattern.compile("rack_type:.*");
    private static final Pattern TYPES = Pattern.compile("rack_types:.*");

    static FileKind of(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (has(lines, TYPES)) {
                return SETTINGS;
            }
            if (has(lines, TYPE)) {
                return RACK_TYPE;
            }
            return has(lines, LINE) ? PLANT : UNKNOWN;
        } catch (IOException e) {
            return RACK_TYPE; // its loader says what is wrong with the file
        }
    }

    private static boolean has(List<String> lines, Pattern key) {
        return lines.stream().anyMatch(line -> key.matcher(line).matches());
    }
}
