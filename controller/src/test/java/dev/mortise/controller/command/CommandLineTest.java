package dev.mortise.controller.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.adapter.web.AHouse;
import dev.mortise.controller.domain.cell.CellEvent;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.port.Journals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("wire")
class CommandLineTest {

    private static final Qualifier NO_QUALIFIER = (wanted, writer, errors) -> 9;

    private final AHouse house = new AHouse();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String url = house.url();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anOrderPrintsTheSerialThatWasGiven() {
        assertThat(mortise("order", "nvl72")).isZero();

        assertThat(out.toString()).isEqualToIgnoringNewLines("R-0001");
        assertThat(house.asked).singleElement().asString().startsWith("order nvl72 ''");
    }

    @Test
    void aRefusalIsExitCodeOneAndTheReasonOnStandardError() {
        house.refusal = Optional.of("TRAY-A is not held");

        assertThat(mortise("unhold", "TRAY-A")).isEqualTo(1);

        assertThat(err.toString()).isEqualToIgnoringNewLines("refused: TRAY-A is not held");
    }

    @Test
    void holdAndUnholdTakeACellOrARack() {
        assertThat(mortise("hold", "TRAY-A", "--reason", "gripper")).isZero();
        assertThat(mortise("hold", "R-1", "--reason", "look")).isZero();
        assertThat(mortise("unhold", "R-1")).isZero();

        assertThat(house.asked.stream().map(line -> line.substring(0, line.indexOf(" by "))))
                .containsExactly("hold TRAY-A gripper", "Hold[reason=look] of R-1", "Unhold[] of R-1");
    }

    @Test
    void aTimelineSaysWhatHappenedWhenAndHowLongItTook() {
        Instant noon = Instant.parse("2026-11-24T11:00:00Z");
        house.journals.cells.put(
                new CellId("TRAY-A"),
                List.of(
                        new Journals.Stored<>(noon, new CellEvent.HoldPlaced("gripper", "anna", noon)),
                        new Journals.Stored<>(
                                noon.plusSeconds(90), new CellEvent.HoldsReleased("bert", noon.plusSeconds(90)))));

        assertThat(mortise("timeline", "TRAY-A")).isZero();

        assertThat(out.toString()).contains("1 min 30 s", "! hold", "held: gripper (anna): released by bert");
        assertThat(mortise("timeline", "TRAY-A", "--from", "yesterday")).isEqualTo(1);
        assertThat(err.toString()).contains("--from is yesterday; expected: An instant");
        assertThat(mortise("timeline", "TRAY-Z")).isEqualTo(1);
        assertThat(err.toString()).contains("no rack and no cell is called TRAY-Z");
    }

    @Test
    void failedEvidenceIsWaivedByOneWordOfOnePersonAndOneOfAnother() {
        assertThat(mortise("waive", "R-1", "paint", "--reason", "cosmetic")).isZero();
        assertThat(mortise("waive", "R-1", "paint", "--grant")).isZero();
        assertThat(mortise("waive", "R-1", "paint")).as("neither").isEqualTo(2);
        assertThat(mortise("waive", "R-1", "paint", "--grant", "--reason", "x"))
                .as("both")
                .isEqualTo(2);

        assertThat(house.asked.stream().map(line -> line.substring(0, line.indexOf(" by "))))
                .containsExactly(
                        "ProposeWaiver[operation=paint, reason=cosmetic] of R-1",
                        "GrantWaiver[operation=paint] of R-1");
    }

    @Test
    void aRackIsStoredAllowedToStartAndGivenUp() {
        assertThat(mortise("order", "nvl72", "--store")).isZero();
        assertThat(mortise("order", "nvl72", "--priority", "5")).isZero();
        assertThat(mortise("priority", "R-0001", "--to", "-5")).isZero();
        assertThat(mortise("start", "R-0001")).isZero();
        assertThat(mortise("revoke-start", "R-0001")).isZero();
        assertThat(mortise("abandon", "R-0001", "--reason", "bent", "--how", "cancel"))
                .isZero();
        assertThat(mortise("abandon", "R-0001")).as("without a reason").isEqualTo(2);

        assertThat(house.asked.stream().map(line -> line.substring(0, line.indexOf(" by "))))
                .containsExactly(
                        "store nvl72 ''",
                        "order nvl72 '' at priority 5",
                        "Prioritize[priority=-5] of R-0001",
                        "AllowStart[] of R-0001",
                        "RevokeStart[] of R-0001",
                        "Abandon[reason=bent, how=CANCEL] of R-0001");
    }

    @Test
    void aControllerThatDoesNotAnswerIsExitCodeThreeAndSaysWhatToDo() {
        house.close();

        assertThat(mortise("racks")).isEqualTo(3);

        assertThat(err.toString()).contains(url).contains("mortise run").contains("--url");
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(mortise("hold", "TRAY-A")).isEqualTo(2);

        assertThat(err.toString()).contains("--reason");
    }

    @Test
    void racksShowTheirProgress() {
        house.rack("R-1", false);

        assertThat(mortise("racks")).isZero();

        assertThat(out.toString())
                .contains("R-1")
                .contains("[#############...........]")
                .contains("attempt 2");
    }

    @Test
    void linksShowTimesInMicrosecondsAndWhatWasRejectedForWhat() {
        assertThat(mortise("links")).isZero();

        assertThat(out.toString())
                .contains("ROUND TRIP")
                .containsPattern("HV-1 +UP +400 / 900 / 1500 +50 / 80 / 200 +5000 +3 +2 +1 +0 +crc 4\\n");
    }

    @Test
    void questionsShowTheCommandThatAnswersThem() {
        house.question();

        assertThat(mortise("questions")).isZero();

        assertThat(out.toString()).contains("mortise answer R-1-leak-2 retry");
    }

    @Test
    void alarmsShowWhatWantsAPersonFirstAndWhatWouldFreeIt() {
        house.alarms("I go there");

        assertThat(mortise("alarms")).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "MEDIUM RETURNED_UNACKNOWLEDGED +2026-11-24T03:00:00Z +1 +TRAY-A.LINK_DOWN +PLC link down")
                .containsPattern("LEAK-A.UNIT_ABORTED[^→]*by anna: I go there\\n.*known why\\n +→ clear it")
                .contains("2 open, 1 unacknowledged, 0 shelved; 2 raised in the last 10 minutes");

        assertThat(mortise("alarms", "--history")).isZero();
        assertThat(out.toString())
                .containsPattern("2026-11-24T03:00:30Z +ACKNOWLEDGED +LEAK-A.UNIT_ABORTED +anna: I go there");
    }

    @Test
    void anAlarmIsAcknowledgedConfirmedShelvedAndTakenBack() {
        String raised = "2026-11-24T03:00:00Z";
        assertThat(mortise("acknowledge", "TRAY-A.HELD", "--comment", "seen", "--raised", raised))
                .isZero();
        assertThat(mortise("shelve", "TRAY-A.HELD", "--minutes", "30", "--reason", "lunch"))
                .isZero();
        assertThat(mortise("unshelve", "TRAY-A.HELD")).isZero();
        assertThat(mortise("shelve", "TRAY-A.HELD", "--until-gone", "--reason", "lunch"))
                .isZero();
        assertThat(mortise("confirm", "TRAY-A.HELD", "--raised", raised)).isZero();

        assertThat(house.asked)
                .satisfiesExactly(
                        first -> assertThat(first).contains("comment=seen, raisedAt=Optional[" + raised),
                        second -> assertThat(second).contains("Shelve[minutes=30, reason=lunch]"),
                        third -> assertThat(third).contains("Unshelve[]"),
                        fourth -> assertThat(fourth).contains("ShelveUntilGone[reason=lunch]"),
                        fifth -> assertThat(fifth).contains("Confirm[comment=, raisedAt=Optional[2026-11-24T03:00:00"));
        assertThat(mortise("shelve", "TRAY-A.HELD", "--until-gone", "--minutes", "30", "--reason", "lunch"))
                .isEqualTo(2);
        assertThat(mortise("shelve", "TRAY-A.HELD", "--minutes", "30")).isEqualTo(2);
    }

    @Test
    void watchEndsWhenEnoughRacksAreReleased() {
        house.rack("R-1", true).rack("R-2", true);

        assertThat(mortise("watch", "--until-released", "2")).isZero();
        assertThat(mortise("watch", "--until-released", "3", "--timeout", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("2 of 3 racks released");
    }

    @Test
    void validatePrintsEveryFaultWithItsPlace(@TempDir Path directory) throws IOException {
        Path plant = directory.resolve("plant.yaml");
        Files.writeString(
                plant,
                Files.readString(Path.of("src/main/dist/conf/plant.yaml"), StandardCharsets.UTF_8)
                        .replaceFirst("capabilities: \\[dock", "capabilites: [dock"),
                StandardCharsets.UTF_8);

        assertThat(mortise("validate", plant.toString())).isEqualTo(1);

        assertThat(out.toString())
                .containsPattern("plant.yaml:10:7: error: .*the key 'capabilities', which is missing")
                .containsPattern("plant.yaml:12:20: error: .*capabilites.*no such key")
                .contains("1 file checked, 2 faults");
    }

    @Test
    void helpTeachesWithAnExampleForEveryCommand() {
        CommandLine line = Mortise.commandLine(
                (file, writer, errors) -> 0, (file, writer, errors) -> 0, new NoKeeper(), NO_QUALIFIER);
        line.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help") && !name.equals("generate-completion")) {
                assertThat(command.getUsageMessage())
                        .as(name)
                        .contains("Example")
                        .contains("mortise " + name);
            }
        });
        assertThat(line.getUsageMessage())
                .contains("Exit codes: 0 done, 1 refused", "2 wrong usage", "3 no controller");
    }

    @Test
    void everyCommandExplainsItselfWhenAskedTo() {
        CommandLine line = Mortise.commandLine(
                (file, writer, errors) -> 0, (file, writer, errors) -> 0, new NoKeeper(), NO_QUALIFIER);

        line.getSubcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .forEach(name -> {
                    StringWriter shown = new StringWriter();
                    int code = Mortise.commandLine(
                                    (file, writer, errors) -> 9,
                                    (file, writer, errors) -> 9,
                                    new NoKeeper(),
                                    NO_QUALIFIER)
                            .setOut(new PrintWriter(shown, true))
                            .execute(name, "--help");
                    assertThat(code).as(name).isZero();
                    assertThat(shown.toString()).as(name).contains("Usage: mortise " + name);
                });
    }

    @Test
    void runIsGivenItsSettings() {
        List<Path> given = new ArrayList<>();
        int code = Mortise.commandLine(
                        (file, writer, errors) -> {
                            given.add(file);
                            return 7;
                        },
                        (file, writer, errors) -> 8,
                        new NoKeeper(),
                        NO_QUALIFIER)
                .execute("run", "--config", "x.yaml");

        assertThat(code).isEqualTo(7);
        assertThat(given).containsExactly(Path.of("x.yaml"));
    }

    private int mortise(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("validate")) {
            all.add("--url");
            all.add(url);
        }
        return Mortise.commandLine(
                        (file, writer, errors) -> 0, (file, writer, errors) -> 0, new NoKeeper(), NO_QUALIFIER)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
