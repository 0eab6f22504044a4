package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one robot of {@link APlant}, as plant.yaml has it. */
final class ARobotOfThePlant {

    static final RobotSpec SPEC = new RobotSpec(
            new RobotId("ROB-1"),
            "127.0.0.1",
            1,
            2_000,
            RobotSpec.Kinematics.GANTRY,
            List.of(
                    new RobotSpec.JointSpec("x", true, 0, 1, 1, 1, 1),
                    new RobotSpec.JointSpec("c", false, -3, 3, 1, 1, 1)),
            Map.of(),
            Optional.empty(),
            RobotKey.NONE,
            RobotSpec.PayloadSpec.ANY,
            Optional.empty());

    private ARobotOfThePlant() {}
}
