package dev.mortise.controller.simulation;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import java.util.Map;

/** What the tools of a cell do to a rack, and how they fail. */
record Steel(World world, CellId cell, double failures) {

    private static final double FAULT_SHARE = 0.005;
    private static final double LEAK_SHARE = 0.08;
    private static final double SCREW_SHARE = 0.04;

    StepReport carryOut(PlcLink.Command command) {
        Reports reports = new Reports(command);
        if (world.kernel.happens(FAULT_SHARE * failures)) {
            return reports.fault("tool-jammed");
        }
        world.effect(cell, command.id().value(), command.name());
        if (command.name().equals(World.MOVE)) {
            world.moved(command.rack(), command.texts().getOrDefault("to", ""));
        } else if (command.name().equals("part.return")) {
            world.extracts(command.rack(), command.slot());
        } else if (command.name().equals("leak.test") && world.kernel.happens(LEAK_SHARE * failures)) {
            return reports.failure("leak", Map.of("suspect", world.kernel.happens(0.5) ? "C01" : "C02"));
        } else if (command.name().equals("screws.tighten") && world.kernel.happens(SCREW_SHARE * failures)) {
            return reports.failure("torque-low", Map.of());
        }
        return reports.ok();
    }
}
