package dev.mortise.controller.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mortise.controller.adapter.access.MovedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write every file, and knows how the hashes are made, has not what was copied to another machine. */
class AuditHeadsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final MovedClock clock = new MovedClock();
    private Path trail;
    private Path heads;

    @BeforeEach
    void place() {
        trail = directory.resolve("access/audit.jsonl");
        heads = directory.resolve("access/audit-heads.jsonl");
    }

    @Test
    void theEndOfAControllerTellsAHeadThatWhoeverHasThePublicKeyCanVerify() throws IOException {
        written("anna", 3);

        HeadsCheck found = HeadsCheck.of(trail, heads, Optional.empty());

        assertThat(found.faults()).isEmpty();
        assertThat(found.heads()).isEqualTo(1);
        assertThat(HeadsCheck.newest(trail).orElseThrow())
                .startsWith("{\"form\":\"mortise.audit-head.v1\",\"line\":3,\"hash\":\""
                        + found.sound().head() + "\",\"at\":\"2026-11-26T12:00:00Z\",\"key\":\"" + found.key());
    }

    @Test
    void keyAndHeadsAreForTheControllersOwnUserAlone() throws IOException {
        written("anna", 1);

        for (String file : List.of("audit-key.pem", "audit-heads.jsonl")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            directory.resolve("access").resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aTrailWrittenAnewWithAllItsHashesIsFoundByAHeadThatWasCopied() throws IOException {
        written("anna", 3);
        Path copy = Files.copy(heads, directory.resolve("elsewhere"));
        rewritten("ben", 3);
        assertThat(Chain.examine(trail, "").fault())
                .as("the chain itself holds")
                .isEmpty();

        assertThat(HeadsCheck.of(trail, copy, Optional.empty()).faults())
                .singleElement()
                .asString()
                .startsWith("line 3 had the hash ")
                .endsWith("it or one before it was written anew");
    }

    @Test
    void aTailThatIsCutOffIsFound() throws IOException {
        written("anna", 3);
        Files.write(trail, Files.readAllLines(trail).subList(0, 2));

        assertThat(HeadsCheck.of(trail, heads, Optional.empty()).faults())
                .singleElement()
                .asString()
                .endsWith("; now 2 lines hold each other: the rest was cut off");
    }

    @Test
    void headsOfAnotherKeyAreToldByThePublicKeyThatWasCopied() throws IOException {
        written("anna", 3);
        Path copiedKey = Files.copy(directory.resolve("access/audit-key.pub"), directory.resolve("elsewhere.pub"));
        for (String file : List.of("audit.jsonl", "audit-heads.jsonl", "audit-key.pem", "audit-key.pub")) {
            Files.delete(directory.resolve("access").resolve(file));
        }
        written("ben", 3); // everything is made anew, and fits
        assertThat(HeadsCheck.of(trail, heads, Optional.empty()).faults()).isEmpty();

        assertThat(HeadsCheck.of(trail, heads, Optional.of(copiedKey)).faults())
                .singleElement()
                .asString()
                .contains(":1: not a head that the key ");
    }

    @Test
    void aHeadThatSaysSomethingElseThanWasSignedIsNone() throws IOException {
        written("anna", 3);
        String told = Files.readString(heads);
        for (String changed : List.of(
                told.replace("\"line\":3", "\"line\":2"),
                told.replace("12:00:00Z", "13:00:00Z"),
                told.replaceAll("\"signature\":\"....", "\"signature\":\"AAAA"),
                "nothing of the kind\n")) {
            Files.writeString(heads, changed);

            assertThat(HeadsCheck.of(trail, heads, Optional.empty()).faults())
                    .as(changed)
                    .singleElement()
                    .asString()
                    .contains(":1: not a head that the key ");
        }
    }

    @Test
    void aControllerDoesNotGoOnWithATrailThatWasWrittenAnewWhileItWasAway() throws IOException {
        written("anna", 3);
        rewritten("ben", 4);

        assertThatThrownBy(() -> written("anna", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3 had the hash ")
                .hasMessageContaining("written anew");
    }

    @Test
    void aHeadThatACrashCutShortIsNoHindrance() throws IOException {
        written("anna", 3);
        String told = Files.readString(heads);
        Files.writeString(heads, told + told.substring(0, 40));

        written("anna", 1);

        assertThat(HeadsCheck.newest(trail).orElseThrow()).contains("\"line\":4");
    }

    @Test
    void aHeadIsToldOfEveryHundredLinesAndOfOneThatIsTenMinutesOld() throws IOException {
        try (AuditTrail open = AuditTrail.open(trail, clock)) {
            note(open, "anna", 100);
            Awaitility.await("100 lines").atMost(PATIENCE).until(() -> told() == 1);
            note(open, "anna", 1);
            clock.move(Duration.ofMinutes(10));
            Awaitility.await("10 minutes").atMost(PATIENCE).until(() -> told() == 2);
        }

        assertThat(told()).as("what was told is not told again at the end").isEqualTo(2);
        assertThat(HeadsCheck.of(trail, heads, Optional.empty()).faults()).isEmpty();
    }

    private int told() throws IOException {
        return Files.exists(heads) ? Files.readAllLines(heads).size() : 0;
    }

    private void written(String who, int lines) throws IOException {
        try (AuditTrail open = AuditTrail.open(trail, clock)) {
            note(open, who, lines);
        }
    }

    private static void note(AuditTrail open, String who, int lines) {
        for (int i = 0; i < lines; i++) {
            open.note(deed(who));
        }
    }

    /** As somebody does it who has read the source. */
    private void rewritten(String who, int lines) throws IOException {
        Chain[] chain = {Chain.EMPTY};
        Files.writeString(
                trail,
                IntStream.range(0, lines)
                        .mapToObj(i -> {
                            String line = chain[0].line(Instant.parse("2026-11-26T12:00:00Z"), deed(who));
                            chain[0] = chain[0].with(line).orElseThrow();
                            return line + "\n";
                        })
                        .collect(Collectors.joining()));
    }

    private static Deed deed(String who) {
        return new Deed(who, Deed.HTTP, "order", "TRAY-A", "accepted: TRAY-A");
    }
}
