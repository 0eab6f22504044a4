package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.Step;
import dev.mortise.controller.domain.process.StepKind;
import dev.mortise.controller.domain.process.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a cell does next, from what it remembers and what it sees. Asked again after every change and every so often: it
 * decides by levels, not edges, so that a lost message costs time and nothing else.
 */
public final class Conduct {

    private final CellSpec spec;
    private final Map<String, StepKind> kinds;

    public Conduct(CellSpec spec, Map<String, StepKind> kinds) {
        this.spec = spec;
        this.kinds = Map.copyOf(kinds);
    }

    public CellDecision next(Cell cell, Observed observed) {
        Optional<CellDecision> forget = observed.plc().flatMap(status -> acknowledgeStored(cell, observed, status));
        if (forget.isPresent()) {
            return forget.orElseThrow();
        }
        Optional<InHand> work = cell.inHand();
        if (work.filter(inHand -> inHand.end().isPresent()).isPresent()) {
            return once(observed, new CellEffect.Report(work.orElseThrow()));
        }
        if (cell.doubt().isPresent() || observed.plc().isEmpty()) {
            return CellDecision.NOTHING;
        }
        PlcStatus status = observed.plc().orElseThrow();
        return work.map(inHand -> inHand.started()
                        .map(started -> attend(cell, observed, status, inHand, started))
                        .orElseGet(() -> advance(cell, observed, status, inHand)))
                .orElseGet(() -> rest(cell, observed, status));
    }

    /** An outcome the PLC keeps though its step has ended here is stored already: let it forget. */
    private static Optional<CellDecision> acknowledgeStored(Cell cell, Observed observed, PlcStatus status) {
        Optional<CommandId> awaited = cell.inHand().flatMap(InHand::started).map(InHand.Started::command);
        return status.outcome()
                .map(StepReport::command)
                .filter(command -> !awaited.equals(Optional.of(command)))
                .map(CellEffect.Acknowledge::new)
                .filter(effect -> !observed.askedLately(effect))
                .map(effect -> once(observed, effect));
    }

    /** A step is under way. */
    private CellDecision attend(Cell cell, Observed observed, PlcStatus status, InHand work, InHand.Started started) {
        DeviceRequest request = request(work.order(), started.step());
        if (request instanceof DeviceRequest.Motion motion) {
            return attendMotion(cell, observed, status, work, started, motion);
        }
        Optional<StepReport> outcome =
                status.outcome().filter(report -> report.command().equals(started.command()));
        if (outcome.isPresent()) {
            return CellDecision.store(
                    new CellEvent.StepEnded(named(outcome.orElseThrow(), started.step()), observed.now()));
        }
        Optional<PlcStatus.Command> seen =
                status.command().filter(command -> command.id().equals(started.command()));
        if (seen.isPresent()) {
            return attendSeen(observed, status, work, started, seen.orElseThrow());
        }
        if (Doubts.memoryLost(started, status)) {
            return CellDecision.store(
                    new CellEvent.DoubtRaised(started.command(), Doubts.facts(work, started, status), observed.now()));
        }
        return cell.held() ? UnitConduct.hold(observed, status) : send(observed, status, work, started);
    }

    private CellDecision attendSeen(
            Observed observed, PlcStatus status, InHand work, InHand.Started started, PlcStatus.Command seen) {
        if (seen.state() != PlcStatus.CommandState.REFUSED) {
            return CellDecision.NOTHING;
        }
        return switch (Refusals.treatment(seen.reason())) {
            case SEND_AGAIN -> send(observed, status, work, started);
            case FENCED ->
                CellDecision.store(new CellEvent.HoldPlaced(
                        "another controller commands this cell: " + seen.reason(), "mortise", observed.now()));
            case DOUBT ->
                CellDecision.store(new CellEvent.DoubtRaised(
                        started.command(), Doubts.facts(work, started, status), observed.now()));
            case STATION_FAULT ->
                CellDecision.store(new CellEvent.StepEnded(Refusals.asReport(started, seen.reason()), observed.now()));
        };
    }

    private CellDecision send(Observed observed, PlcStatus status, InHand work, InHand.Started started) {
        if (Readiness.unit(spec.id(), status).isPresent()) {
            return CellDecision.NOTHING;
        }
        if (status.state() != UnitState.EXECUTE) {
            return UnitConduct.execute(observed, status);
        }
        DeviceRequest.Plc request = (DeviceRequest.Plc) request(work.order(), started.step());
        return once(observed, new CellEffect.Send(started.command(), work.order(), request));
    }

    private CellDecision attendMotion(
            Cell cell,
            Observed observed,
            PlcStatus status,
            InHand work,
            InHand.Started started,
            DeviceRequest.Motion motion) {
        Optional<RobotStatus> robot = observed.robot(motion.robot());
        Optional<RobotStatus> forgetful = robot.filter(says -> Doubts.maybePushed(started, motion, says));
        if (forgetful.isPresent()) {
            List<String> facts = Doubts.facts(work, started, forgetful.orElseThrow(), spec.axes(motion.robot()));
            return CellDecision.store(new CellEvent.DoubtRaised(started.command(), facts, observed.now()));
        }
        Optional<String> stop = Readiness.unit(cell.id(), status).map(Cause::text);
        if (stop.isPresent()) {
            return once(observed, new CellEffect.HoldMotion(stop.orElseThrow()));
        }
        // a hold lets what moves come to its end, as it does with a command; it sets nothing in motion.
        // a robot that is not heard has stopped itself, and its engine goes on as soon as it is: a unit that was asked
        // to
        // hold meanwhile would be Held while its robot moves
        return cell.held() || !observed.robotUp()
                ? CellDecision.NOTHING
                : robot.map(up -> once(
                                observed,
                                new CellEffect.Move(
                                        motion.robot(), up.life(), started.command(), motion.program(), cell.speed())))
                        .orElse(CellDecision.NOTHING);
    }

    /** No step is under way: end the attempt, or start the next step. */
    private CellDecision advance(Cell cell, Observed observed, PlcStatus status, InHand work) {
        Optional<StepReport> last = work.reports().isEmpty()
                ? Optional.empty()
                : Optional.of(work.reports().get(work.reports().size() - 1));
        if (last.filter(report -> report.outcome() == StepReport.Outcome.STATION_FAULT)
                .isPresent()) {
            return stationFault(cell, observed, last.orElseThrow());
        }
        if (work.fault().isPresent() || work.nextStep().isEmpty()) {
            return CellDecision.store(new CellEvent.WorkEnded("", observed.now()));
        }
        if (cell.held()) {
            return UnitConduct.hold(observed, status);
        }
        if (Readiness.unit(cell.id(), status).isPresent() || !observed.robotUp()) {
            return CellDecision.NOTHING;
        }
        if (status.state() != UnitState.EXECUTE) {
            return UnitConduct.execute(observed, status);
        }
        Step step = work.nextStep().orElseThrow();
        return life(observed, status, request(work.order(), step))
                .map(life -> CellDecision.store(
                        new CellEvent.StepStarted(step.id(), work.order().command(step), life, observed.now())))
                .orElse(CellDecision.NOTHING);
    }

    /** Of the device that is asked; empty while it is not there. */
    private static Optional<String> life(Observed observed, PlcStatus status, DeviceRequest request) {
        return request instanceof DeviceRequest.Motion motion
                ? observed.robot(motion.robot()).map(RobotStatus::life)
                : Optional.of(status.bootId());
    }

    /** The station failed, not the part: the attempt does not count, and the cell waits for a person. */
    private static CellDecision stationFault(Cell cell, Observed observed, StepReport report) {
        List<CellEvent> events = new ArrayList<>();
        events.add(new CellEvent.WorkEnded("station fault: " + report.reason(), observed.now()));
        if (!cell.held()) {
            events.add(new CellEvent.HoldPlaced(
                    "station fault " + report.reason() + " in step " + report.step(), "mortise", observed.now()));
        }
        return CellDecision.store(events);
    }

    private static CellDecision rest(Cell cell, Observed observed, PlcStatus status) {
        if (cell.held()) {
            return UnitConduct.hold(observed, status);
        }
        return Readiness.unit(cell.id(), status).isPresent() || observed.workedLately()
                ? CellDecision.NOTHING
                : UnitConduct.idle(observed, status);
    }

    /** The step the cell has in hand, for people. */
    public DeviceRequest request(WorkOrder order, Step step) {
        StepKind kind = kinds.get(step.kind());
        if (kind == null) {
            throw new IllegalStateException("no step kind " + step.kind() + " for step " + step.id() + " of " + order);
        }
        return kind.request(spec, order.asOperation(), step);
    }

    private static StepReport named(StepReport report, Step step) {
        return new StepReport(
                step.id(),
                report.command(),
                report.outcome(),
                report.reason(),
                report.measurements(),
                report.reports(),
                report.curve());
    }

    static CellDecision once(Observed observed, CellEffect effect) {
        return observed.askedLately(effect)
                ? CellDecision.NOTHING
                : new CellDecision(List.of(), List.of(effect), Optional.empty());
    }
}
