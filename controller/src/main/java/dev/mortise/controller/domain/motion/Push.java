package dev.mortise.controller.domain.motion;

import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import java.util.Map;

/** The push of an insertion: where it began, what was felt on the way, what that means. */
final class Push {

    /** Where a push stands between its force and its depth. */
    enum Window {
        WITHIN(""),
        SEATED(""),
        EARLY_CONTACT("early-contact"),
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
    private boolean begun;

    Push(int axes) {
        this.start = new double[axes];
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
    Window watch(Segment.Insert guard, Leg.Phase phase, RobotReading robot) {
        double depth = note(guard, robot);
        double newtons = robot.forceNewtons();
        if (newtons > guard.forceMaxNewtons()) {
            return Window.OVERFORCE;
        }
        if (phase == Leg.Phase.FREE && newtons > CONTACT_NEWTONS) {
            return Window.EARLY_CONTACT;
        }
        return depth >= guard.depthMinMetres() && newtons >= guard.seatForceNewtons() ? Window.SEATED : Window.WITHIN;
    }

    StepReport report(CommandId command, StepReport.Outcome outcome, String reason) {
        String step = command.value().substring(command.value().lastIndexOf('/') + 1);
        return new StepReport(step, command, outcome, reason, record.measurements(), Map.of(), record.curve());
    }
}
