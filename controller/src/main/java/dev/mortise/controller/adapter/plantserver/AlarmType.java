package dev.mortise.controller.adapter.plantserver;

import java.util.Arrays;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.OffNormalAlarmTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** LineAlarmType, an OffNormalAlarmType: an alarm of the line with what it is about. */
final class AlarmType {

    static final String NAME = "LineAlarmType";

    /** What it says beyond OPC 10000-9. */
    enum Field {
        /** Of the cause: LINK_DOWN and so on. */
        KIND("Kind"),
        REMEDY("Remedy"),
        /** Whether it was the first of its source that stood. */
        FIRST_OUT("FirstOut"),
        TIMES("TimesRaised"),
        SUPPRESSED_BY("SuppressedBy"),
        CELL("Cell"),
        /** The part: a rack's serial. */
        PART("Part"),
        OPERATION("Operation"),
        /** Of the operation, from 1; 0 where none began. */
        ATTEMPT("Attempt"),
        STEP("Step"),
        /** Its newest evidence, as part/operation/attempt. */
        EVIDENCE("Evidence");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private AlarmType() {}

    /** Makes the type; its id. */
    static NodeId in(LineNamespace space, OpcUaServer server) {
        UaObjectTypeNode type = UaObjectTypeNode.builder(space.context())
                .setNodeId(space.id(NAME))
                .setBrowseName(space.name(NAME))
                .setDisplayName(LocalizedText.english(NAME))
                .setIsAbstract(false)
                .build();
        space.add(type);
        space.refer(NodeIds.OffNormalAlarmType, NodeIds.HasSubtype, type.getNodeId());
        Arrays.stream(Field.values()).forEach(field -> property(space, type, field));
        server.getObjectTypeManager()
                .registerObjectType(type.getNodeId(), OffNormalAlarmTypeNode.class, OffNormalAlarmTypeNode::new);
        server.updateObjectTypeTree();
        return type.getNodeId();
    }

    private static void property(LineNamespace space, UaNode type, Field field) {
        UaVariableNode property = UaVariableNode.build(
                space.context(),
                builder -> builder.setNodeId(space.id(NAME + "." + field.word))
                        .setBrowseName(space.name(field.word))
                        .setDisplayName(LocalizedText.english(field.word))
                        .setDataType(type(field))
                        .setAccessLevel(AccessLevel.READ_ONLY)
                        .setUserAccessLevel(AccessLevel.READ_ONLY)
                        .setTypeDefinition(NodeIds.PropertyType)
                        .setValue(new DataValue(nothing(field)))
                        .buildAndAdd());
        space.refer(property.getNodeId(), NodeIds.HasModellingRule, NodeIds.ModellingRule_Mandatory);
        space.refer(type.getNodeId(), NodeIds.HasProperty, property.getNodeId());
    }

    private static NodeId type(Field field) {
        return switch (field) {
            case FIRST_OUT -> NodeIds.Boolean;
            case TIMES, ATTEMPT -> NodeIds.Int32;
            case KIND, REMEDY, SUPPRESSED_BY, CELL, PART, OPERATION, STEP, EVIDENCE -> NodeIds.String;
        };
    }

    private static Variant nothing(Field field) {
        if (field == Field.FIRST_OUT) {
            return new Variant(false);
        }
        return type(field).equals(NodeIds.Int32) ? new Variant(0) : new Variant("");
    }
}
