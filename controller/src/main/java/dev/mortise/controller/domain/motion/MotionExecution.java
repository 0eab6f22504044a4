package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.Optional;

/**
 * One motion program on its way through a robot: told each state the robot sends, says what to answer. Knows no wire and no
 * clock; time is the robot's own cycle, so that no pause of this machine makes the robot jump. Used by one thread.
 */
public final class MotionExecution {

    /** What the robot is to be told. */
    public enum Answer {
        KEEP_ALIVE,
        SETPOINTS,
        STOP
    }

    /** The first set-point that moves lies this far ahead, so that the commands before it may be lost or late. */
    private static final int LEAD_CYCLES = 12;

    /** Begins anew when the robot has not taken the motion up so shortly before it would move. */
    private static final int LATE_CYCLES = 2;

    private final CommandId command;
    private final MotionProgram program;
    private final Planner planner;
    private final CommandCheck check;
    private final Optional<Segment.Insert> insert;
    private final Push push;

    private Stage stage = Stage.TO_BEGIN;
    private Goal goal = Goal.PROGRAM;
    private Course course;
    private double speed = 1;
    private String failure = "";
    private String held = StepReport.HELD;
    private boolean seated;
    private boolean fresh = true;
    private int segment;
    private int anchorCycle;

    /** Newest cycle in which the robot was seen to follow the plan; its count goes on where it stands. */
    private int followedCycle;

    private int moveIndex;
    private final Starving starving = new Starving();
    private Optional<StepReport> ended = Optional.empty();

    /** For a robot as plant.yaml describes it. */
    public MotionExecution(CommandId command, MotionProgram program, RobotSpec robot) {
        this(
                command,
                program,
                new Planner(robot.joints(program.payloadKilograms()), robot.geometry()),
                CommandCheck.of(robot, program.payloadKilograms()));
    }

    /** For a planner that is not to be trusted. */
    MotionExecution(CommandId command, MotionProgram program, Planner planner, CommandCheck check) {
        this.command = command;
        this.program = program;
        this.planner = planner;
        this.check = check;
        this.insert = program.insertion();
        this.push = new Push(planner.joints(), insert, check.cycleSeconds());
        this.course = course(planner.stay(push.start()), 0);
        planner.outOfRange(program).ifPresent(axis -> end(StepReport.Outcome.STATION_FAULT, "position-limit: " + axis));
    }

    public CommandId command() {
        return command;
    }

    public int moveIndex() {
        return moveIndex;
    }

    /** True when the last set-point written is the motion's end. */
    public boolean last() {
        return course.last();
    }

    public Optional<StepReport> ended() {
        return ended;
    }

    /**
     * So much of its velocities is used, from the next set-point on that the robot was not told yet.
     *
     * @param share 0..1; at 0 it comes to rest on its way and waits there
     */
    public void speed(double share) {
        speed = share;
        course.speed(share * push.share());
    }

    /** Requests a controlled stop; the motion ends with a station fault {@code held}. */
    public void hold() {
        if (stage == Stage.TO_BEGIN) {
            end(StepReport.Outcome.STATION_FAULT, StepReport.HELD);
        } else if (stage != Stage.ENDED) {
            breakOffTo(Goal.HELD);
        }
    }

    /**
     * The robot has lost its memory, its count of cycles with it: a program begins anew from where the robot stands; how it is
     * to end, when it was held, stays.
     *
     * @return false when the motion has to be dropped: it pushes a part, and may have done so without anybody seeing it
     */
    public boolean robotRestarted() {
        if (insert.isPresent()) {
            return false;
        }
        stage = stage == Stage.MOVING ? Stage.TO_BEGIN : stage;
        segment = 0;
        return true;
    }

    /** Takes a state of the robot in, and says what to answer to it. */
    public Answer observe(RobotReading robot) {
        switch (stage) {
            case TO_BEGIN -> begin(robot);
            case MOVING -> move(robot);
            case BREAKING_OFF -> breakOff(robot);
            case ENDED -> {
                // nothing more to say
            }
        }
        return switch (stage) {
            case MOVING -> Answer.SETPOINTS;
            case BREAKING_OFF -> Answer.STOP;
            default -> Answer.KEEP_ALIVE;
        };
    }

    /**
     * Writes the set-points of the robot's next cycles, axis after axis, cycle after cycle.
     *
     * @return how many; 0 when the robot is to be told to stop: one of them would leave a limit, and the motion ends with a station
     *     fault that names the limit and the axis, or it would be a jump for a robot that was starved, and is gone on with anew
     */
    public int setpoints(RobotReading robot, int count, double[] into) {
        if (starving.leftBehind(robot, anchorCycle)) {
            held = Starving.REASON;
            breakOffTo(starving.tooOften() ? Goal.HELD : goal);
            return 0;
        }
        int written = course.write(robot.cycle() + 1, count, into);
        String violated = written == 0 ? "cycle-gone-back" : check.violated(robot, written, into);
        if (violated.isEmpty()) {
            return written;
        }
        held = violated;
        breakOffTo(Goal.HELD);
        return 0;
    }

    private Course course(Planner.Plan.Legs legs, int cycle) {
        anchorCycle = cycle + LEAD_CYCLES;
        push.anew();
        MotionPlan plan = new MotionPlan(legs.inOrder(), speed, planner.joints());
        return new Course(plan, push, check.cycleSeconds(), cycle + 1, anchorCycle);
    }

    private void begin(RobotReading robot) {
        if (!robot.rests()) {
            stage = Stage.TO_BEGIN;
            return;
        }
        if (fresh && insert.isPresent() && robot.holdsSeatedPart()) {
            // pushed home before anybody noted the force: pulling it out again would undo what nobody can judge
            end(StepReport.Outcome.STATION_FAULT, StepReport.RESULT_LOST);
            return;
        }
        fresh = false;
        Planner.Plan plan = planner.plan(goal, program, segment, robot.positions(), push);
        if (plan instanceof Planner.Plan.Impossible impossible) {
            end(StepReport.Outcome.STATION_FAULT, impossible.reason());
            return;
        }
        push.beginsAnew(goal, robot.positions());
        course = course((Planner.Plan.Legs) plan, robot.cycle());
        followedCycle = robot.cycle();
        moveIndex = starving.next(robot);
        starving.begins(robot);
        check.standing(robot.cycle(), robot);
        stage = Stage.MOVING;
    }

    private void move(RobotReading robot) {
        if (robot.moveIndex() != moveIndex) {
            if (robot.cycle() - anchorCycle >= -LATE_CYCLES) {
                begin(robot);
            }
            return;
        }
        watch(robot);
        if (robot.rests() && stage == Stage.MOVING) {
            stopped(robot);
        }
    }

    private void watch(RobotReading robot) {
        if (robot.phase() == RobotReading.Phase.MOVING || robot.stop() == RobotReading.Stop.FINISHED) {
            followedCycle = robot.cycle();
        }
        Leg leg = course.at(followedCycle);
        segment = goal == Goal.PROGRAM ? leg.segment() : segment;
        if (insert.isEmpty() || leg.phase() == Leg.Phase.TRAVEL || goal != Goal.PROGRAM) {
            return;
        }
        push.beginAt(course.first(leg.segment()));
        Push.Window window = push.watch(insert.orElseThrow(), leg, robot);
        switch (window) {
            case WITHIN -> {
                speed(speed);
                push.giveWay(leg, speed, robot);
            }
            case SEATED -> {
                seated = true;
                breakOffTo(Goal.STAY);
            }
            case SEARCHING -> breakOffTo(Goal.PROGRAM);
            default -> {
                failure = window.reason();
                breakOffTo(Goal.RETRACT);
            }
        }
    }

    private void breakOffTo(Goal next) {
        goal = next;
        stage = Stage.BREAKING_OFF;
    }

    private void breakOff(RobotReading robot) {
        if (push.begun()) {
            push.note(insert.orElseThrow(), robot);
        }
        if (!robot.rests()) {
            return;
        }
        if (goal == Goal.HELD) {
            end(StepReport.Outcome.STATION_FAULT, held);
        } else if (robot.stop() == RobotReading.Stop.SAFETY) {
            end(StepReport.Outcome.STATION_FAULT, "protective-stop");
        } else {
            begin(robot);
        }
    }

    private void stopped(RobotReading robot) {
        switch (robot.stop()) {
            case FINISHED -> finished(robot);
            case SAFETY -> end(StepReport.Outcome.STATION_FAULT, "protective-stop");
            case LIMIT -> {
                // A robot that stands waits for set-points, while the plan goes on with its cycles: the first one that
                // comes again lies ahead of it. That is the link's fault, not the plan's.
                if (!starving.explains(robot)) {
                    end(StepReport.Outcome.STATION_FAULT, "robot-limit");
                } else {
                    resume(robot);
                }
            }
            default -> resume(robot);
        }
    }

    private void resume(RobotReading robot) {
        if (starving.tooOften()) {
            end(StepReport.Outcome.STATION_FAULT, Starving.REASON);
        } else {
            begin(robot);
        }
    }

    private void finished(RobotReading robot) {
        if (!failure.isEmpty()) {
            end(StepReport.Outcome.PART_FAILURE, failure);
        } else if (insert.isPresent() && !seated) {
            failure = "not-seated";
            goal = Goal.RETRACT;
            begin(robot);
        } else {
            end(StepReport.Outcome.OK, "");
        }
    }

    private void end(StepReport.Outcome outcome, String reason) {
        stage = Stage.ENDED;
        ended = Optional.of(push.report(command, outcome, reason));
    }
}
