package dev.mortise.controller.domain.plant;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One cell: one PLC, its tools and zero or more robots.
 *
 * @param capabilities names of commands.yaml's capabilities
 */
public record CellSpec(
        CellId id, String title, Set<String> capabilities, PlcSpec plc, List<RobotSpec> robots, List<ToolSpec> tools) {

    public CellSpec {
        capabilities = Set.copyOf(capabilities);
        robots = List.copyOf(robots);
        tools = List.copyOf(tools);
    }

    public Optional<RobotSpec> robot() {
        return robots.stream().findFirst();
    }

    public List<RobotId> robotIds() {
        return robots.stream().map(RobotSpec::id).toList();
    }

    /** Names of a robot's axes, in their order. */
    public List<String> axes(RobotId robot) {
        return robots.stream()
                .filter(known -> known.id().equals(robot))
                .flatMap(known -> known.joints().stream())
                .map(RobotSpec.JointSpec::name)
                .toList();
    }

    public boolean canDo(Set<String> needed) {
        return capabilities.containsAll(needed);
    }
}
