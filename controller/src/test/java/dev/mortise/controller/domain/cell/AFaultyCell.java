package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.ToolSpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A cell with two robots and a tool that clamps a part, and what is wrong with it. Immutable: each fault gives another one.
 *
 * @param plcDown why its PLC is not heard; empty while it is
 */
record AFaultyCell(
        Cell cell,
        Observed robots,
        Optional<String> plcDown,
        PlcStatus.Safety safety,
        int mode,
        UnitState unit,
        String stopReason,
        Optional<String> refusal,
        LocalDate calibratedOn) {

    private static final List<RobotId> ROBOTS = List.of(new RobotId("HV-1"), new RobotId("HV-2"));
    private static final LocalDate LATELY = LocalDate.of(2026, 10, 1);
    private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);
    private static final int CALIBRATION_DAYS = 90;

    AFaultyCell() {
        this(
                ACell.clamping("boot-1"),
                up(up(Observed.nothing(ACell.after(Duration.ZERO), ROBOTS), 0), 1),
                Optional.empty(),
                new PlcStatus.Safety(false, false, true, 4),
                1,
                UnitState.EXECUTE,
                "",
                Optional.empty(),
                LATELY);
    }

    Cause why() {
        CellSpec spec = new CellSpec(
                ACell.SPEC.id(),
                ACell.SPEC.title(),
                ACell.SPEC.capabilities(),
                ACell.SPEC.plc(),
                List.of(),
                List.of(new ToolSpec("NR-1", "nutrunner", calibratedOn, CALIBRATION_DAYS)));
        return CellWhy.of(spec, cell, observed());
    }

    Observed observed() {
        PlcStatus status = new PlcStatus(
                "boot-1",
                true,
                true,
                3,
                unit,
                mode,
                stopReason,
                refusal.map(reason -> new PlcStatus.Command(
                        ACell.INSERT.command(ACell.CLAMP), PlcStatus.CommandState.REFUSED, reason, 0)),
                Optional.empty(),
                safety,
                List.of(new PlcStatus.Interlock("no hand is in the clamp", refusal.isEmpty())));
        return plcDown.map(robots::plcDown).orElseGet(() -> robots.plc(status));
    }

    AFaultyCell plcDown(String why) {
        return new AFaultyCell(cell, robots, Optional.of(why), safety, mode, unit, stopReason, refusal, calibratedOn);
    }

    AFaultyCell robotDown(int robot) {
        return seeing(robots.robot(new RobotNews.Down(ROBOTS.get(robot), "silent for 500 ms")));
    }

    AFaultyCell robotUp(int robot) {
        return seeing(up(robots, robot));
    }

    AFaultyCell emergencyStop() {
        return stopped(new PlcStatus.Safety(true, safety.protectiveStop(), safety.guardClosed(), 4));
    }

    AFaultyCell protectiveStop() {
        return stopped(new PlcStatus.Safety(safety.emergencyStop(), true, safety.guardClosed(), 4));
    }

    AFaultyCell guardOpen() {
        return stopped(new PlcStatus.Safety(safety.emergencyStop(), safety.protectiveStop(), false, 4));
    }

    AFaultyCell mode(int other) {
        return new AFaultyCell(cell, robots, plcDown, safety, other, unit, stopReason, refusal, calibratedOn);
    }

    AFaultyCell unit(UnitState state, String why) {
        return new AFaultyCell(cell, robots, plcDown, safety, mode, state, why, refusal, calibratedOn);
    }

    AFaultyCell refusing(String reason) {
        return new AFaultyCell(
                cell, robots, plcDown, safety, mode, unit, stopReason, Optional.of(reason), calibratedOn);
    }

    AFaultyCell toolExpired() {
        return new AFaultyCell(cell, robots, plcDown, safety, mode, unit, stopReason, refusal, LONG_AGO);
    }

    AFaultyCell held(String reason, String by) {
        return after(new CellEvent.HoldPlaced(reason, by, ACell.NOON));
    }

    AFaultyCell noSpeed() {
        return after(new CellEvent.SpeedSet(0, "anna", ACell.NOON));
    }

    AFaultyCell inDoubt() {
        return after(new CellEvent.DoubtRaised(ACell.INSERT.command(ACell.CLAMP), List.of("memory lost"), ACell.NOON));
    }

    /** With another thing in hand, or nothing. */
    AFaultyCell having(Cell other) {
        return new AFaultyCell(other, robots, plcDown, safety, mode, unit, stopReason, refusal, calibratedOn);
    }

    private AFaultyCell after(CellEvent event) {
        return having(cell.apply(event));
    }

    private AFaultyCell seeing(Observed other) {
        return new AFaultyCell(cell, other, plcDown, safety, mode, unit, stopReason, refusal, calibratedOn);
    }

    private AFaultyCell stopped(PlcStatus.Safety other) {
        return new AFaultyCell(cell, robots, plcDown, other, mode, unit, stopReason, refusal, calibratedOn);
    }

    private static Observed up(Observed before, int robot) {
        return before.robot(new RobotNews.Up(new RobotStatus(
                ROBOTS.get(robot),
                true,
                "7",
                OptionalLong.empty(),
                "MONITORING_READY",
                List.of(0.0),
                Optional.empty(),
                Optional.empty())));
    }
}
