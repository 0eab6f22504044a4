package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WarmCommandTest {

    @Test
    void whatTheRehearsalSaysIsTheExitCode() {
        assertThat(line().execute("warm")).isEqualTo(7);
    }

    @Test
    void itExplainsItselfWithAnExample() {
        StringWriter shown = new StringWriter();

        assertThat(line().setOut(new PrintWriter(shown, true)).execute("warm", "--help"))
                .isZero();
        assertThat(shown.toString()).contains("Usage: mortise warm", "Example: mortise warm", "MORTISE_CACHE");
    }

    private static CommandLine line() {
        return Mortise.commandLine(
                        (file, writer, errors) -> 0,
                        (file, writer, errors) -> 0,
                        new NoKeeper(),
                        (wanted, writer, errors) -> 0)
                .addSubcommand(WarmCommand.rehearsing(errors -> 7));
    }
}
