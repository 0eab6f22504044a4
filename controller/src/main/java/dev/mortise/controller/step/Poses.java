package dev.mortise.controller.step;

import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joint positions of named poses, at a slot's height where that is asked for. */
final class Poses {

    static final String APPROACH = "approach";
    static final String SEATED = "seated";

    private static final String AT_SLOT = "@slot";

    private Poses() {}

    /** {@code approach} of {@code approach@slot}. */
    static String name(String via) {
        return isAtSlot(via) ? via.substring(0, via.length() - AT_SLOT.length()) : via;
    }

    static boolean isAtSlot(String via) {
        return via.endsWith(AT_SLOT);
    }

    static boolean known(RobotSpec robot, String pose) {
        return robot.poses().containsKey(pose)
                || (pose.equals(SEATED) && robot.insertion().isPresent());
    }

    static List<Double> at(RobotSpec robot, String pose, boolean slot, int slotPosition) {
        String named = pose.equals(SEATED) ? APPROACH : pose;
        List<Double> joints = new ArrayList<>(Optional.ofNullable(robot.poses().get(named))
                .orElseThrow(() -> new IllegalArgumentException(robot.id() + " has no pose " + named)));
        robot.insertion().ifPresent(insertion -> {
            if (slot) {
                joints.set(insertion.heightAxis(), height(insertion, slotPosition));
            }
            if (pose.equals(SEATED)) {
                joints.set(insertion.axis(), joints.get(insertion.axis()) + insertion.strokeMetres());
            }
        });
        return joints;
    }

    private static double height(InsertionSpec insertion, int slotPosition) {
        return insertion.firstSlotMetres() + (slotPosition - 1) * insertion.slotPitchMetres();
    }
}
