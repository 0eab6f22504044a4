package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a cell may be given work.
 *
 * @param cause why not; empty when it may
 */
public record Readiness(Optional<Cause> cause) {

    public static Readiness of(CellSpec spec, Cell cell, Observed observed) {
        CellId id = spec.id();
        List<Cause> all = Stream.of(
                        link(id, observed),
                        doubt(cell),
                        hold(cell),
                        observed.plc().flatMap(status -> unit(id, status)),
                        discrepancy(cell, observed).or(() -> endless(spec, observed)),
                        tool(spec, observed))
                .flatMap(Optional::stream)
                .toList();
        return new Readiness(all.size() < 2 ? all.stream().findFirst() : Optional.of(several(all)));
    }

    /** Who mends the first must not find the second only then. */
    private static Cause several(List<Cause> all) {
        Cause first = all.get(0);
        String text = all.stream().map(Cause::text).collect(Collectors.joining("; "));
        return new Cause(first.kind(), first.subject(), text, first.remedy(), all);
    }

    public boolean available() {
        return cause.isEmpty();
    }

    /** One sentence; empty when it may. */
    public String whyNot() {
        return cause.map(Cause::text).orElse("");
    }

    private static Optional<Cause> link(CellId id, Observed observed) {
        if (observed.plc().isEmpty()) {
            return cause(
                    Kind.LINK_DOWN,
                    id,
                    "PLC link down: " + observed.plcWhy(),
                    "the PLC answers again at its endpoint; the link comes back by itself");
        }
        return observed.robotUp()
                ? Optional.empty()
                : cause(
                        Kind.ROBOT_LINK_DOWN,
                        id,
                        "robot link down: " + observed.robotWhy(),
                        "the robot answers again; the link comes back by itself");
    }

    private static Optional<Cause> doubt(Cell cell) {
        return cell.doubt()
                .flatMap(doubt -> cause(
                        Kind.IN_DOUBT,
                        cell.id(),
                        "IN_DOUBT: nobody knows the outcome of " + doubt.command() + "; answer the question",
                        "look at the cell, then: mortise answer doubt-" + cell.id() + " done|not-done"));
    }

    private static Optional<Cause> hold(Cell cell) {
        return cell.holds().stream()
                .findFirst()
                .flatMap(hold -> cause(
                        Kind.HELD,
                        cell.id(),
                        "held by " + hold.by() + ": " + hold.reason(),
                        "mortise unhold " + cell.id() + ", when its reason is gone"));
    }

    /** What the PLC itself says against moving anything. */
    static Optional<Cause> unit(CellId id, PlcStatus status) {
        if (status.safety().emergencyStop()) {
            return cause(
                    Kind.EMERGENCY_STOP_OBSERVED,
                    id,
                    "an emergency stop is observed",
                    "a person releases and resets it at the cell; Mortise cannot");
        }
        if (status.safety().protectiveStop()) {
            return cause(
                    Kind.PROTECTIVE_STOP_OBSERVED,
                    id,
                    "a protective stop is observed",
                    "what triggered it leaves the cell and a person resets it there; Mortise cannot");
        }
        if (!status.safety().guardClosed()) {
            return cause(Kind.GUARD_OPEN, id, "a guard is open", "a person closes it");
        }
        if (status.mode() != UnitMode.PRODUCE.number()) {
            return cause(
                    Kind.UNIT_MODE,
                    id,
                    "unit mode is " + status.mode() + ", not Produce",
                    "a person puts the unit into mode Produce at the cell");
        }
        return switch (status.state()) {
            case ABORTED, ABORTING ->
                cause(
                        Kind.UNIT_ABORTED,
                        id,
                        "the unit is aborted (" + status.stopReason() + "); clear it",
                        "mortise clear " + id + ", when its reason is gone");
            default -> Optional.empty();
        };
    }

    /** An accepted act is over when the unit has begun to follow it. A unit that waits for something with work in hand says so itself. */
    private static Optional<Cause> discrepancy(Cell cell, Observed observed) {
        boolean waits = cell.inHand().isPresent()
                && !cell.held()
                && observed.plc().filter(CellWhy::waitsByItself).isPresent();
        return observed.discrepancy()
                .filter(wish -> !waits)
                .flatMap(wish -> cause(
                        Kind.DISCREPANCY,
                        cell.id(),
                        "its unit was asked to " + wish.command() + " and has not begun to within "
                                + UnitWish.FOLLOWS_WITHIN.toSeconds() + " s: it is "
                                + observed.plc().orElseThrow().state(),
                        "look at the cell why its PLC does not follow; then act again, or release the hold"));
    }

    /** A unit that acts and does not come through, whoever asked it to, and with work in hand or without. */
    private static Optional<Cause> endless(CellSpec spec, Observed observed) {
        Duration limit = spec.plc().actsWithin();
        return observed.actsTooLong(limit)
                .flatMap(
                        state -> cause(
                                Kind.DISCREPANCY,
                                spec.id(),
                                "its unit is " + state + " and has not come through within " + limit.toSeconds() + " s",
                                "look at the cell what its PLC waits for; if it needs longer each time: acting_seconds_max in plant.yaml"));
    }

    private static Optional<Cause> tool(CellSpec spec, Observed observed) {
        LocalDate today = LocalDate.ofInstant(observed.now(), ZoneOffset.UTC);
        return spec.tools().stream()
                .filter(tool -> !tool.inCalibration(today))
                .findFirst()
                .flatMap(tool -> cause(
                        Kind.CALIBRATION_EXPIRED,
                        spec.id(),
                        "tool " + tool.id() + " is out of calibration since "
                                + tool.calibratedOn().plusDays(tool.calibrationDays()),
                        "calibrate it and put the day into plant.yaml"));
    }

    private static Optional<Cause> cause(Kind kind, CellId id, String text, String remedy) {
        return Optional.of(Cause.root(kind, id.value(), text, remedy));
    }
}
