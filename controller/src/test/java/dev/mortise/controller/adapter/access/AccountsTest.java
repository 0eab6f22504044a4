package dev.mortise.controller.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.Accounts.Entry;
import dev.mortise.controller.domain.access.Role;
import dev.mortise.controller.port.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path directory;

    private final TwoClocks clock = new TwoClocks();
    private Accounts accounts;

    /** Two clocks that a test moves. */
    private static final class TwoClocks implements Time {
        private Instant wall = Instant.parse("2026-11-26T12:00:00Z");
        private Duration uptime = Duration.ofDays(3);

        @Override
        public Instant instant() {
            return wall;
        }

        @Override
        public Duration uptime() {
            return uptime;
        }
    }

    @BeforeEach
    void open() {
        accounts = new Accounts(directory, clock);
    }

    @Test
    void theFirstStartMakesAnAdministratorWhosePasswordIsInAFileOfItsOwn() throws Exception {
        Path file = accounts.makeFirst().orElseThrow();
        String password = Files.readString(file).strip();

        assertThat(password).hasSizeGreaterThan(20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(accounts.enter("admin", password))
                .isEqualTo(new Entry.Welcome(new Accounts.User("admin", Role.ENGINEER)));
    }

    @Test
    void theSecondStartMakesNobody() throws Exception {
        accounts.makeFirst();
        String users = Files.readString(directory.resolve("users"));

        assertThat(accounts.makeFirst()).isEmpty();
        assertThat(directory.resolve("users")).hasContent(users);
    }

    @Test
    void theFirstPasswordIsGoneWhenTheAdministratorHasAnother() throws Exception {
        Path file = accounts.makeFirst().orElseThrow();
        String first = Files.readString(file).strip();

        accounts.set("admin", Role.ENGINEER, PASSWORD);

        assertThat(file).doesNotExist();
        assertThat(accounts.enter("admin", first)).isInstanceOf(Entry.Refused.class);
        assertThat(accounts.enter("admin", PASSWORD)).isInstanceOf(Entry.Welcome.class);
    }

    @Test
    void noPasswordIsInTheFile() throws Exception {
        accounts.set("mes", Role.OPERATOR, PASSWORD);

        assertThat(Files.readString(directory.resolve("users")))
                .startsWith("mes operator pbkdf2-sha256$600000$")
                .doesNotContain("horse");
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneIsNotAskedForEither() throws Exception {
        accounts.set("mes", Role.OPERATOR, PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.enter("mes", "guess " + i)).isEqualTo(new Entry.Refused("name or password wrong"));
        }

        assertThat(accounts.enter("mes", PASSWORD))
                .isEqualTo(new Entry.Refused("too many wrong passwords; asked again in 900 s", false));
    }

    @Test
    void whoeverSetsTheWallClockForwardIsLockedOutAllTheSameAndAQuarterOfAnHourLaterNoMore() throws Exception {
        accounts.set("mes", Role.OPERATOR, PASSWORD);
        for (int i = 0; i < 5; i++) {
            Entry unusedRefused = accounts.enter("mes", "guess " + i);
        }

        clock.wall = clock.wall.plus(Duration.ofDays(400));
        assertThat(accounts.enter("mes", PASSWORD)).isInstanceOf(Entry.Refused.class);

        clock.uptime = clock.uptime.plus(Duration.ofMinutes(15));
        assertThat(accounts.enter("mes", PASSWORD)).isInstanceOf(Entry.Welcome.class);
    }

    @Test
    void aRoleTakenAwayIsGoneAtOnce() throws Exception {
        accounts.set("mes", Role.OPERATOR, PASSWORD);
        accounts.set("mes", Role.VIEWER, PASSWORD);
        assertThat(accounts.roleOf("mes")).contains(Role.VIEWER);

        accounts.remove("mes");

        assertThat(accounts.roleOf("mes")).isEmpty();
        assertThat(accounts.enter("mes", PASSWORD)).isEqualTo(new Entry.Refused("name or password wrong"));
    }

    @Test
    void aShortPasswordAndANameOfStrangeCharactersAreRefused() {
        assertThatThrownBy(() -> accounts.set("mes", Role.VIEWER, "short"))
                .hasMessage("the password has 5 characters; expected 10 to 200");
        assertThatThrownBy(() -> accounts.set("m es", Role.VIEWER, PASSWORD)).hasMessageContaining("is no name");
    }

    @Test
    void aLineThatIsNoUserIsNamedWithItsNumber() throws IOException {
        Files.writeString(directory.resolve("users"), "\nmes root secret\n");

        assertThatThrownBy(accounts::list)
                .hasMessageContaining("users:2: expected NAME ROLE PASSWORD with a role of viewer, operator");
        assertThat(accounts.enter("mes", "secret")).isInstanceOf(Entry.Refused.class);
    }
}
