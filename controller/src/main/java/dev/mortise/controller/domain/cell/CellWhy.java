package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.cause.Cause.Kind;
import dev.mortise.controller.domain.plant.CellSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a cell does not execute, or what it executes. Never empty. */
public final class CellWhy {

    private CellWhy() {}

    public static Cause of(CellSpec spec, Cell cell, Observed observed) {
        return Readiness.of(spec, cell, observed)
                .cause()
                .or(() -> cell.inHand().map(work -> working(cell, work, observed)))
                .orElseGet(() -> Cause.root(
                        Kind.NO_WORK,
                        spec.id().value(),
                        "ready; no work for it",
                        "a rack that needs it is brought, or ordered"));
    }

    private static Cause working(Cell cell, InHand work, Observed observed) {
        if (work.end().isPresent()) {
            return progress(cell, "has ended " + work.order() + "; handing over its record");
        }
        String executes = "executes " + work.order()
                + work.started().map(started -> ", step " + started.step().id()).orElse("");
        String atSpeed = cell.speed().full()
                ? executes
                : executes + ", at " + cell.speed().percent() + " % speed";
        List<Cause> rests = Stream.of(
                        noSpeed(cell),
                        refusal(work, observed).map(reason -> refused(cell, observed, reason)),
                        observed.plc().flatMap(status -> waits(cell, status)))
                .flatMap(Optional::stream)
                .toList();
        String text = Stream.concat(Stream.of(atSpeed), rests.stream().map(Cause::text))
                .collect(Collectors.joining("; "));
        return progress(cell, text).because(rests);
    }

    private static Optional<Cause> noSpeed(Cell cell) {
        return cell.speed().percent() > 0
                ? Optional.empty()
                : Optional.of(Cause.root(
                        Kind.HELD,
                        cell.id().value(),
                        "its speed is 0 %: a motion of its robot rests on its way",
                        "mortise speed " + cell.id() + " 100, or less"));
    }

    /** Its unit does not execute though nobody here holds it: it is asked to go on, and may not. */
    private static Optional<Cause> waits(Cell cell, PlcStatus status) {
        String reason = status.stopReason().isBlank() ? "" : ": " + status.stopReason();
        return waitsByItself(status)
                ? Optional.of(Cause.root(
                        Kind.UNIT_WAITS,
                        cell.id().value(),
                        "its unit is " + status.state() + " by itself" + reason,
                        "what its PLC waits for comes at the cell; it is asked to go on each second"))
                : Optional.empty();
    }

    static boolean waitsByItself(PlcStatus status) {
        return switch (status.state()) {
            case HOLDING, HELD, SUSPENDING, SUSPENDED -> true;
            case STOPPING, STOPPED -> !status.stopReason().isBlank();
            case CLEARING, STARTING, IDLE, EXECUTE, ABORTING, ABORTED, UNHOLDING -> false;
            case UNSUSPENDING, RESETTING, COMPLETING, COMPLETE -> false;
        };
    }

    private static Optional<String> refusal(InHand work, Observed observed) {
        return observed.plc()
                .flatMap(PlcStatus::command)
                .filter(command -> command.state() == PlcStatus.CommandState.REFUSED)
                .filter(command -> work.started()
                        .filter(started -> started.command().equals(command.id()))
                        .isPresent())
                .map(PlcStatus.Command::reason);
    }

    private static Cause refused(Cell cell, Observed observed, String reason) {
        String open = observed.plc().stream()
                .flatMap(status -> status.interlocks().stream())
                .filter(interlock -> !interlock.satisfied())
                .map(PlcStatus.Interlock::name)
                .collect(Collectors.joining("; "));
        return reason.startsWith("INTERLOCK")
                ? Cause.root(
                        Kind.INTERLOCK,
                        cell.id().value(),
                        "interlock not satisfied: " + (open.isEmpty() ? reason : open),
                        "the interlock is satisfied at the cell; the command is sent again by itself")
                : Cause.root(
                        Kind.REFUSED_BY_PLC,
                        cell.id().value(),
                        "the PLC refuses: " + reason,
                        "the PLC takes it, or its refusal ends the step as a station fault");
    }

    private static Cause progress(Cell cell, String text) {
        return Cause.root(Kind.PROGRESS, cell.id().value(), text, "");
    }
}
