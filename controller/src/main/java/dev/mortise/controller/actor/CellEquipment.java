package dev.mortise.controller.actor;

import dev.mortise.controller.domain.cell.Observed;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.port.PlantView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a cell is made of and what its PLC says of it, as people are shown it. */
final class CellEquipment {

    private CellEquipment() {}

    static PlantView.Equipment of(CellSpec spec, Observed observed) {
        LocalDate today = LocalDate.ofInstant(observed.now(), ZoneOffset.UTC);
        return new PlantView.Equipment(
                observed.plc().isPresent(),
                observed.plc().map(PlcStatus::interlocks).orElse(List.of()).stream()
                        .map(interlock -> new PlantView.InterlockView(interlock.name(), interlock.satisfied()))
                        .toList(),
                observed.plc().map(status -> stops(status.safety())).orElse(List.of()),
                observed.plc().map(PlcStatus::safety),
                spec.robots().stream().map(robot -> robot.id().value()).toList(),
                spec.tools().stream()
                        .map(tool -> new PlantView.ToolView(
                                tool.id(),
                                tool.kind(),
                                tool.calibratedOn().plusDays(tool.calibrationDays()),
                                tool.inCalibration(today)))
                        .toList());
    }

    private static List<String> stops(PlcStatus.Safety safety) {
        List<String> stops = new ArrayList<>();
        if (safety.emergencyStop()) {
            stops.add("emergency stop observed");
        }
        if (safety.protectiveStop()) {
            stops.add("protective stop observed");
        }
        if (!safety.guardClosed()) {
            stops.add("guard open");
        }
        return stops;
    }
}
