package dev.mortise.controller.domain.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody is at this line. Everybody has exactly one. */
public enum Role {
    VIEWER,
    OPERATOR,
    MAINTENANCE,
    ENGINEER;

    /** As it is written in files and commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** All of them, for an error that says what would be right. */
    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }
}
