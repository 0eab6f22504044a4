package dev.mortise.controller.adapter.plantserver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.job.JobAnswer;
import dev.mortise.controller.domain.rack.Worth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The short tables of plant-server.md, which tell several words in a row, say what the mapping says. */
class PlantServerChapterTest {

    @Test
    void everyUnitStateIsInARowOfTheMachinesWithItsItemState() throws IOException {
        Map<String, String> rows = byWord(table("| unit | `MachineryItemState` |"));

        for (UnitState state : UnitState.values()) {
            assertThat(rows.get(word(state))).as("%s", state).isEqualTo(MachineWords.itemState(Optional.of(state)));
        }
        assertThat(rows.get("its PLC is silent"))
                .startsWith(MachineWords.itemState(Optional.empty()))
                .contains("Uncertain_SubNormal");
        assertThat(rows).hasSize(UnitState.values().length + 1);
    }

    @Test
    void everyUnitStateIsInARowOfTheTasksWithItsStateAndReason() throws IOException {
        Map<String, String> rows = byWord(
                table("| the unit, with an operation in hand | `TaskControlStateMachine` | `LastTransitionReason` |"));

        for (UnitState state : UnitState.values()) {
            RobotWords.Task task = RobotWords.task(state, true, false);
            RobotWords.Task stopped = RobotWords.task(state, true, true);
            assertThat(rows.get(word(state)))
                    .as("%s", state)
                    .startsWith(task.state() + " | ")
                    .contains(reason(task))
                    .contains(reason(stopped));
        }
        RobotWords.Task empty = RobotWords.task(UnitState.EXECUTE, false, false);
        assertThat(rows.get("any of the others")).isEqualTo(empty.state() + " | " + reason(empty));
    }

    private static String reason(RobotWords.Task task) {
        return task.reason().number() + " " + task.reason().text();
    }

    @Test
    void everyWorthOfEvidenceIsARowOfTheResults() throws IOException {
        List<List<String>> rows = table("| evidence | `ResultState` | `ResultEvaluation` | code | `IsPartial` |");

        assertThat(rows.stream().map(row -> numbers(row.get(1), row.get(2), row.get(3)) + " " + row.get(4)))
                .containsExactlyElementsOf(Arrays.stream(Worth.values())
                        .map(ResultWords::result)
                        .map(result -> result.state() + " " + result.evaluation() + " " + result.code() + " "
                                + (result.partial() ? "yes" : "no"))
                        .toList());
    }

    private static String numbers(String... cells) {
        return String.join(
                " ", Arrays.stream(cells).map(cell -> cell.split(" ", -1)[0]).toList());
    }

    @Test
    void everyAnswerToAMethodOfJobOrdersIsARowByItsBits() throws IOException {
        assertThat(table("| bits | meaning |").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(JobAnswer.values())
                        .map(MappingTables::bits)
                        .toList());
    }

    private static String word(UnitState state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** A row that tells of several words, as a row for each of them. */
    private static Map<String, String> byWord(List<List<String>> rows) {
        Map<String, String> all = new LinkedHashMap<>();
        for (List<String> row : rows) {
            for (String word : row.get(0).split(", ", -1)) {
                all.put(word, String.join(" | ", row.subList(1, row.size())));
            }
        }
        return all;
    }

    private static List<List<String>> table(String header) throws IOException {
        List<List<String>> rows = Files.readAllLines(Path.of("plant-server.md")).stream()
                .dropWhile(line -> !line.equals(header))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                .toList();
        assertThat(rows).as("plant-server.md has no table %s", header).isNotEmpty();
        return rows;
    }
}
