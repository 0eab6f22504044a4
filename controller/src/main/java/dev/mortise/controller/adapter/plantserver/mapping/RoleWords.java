package dev.mortise.controller.adapter.plantserver.mapping;

import dev.mortise.controller.domain.access.Role;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** What a user may do, as one of the well-known roles of OPC 10000-18. */
public final class RoleWords {

    private RoleWords() {}

    public static NodeId wellKnown(Role role) {
        return switch (role) {
            case VIEWER -> NodeIds.WellKnownRole_Observer;
            case OPERATOR -> NodeIds.WellKnownRole_Operator;
            case MAINTENANCE -> NodeIds.WellKnownRole_Supervisor;
            case ENGINEER -> NodeIds.WellKnownRole_Engineer;
        };
    }
}
