package dev.mortise.controller.domain.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.ToolSpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fault library: what is put in a cell's way is what the cell names. */
class CellWhyTest {

    private static final PlcStatus.Safety CLEAR = new PlcStatus.Safety(false, false, true, 4);

    static Stream<Arguments> faults() {
        Cell idle = ACell.idle();
        Observed up = ACell.seeing(ACell.plc(UnitState.IDLE));
        return Stream.of(
                Arguments.of(Kind.LINK_DOWN, idle, Observed.nothing(ACell.after(Duration.ZERO), List.of())),
                Arguments.of(Kind.LINK_DOWN, idle, up.plcDown("connection reset")),
                Arguments.of(Kind.LINK_DOWN, ACell.clamping("boot-1"), up.plcDown("the PLC hangs")),
                Arguments.of(
                        Kind.ROBOT_LINK_DOWN,
                        idle,
                        up.robot(new RobotNews.Down(new RobotId("HV-1"), "silent for 500 ms"))),
                Arguments.of(Kind.EMERGENCY_STOP_OBSERVED, idle, unit(1, UnitState.IDLE, stops(true, false, true))),
                Arguments.of(Kind.PROTECTIVE_STOP_OBSERVED, idle, unit(1, UnitState.IDLE, stops(false, true, true))),
                Arguments.of(Kind.GUARD_OPEN, idle, unit(1, UnitState.IDLE, stops(false, false, false))),
                Arguments.of(Kind.UNIT_MODE, idle, unit(3, UnitState.IDLE, CLEAR)),
                Arguments.of(Kind.UNIT_ABORTED, idle, unit(1, UnitState.ABORTED, CLEAR)),
                Arguments.of(Kind.UNIT_ABORTED, idle, unit(1, UnitState.ABORTING, CLEAR)),
                Arguments.of(Kind.HELD, idle.apply(new CellEvent.HoldPlaced("coffee", "anna", ACell.NOON)), up),
                Arguments.of(
                        Kind.HELD,
                        ACell.clamping("boot-1")
                                .apply(new CellEvent.HoldPlaced("station fault", "mortise", ACell.NOON)),
                        up),
                Arguments.of(
                        Kind.HELD, ACell.clamping("boot-1").apply(new CellEvent.SpeedSet(0, "anna", ACell.NOON)), up),
                Arguments.of(
                        Kind.IN_DOUBT,
                        ACell.clamping("boot-1")
                                .apply(new CellEvent.DoubtRaised(
                                        ACell.INSERT.command(ACell.CLAMP), List.of("memory lost"), ACell.NOON)),
                        up),
                Arguments.of(Kind.INTERLOCK, ACell.clamping("boot-1"), refusing("INTERLOCK: a hand is in the clamp")),
                Arguments.of(Kind.REFUSED_BY_PLC, ACell.clamping("boot-1"), refusing("BUSY: another command runs")),
                Arguments.of(Kind.PROGRESS, ACell.clamping("boot-1"), up),
                Arguments.of(Kind.NO_WORK, idle, up));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatStandsInACellsWayIsTheRootThatItNames(Kind kind, Cell cell, Observed observed) {
        Cause cause = CellWhy.of(ACell.SPEC, cell, observed);

        assertThat(cause.roots()).extracting(Cause::kind).containsExactly(kind);
        assertThat(cause.roots())
                .allMatch(root -> root.harmless() || !root.remedy().isBlank());
        assertThat(cause.subject()).isEqualTo("TRAY-A");
    }

    @Test
    void aHeldCellWhoseLinkIsDownNamesBoth() {
        Cell held = ACell.idle().apply(new CellEvent.HoldPlaced("changing the gripper", "anna", ACell.NOON));

        Cause cause = CellWhy.of(
                ACell.SPEC, held, ACell.seeing(ACell.plc(UnitState.IDLE)).plcDown("connection reset"));

        assertThat(cause.kind()).isEqualTo(Kind.LINK_DOWN);
        assertThat(cause.text()).isEqualTo("PLC link down: connection reset; held by anna: changing the gripper");
        assertThat(cause.roots()).extracting(Cause::kind).containsExactly(Kind.LINK_DOWN, Kind.HELD);
    }

    @Test
    void anInterlockIsNamedByTheSentenceThatThePlcHasForIt() {
        assertThat(CellWhy.of(ACell.SPEC, ACell.clamping("boot-1"), refusing("INTERLOCK: 2"))
                        .roots())
                .singleElement()
                .satisfies(root -> assertThat(root.text()).contains("no hand is in the clamp"));
    }

    @Test
    void aToolOutOfCalibrationIsNamedWithTheDaySinceWhen() {
        CellSpec cell = new CellSpec(
                ACell.SPEC.id(),
                "tray cell",
                Set.of("insert"),
                PlcSpec.open("opc.tcp://127.0.0.1:1/x"),
                List.of(),
                List.of(new ToolSpec("ND-1", "nutrunner", LocalDate.of(2026, 1, 1), 90)));

        Cause cause = CellWhy.of(cell, ACell.idle(), ACell.seeing(ACell.plc(UnitState.IDLE)));

        assertThat(cause.kind()).isEqualTo(Kind.CALIBRATION_EXPIRED);
        assertThat(cause.text()).contains("ND-1").contains("2026-04-01");
    }

    private static PlcStatus.Safety stops(boolean emergency, boolean protective, boolean guardClosed) {
        return new PlcStatus.Safety(emergency, protective, guardClosed, 4);
    }

    private static Observed unit(int mode, UnitState state, PlcStatus.Safety safety) {
        return ACell.seeing(new PlcStatus(
                "boot-1", true, true, 3, state, mode, "", Optional.empty(), Optional.empty(), safety, List.of()));
    }

    private static Observed refusing(String reason) {
        PlcStatus.Command refused =
                new PlcStatus.Command(ACell.INSERT.command(ACell.CLAMP), PlcStatus.CommandState.REFUSED, reason, 0);
        return ACell.seeing(new PlcStatus(
                "boot-1",
                true,
                true,
                3,
                UnitState.EXECUTE,
                1,
                "",
                Optional.of(refused),
                Optional.empty(),
                CLEAR,
                List.of(
                        new PlcStatus.Interlock("the door is shut", true),
                        new PlcStatus.Interlock("no hand is in the clamp", false))));
    }
}
