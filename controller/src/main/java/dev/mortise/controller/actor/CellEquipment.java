package dev.mortise.controller.actor;

import dev.mortise.controller.domain.cell.Observed;
import dev.mortise.controller.domain.cell.Permissives;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.port.PlantView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a cell is made of and what its PLC says of it, as people are shown it. */
final class CellEquipment {

    private CellEquipment() {}

    static PlantView.Equipment of(CellSpec spec, Observed observed) {
        LocalDate today = LocalDate.ofInstant(observed.now(), ZoneOffset.UTC);
        return new PlantView.Equipment(
                observed.plc().isPresent(),
                observed.plc().map(PlcStatus::interlocks).orElse(List.of()).stream()
                        .map(lock -> seen(lock.name(), observed.permissives().interlock(lock.name())))
                        .toList(),
                observed.plc().map(status -> protection(observed.permissives())).orElse(List.of()),
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

    private static List<PlantView.PermissiveView> protection(Permissives permissives) {
        return Stream.of(Permissives.EMERGENCY_STOP, Permissives.PROTECTIVE_STOP, Permissives.GUARD)
                .map(name -> seen(name, permissives.stop(name)))
                .toList();
    }

    private static PlantView.PermissiveView seen(String name, Permissives.Permissive one) {
        return new PlantView.PermissiveView(name, one.well(), one.since(), one.firstOut());
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
