package dev.mortise.controller.step;

import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.FailurePolicy;
import dev.mortise.controller.domain.process.Operation;
import dev.mortise.controller.domain.process.OperationId;
import dev.mortise.controller.domain.process.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cell whose gantry pushes trays in. */
final class AnInsertingCell {

    private static final RobotSpec GANTRY = new RobotSpec(
            new RobotId("HV-1"),
            "127.0.0.1",
            1,
            2_000,
            RobotSpec.Kinematics.GANTRY,
            List.of(axis("x"), axis("y"), axis("z")),
            Map.of(
                    "home",
                    List.of(0.0, 0.0, 1.0),
                    "feeder",
                    List.of(-0.3, 0.2, 1.0),
                    "approach",
                    List.of(0.0, 0.6, 1.0)),
            Optional.of(new InsertionSpec(1, 0.25, 2, 0.3, 0.045, 2_000)),
            RobotKey.NONE,
            RobotSpec.PayloadSpec.ANY,
            Optional.empty());

    static final CellSpec CELL = new CellSpec(
            new CellId("TRAY-A"),
            "trays",
            Set.of("insert"),
            new PlcSpec("opc.tcp://127.0.0.1:1/TRAY-A", PlcSpec.Security.NONE),
            List.of(GANTRY),
            List.of());

    private AnInsertingCell() {}

    private static JointSpec axis(String name) {
        return new JointSpec(name, true, -1, 3, 2, 8, 80);
    }

    static Operation inSlot(int position, Step step) {
        return new Operation(
                OperationId.of("insert-compute-tray", "C07"),
                "insert-compute-tray",
                110,
                "Insert a compute tray",
                "C07",
                position,
                "compute-tray",
                Set.of("insert"),
                Set.of(),
                Set.of(),
                List.of(step),
                List.of(),
                false,
                "",
                new FailurePolicy(List.of()),
                Optional.empty());
    }
}
