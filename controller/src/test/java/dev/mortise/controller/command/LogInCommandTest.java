package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.access.LogIns;
import dev.mortise.controller.adapter.access.MovedClock;
import dev.mortise.controller.adapter.web.AHouse;
import dev.mortise.controller.adapter.web.AUserFile;
import dev.mortise.controller.adapter.web.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line at a door where everybody logs in. */
@Tag("wire")
class LogInCommandTest {

    @TempDir
    Path users;

    @TempDir
    Path sessions;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream keyboard = System.in;
    private AHouse house;

    @BeforeEach
    void open() throws Exception {
        MovedClock clock = new MovedClock();
        house = new AHouse(new Web.Admission.Users(new LogIns(AUserFile.in(users, clock), clock), false));
    }

    @AfterEach
    void close() {
        System.setIn(keyboard);
        house.close();
    }

    @Test
    void whoeverHasNotLoggedInIsToldHow() {
        assertThat(mortise("racks")).isEqualTo(1);

        assertThat(err.toString()).contains("refused: nobody is logged in").contains("`mortise login`");
    }

    @Test
    void whatIsDoneAfterALogInIsDoneInThatPersonsNameUntilTheLogOut() {
        assertThat(logIn("operator", AUserFile.PASSWORD)).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("logged in: operator, operator");

        assertThat(mortise("clear", "TRAY-A")).isZero();
        assertThat(house.asked).containsExactly("clear TRAY-A by operator");

        assertThat(mortise("logout")).isZero();
        assertThat(mortise("clear", "TRAY-A")).isEqualTo(1);
        assertThat(mortise("logout")).isEqualTo(1);
        assertThat(out.toString()).contains("nobody is logged in at " + house.url());
    }

    @Test
    void theSessionIsInAFileThatOnlyItsOwnerReadsAndThePasswordIsNowhere() throws IOException {
        assertThat(logIn("viewer", AUserFile.PASSWORD)).isZero();

        try (Stream<Path> files = Files.list(sessions)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(Files.readString(file))
                        .startsWith(house.url() + "\n")
                        .doesNotContain("horse");
            });
        }
    }

    @Test
    void aTokenIsSentToNobodyButTheControllerItIsOf() throws IOException {
        Wallet wallet = new Wallet(sessions);
        wallet.keep("http://cell-1:48480", "secret");

        assertThat(wallet.token("http://cell-1:48480")).contains("secret");
        assertThat(wallet.token("http://cell-1/48480"))
                .as("another address whose file has the same name")
                .isEmpty();
    }

    @Test
    void aWrongPasswordIsRefusedAndNothingIsKept() throws IOException {
        assertThat(logIn("viewer", "wrong horse battery")).isEqualTo(1);

        assertThat(err.toString()).isEqualToIgnoringNewLines("refused: name or password wrong");
        assertThat(sessions).isEmptyDirectory();
    }

    private int logIn(String user, String password) {
        System.setIn(new ByteArrayInputStream((password + "\n").getBytes(StandardCharsets.UTF_8)));
        return mortise("login", "--user", user, "--password-stdin");
    }

    private int mortise(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", house.url(), "--sessions", sessions.toString()));
        return Mortise.commandLine(
                        (file, writer, errors) -> 0,
                        (file, writer, errors) -> 0,
                        new NoKeeper(),
                        (wanted, writer, errors) -> 9)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
