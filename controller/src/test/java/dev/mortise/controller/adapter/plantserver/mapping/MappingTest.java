package dev.mortise.controller.adapter.plantserver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.alarm.AlarmRule;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.rack.Worth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for all rows of the tables that {@link MappingTableTest} has, and what is made of several words. */
class MappingTest {

    @Test
    void nothingIsGoodButWhatHoldsNow() {
        assertThat(Arrays.stream(Known.values()).filter(known -> known.status().isGood()))
                .containsExactly(Known.NOW);
        assertThat(Arrays.stream(Known.values()).filter(known -> !known.hasValue()))
                .allMatch(known -> known.status().isBad());
    }

    @Test
    void okIsSaidOfEvidenceThatCountsAndOfNoOther() {
        assertThat(Arrays.stream(Worth.values())
                        .filter(worth -> ResultWords.result(worth).evaluation() == ResultWords.OK))
                .containsExactly(Worth.COUNTS);
    }

    @Test
    void whatIsMissingInTheReasonsOfAResultIsNotTold() {
        ResultWords.Reasons bare = new ResultWords.Reasons("too loose", "", "");

        assertThat(ResultWords.details(Worth.WAIVED, bare)).isEqualTo("too loose");
        assertThat(ResultWords.details(Worth.VOID, bare)).isEqualTo("void: overtaken by a newer attempt");
        assertThat(ResultWords.details(Worth.COUNTS, bare)).isEmpty();
    }

    @Test
    void everyKindThatIsAnAlarmHasANumberOfItsOwnAndNoOtherHasOne() {
        assertThat(Arrays.stream(Cause.Kind.values())
                        .filter(kind -> UnitWords.alarm(kind).id() != 0))
                .containsExactlyElementsOf(Arrays.stream(Cause.Kind.values())
                        .filter(kind -> AlarmRule.of(kind).isPresent())
                        .toList());
        assertThat(Arrays.stream(Cause.Kind.values())
                        .map(kind -> UnitWords.alarm(kind).id())
                        .filter(id -> id != 0))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "Executing OutOfService NotAvailable, Executing",
        "NotExecuting OutOfService,           NotExecuting",
        "OutOfService NotAvailable,           OutOfService",
        "NotAvailable NotAvailable,           NotAvailable"
    })
    void aLineWhoseCellsAreInTheseStatesIsInThatOne(String cells, String line) {
        assertThat(MachineWords.stateOfAll(List.of(cells.split(" ")))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "Processing None,              Processing",
        "Processing Setup,             Setup",
        "Processing Setup Maintenance, Maintenance",
        "None None,                    None"
    })
    void aLineWhoseCellsAreInTheseModesIsInThatOne(String cells, String line) {
        assertThat(MachineWords.modeOfAll(List.of(cells.split(" ")))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "Idle,      Ready,     IdleToReady",
        "Idle,      Executing, ReadyToExecuting",
        "Ready,     Executing, ReadyToExecuting",
        "Executing, Idle,      ExecutingToIdle",
        "Ready,     Ready,"
    })
    void aTaskHasComeFromOneStateToAnotherByThisTransition(String before, String now, @Nullable String transition) {
        assertThat(task(now).since(task(before))).isEqualTo(Optional.ofNullable(transition));
    }

    private static RobotWords.Task task(String state) {
        return new RobotWords.Task(state, RobotWords.Reason.SYSTEM);
    }
}
