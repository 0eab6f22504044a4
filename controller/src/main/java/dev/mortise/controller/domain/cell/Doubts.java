package dev.mortise.controller.domain.cell;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands whose outcome nobody can know but a person at the cell. */
public final class Doubts {

    /** The person saw that the command had no effect: it is sent again. */
    public static final String NOT_DONE = "not-done";

    /** The person saw its effect: the attempt ends and its evidence is not made up. */
    public static final String DONE = "done";

    /** What a PLC has obeyed after a cold start: nobody (cell-protocol, retained memory). */
    private static final long NO_EPOCH = 0;

    private Doubts() {}

    /**
     * True when the PLC cannot know whether it ever executed the command: another life of its program, without the
     * memory of the one that was asked. A life that did keep its memory may have got it from one that had lost it, while
     * nobody watched: then it knows of no controller at all, though its unit was started by one before any step.
     */
    static boolean memoryLost(InHand.Started started, PlcStatus status) {
        return !status.bootId().equals(started.bootId()) && (!status.memoryRetained() || status.epoch() == NO_EPOCH);
    }

    static List<String> facts(InHand work, InHand.Started started, PlcStatus status) {
        return List.of(
                "sent: step " + started.step().id() + " of " + work.order() + ", command " + started.command(),
                lives(started, status),
                "the PLC says: unit " + status.state() + ", command in hand "
                        + status.command().map(command -> command.id().value()).orElse("none"),
                "its inputs say: " + status.inputs());
    }

    private static String lives(InHand.Started started, PlcStatus status) {
        if (status.bootId().equals(started.bootId())) {
            String answer = status.command()
                    .filter(command -> command.id().equals(started.command()))
                    .map(PlcStatus.Command::reason)
                    .orElse("nothing");
            return "the PLC is boot " + status.bootId() + " as it was then, and says of the command: " + answer;
        }
        return "the PLC of that time was boot " + started.bootId() + "; it is boot " + status.bootId()
                + (status.memoryRetained()
                        ? " now and knows of no controller: its memory was lost in a start between"
                        : " now and says that its memory is lost");
    }

    /**
     * True when a part may have been pushed home and nobody can tell. Where a motion only goes to a pose, it can be gone to
     * again.
     */
    static boolean maybePushed(InHand.Started started, DeviceRequest.Motion motion, RobotStatus robot) {
        return motion.program().insertion().isPresent() && robot.forgot(started.command(), started.bootId());
    }

    static List<String> facts(InHand work, InHand.Started started, RobotStatus robot, List<String> axes) {
        return List.of(
                "sent: step " + started.step().id() + " of " + work.order() + ", command " + started.command(),
                "the robot of that time was " + started.bootId() + "; it is " + robot.life()
                        + " now and does not know the command",
                robot.says(axes));
    }

    /** What follows from a person's answer. */
    static List<CellEvent> resolve(Cell cell, String choice, String by, Instant now) {
        CommandId command = cell.doubt().map(Cell.Doubt::command).orElseThrow();
        List<CellEvent> events = new ArrayList<>();
        events.add(new CellEvent.DoubtResolved(command, choice, by, now));
        if (choice.equals(DONE)) {
            Optional<InHand.Started> started = cell.inHand().flatMap(InHand::started);
            started.ifPresent(step -> events.add(new CellEvent.StepEnded(
                    new StepReport(
                            step.step().id(),
                            command,
                            StepReport.Outcome.STATION_FAULT,
                            StepReport.RESULT_LOST,
                            List.of(),
                            Map.of("seen-by", by),
                            Optional.empty()),
                    now)));
            events.add(new CellEvent.WorkEnded("result-lost: " + by + " saw that it was done", now));
        }
        return events;
    }
}
