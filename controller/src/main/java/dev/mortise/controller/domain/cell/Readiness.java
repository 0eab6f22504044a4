package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.plant.CellSpec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Whether a cell may be given work.
 *
 * @param whyNot one sentence; empty when it may
 */
public record Readiness(boolean available, String whyNot) {

    private static final int PRODUCE = 1;

    public static Readiness of(CellSpec spec, Cell cell, Observed observed) {
        String why = link(observed)
                .or(() -> doubt(cell))
                .or(() -> hold(cell))
                .or(() -> unit(observed.plc().orElseThrow()))
                .or(() -> tool(spec, observed))
                .orElse("");
        return new Readiness(why.isEmpty(), why);
    }

    private static Optional<String> link(Observed observed) {
        if (observed.plc().isEmpty()) {
            return Optional.of("PLC link down: " + observed.plcWhy());
        }
        return observed.robotUp() ? Optional.empty() : Optional.of("robot link down: " + observed.robotWhy());
    }

    private static Optional<String> doubt(Cell cell) {
        return cell.doubt()
                .map(doubt -> "IN_DOUBT: nobody knows the outcome of " + doubt.command() + "; answer the question");
    }

    private static Optional<String> hold(Cell cell) {
        return cell.holds().stream().findFirst().map(hold -> "held by " + hold.by() + ": " + hold.reason());
    }

    /** What the PLC itself says against moving anything. */
    static Optional<String> unit(PlcStatus status) {
        if (status.safety().emergencyStop()) {
            return Optional.of("an emergency stop is observed");
        }
        if (status.safety().protectiveStop()) {
            return Optional.of("a protective stop is observed");
        }
        if (!status.safety().guardClosed()) {
            return Optional.of("a guard is open");
        }
        if (status.mode() != PRODUCE) {
            return Optional.of("unit mode is " + status.mode() + ", not Produce");
        }
        return switch (status.state()) {
            case ABORTED, ABORTING -> Optional.of("the unit is aborted (" + status.stopReason() + "); clear it");
            default -> Optional.empty();
        };
    }

    private static Optional<String> tool(CellSpec spec, Observed observed) {
        LocalDate today = LocalDate.ofInstant(observed.now(), ZoneOffset.UTC);
        return spec.tools().stream()
                .filter(tool -> !tool.inCalibration(today))
                .findFirst()
                .map(tool -> "tool " + tool.id() + " is out of calibration since "
                        + tool.calibratedOn().plusDays(tool.calibrationDays()));
    }
}
