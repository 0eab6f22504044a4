package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;

/** Listens to nothing: for tests that look at the link itself. */
final class Deaf implements RobotLink.Listener {
    @Override
    public void linkUp(RobotStatus status) {
        // the test looks at the link itself
    }

    @Override
    public void linkDown(String why) {
        // the test looks at the link itself
    }

    @Override
    public void motionEnded(StepReport report) {
        // no motion is asked for
    }
}
