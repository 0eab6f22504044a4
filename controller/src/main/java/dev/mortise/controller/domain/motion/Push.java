package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.Measurement;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The push of an insertion: where it began, what was felt on the way, what that means. */
final class Push {

    /** Where a push stands between its force and its depth. */
    enum Window {
        WITHIN(""),
        SEATED(""),
        SEARCHING(""),
        EARLY_CONTACT("early-contact"),
        STALLED("not-seated"),
        OVERFORCE("overforce");

        private final String reason;

        Window(String reason) {
            this.reason = reason;
        }

        /** Of the part failure that it is. */
        String reason() {
            return reason;
        }
    }

    /** Touch before the free travel's end; above the noise of a wrist sensor, below any friction of a guide. */
    private static final double CONTACT_NEWTONS = 60;

    private final PushRecord record = new PushRecord();
    private final double[] start;
    private final Search search;
    private final int patienceCycles;
    private final Optional<Yielding> yielding;
    private boolean begun;
    private double share = 1;
    private int pressed;

    Push(List<JointSpec> joints, Optional<Segment.Insert> insert, double cycleSeconds) {
        this.start = new double[joints.size()];
        this.search = new Search(joints, insert);
        this.patienceCycles = Admittance.patienceCycles(cycleSeconds);
        this.yielding =
                insert.flatMap(guard -> guard.yields().map(known -> new Yielding(joints, guard, known, cycleSeconds)));
    }

    /** Where it is gone on with; empty before it has begun. */
    Optional<Planner.PushOrigin> origin() {
        return begun ? Optional.of(search.origin(start)) : Optional.empty();
    }

    /** How it gives way to the sides, if it does. */
    Optional<Yielding> yielding() {
        return yielding;
    }

    /** The way to its goal begins anew from where the robot stands; what was yielded on the same line stays so. */
    void beginsAnew(Goal goal, double[] standing) {
        double[] line = origin().filter(known -> goal == Goal.PROGRAM && known.feltMetres() <= 0)
                .map(Planner.PushOrigin::at)
                .orElse(standing);
        yielding.ifPresent(sides -> sides.begins(standing, line));
    }

    /** Of the speed of its leg, with which it goes on against what it feels. */
    double share() {
        return share;
    }

    boolean begun() {
        return begun;
    }

    double[] start() {
        return start;
    }

    void beginAt(Leg leg) {
        if (!begun) {
            begun = true;
            leg.startInto(start);
        }
    }

    /** Keeps force and depth. */
    double note(Segment.Insert guard, RobotReading robot) {
        double depth = robot.axis(guard.axis()) - start[guard.axis()];
        record.add(depth, robot.forceNewtons());
        return depth;
    }

    /** Keeps force and depth, and judges them. */
    Window watch(Segment.Insert guard, Leg leg, RobotReading robot) {
        double depth = note(guard, robot);
        double newtons = robot.forceNewtons();
        if (newtons > guard.forceMaxNewtons()) {
            return Window.OVERFORCE;
        }
        if (leg.phase() == Leg.Phase.FREE && newtons > CONTACT_NEWTONS) {
            return search.goesOn(depth) ? Window.SEARCHING : Window.EARLY_CONTACT;
        }
        if (depth >= guard.depthMinMetres() && newtons >= guard.seatForceNewtons()) {
            return Window.SEATED;
        }
        share = leg.phase() == Leg.Phase.ASIDE ? 1 : Admittance.share(guard, newtons, leg.speedLimit());
        pressed = share > 0 ? 0 : pressed + 1;
        return pressed > patienceCycles ? Window.STALLED : Window.WITHIN;
    }

    /** Gives way to the sides from the newest set-point on; on a robot that is to stand, none does. */
    void giveWay(Leg leg, double speed, RobotReading robot) {
        if (yielding.isPresent() && leg.pushes() && speed > 0) {
            yielding.get().feel(robot);
        } else if (yielding.isPresent()) {
            yielding.get().rest();
        }
    }

    /** A new plan begins, at the speed that its legs allow. */
    void anew() {
        share = 1;
        pressed = 0;
    }

    StepReport report(CommandId command, StepReport.Outcome outcome, String reason) {
        String step = command.value().substring(command.value().lastIndexOf('/') + 1);
        List<Measurement> measured = new ArrayList<>(record.measurements());
        if (!measured.isEmpty()) {
            measured.addAll(search.measurements());
            yielding.ifPresent(sides -> measured.addAll(sides.measurements()));
        }
        Map<String, String> told = search.told(start, outcome == StepReport.Outcome.OK);
        return new StepReport(step, command, outcome, reason, measured, told, record.curve());
    }
}
