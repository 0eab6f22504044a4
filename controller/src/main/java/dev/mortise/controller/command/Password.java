package dev.mortise.controller.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A password that is typed or read; never an argument: those are seen by everybody on the machine. */
final class Password {

    private Password() {}

    /** Asked for on a terminal, without showing it; elsewhere the first line of standard input. Newer Java has a console without a terminal, too. */
    @SuppressWarnings("SystemConsoleNull")
    static String asked() {
        Console console = System.console();
        return console == null
                ? read()
                : Optional.ofNullable(console.readPassword("Password: "))
                        .map(String::new)
                        .orElse("");
    }

    /** The first line of standard input. */
    static String read() {
        try {
            return Optional.ofNullable(
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine())
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
