package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import dev.mortise.controller.adapter.plantserver.AlarmType.Field;
import dev.mortise.controller.adapter.plantserver.mapping.AlarmWords;
import dev.mortise.controller.adapter.plantserver.mapping.AlarmWords.TwoStates;
import dev.mortise.controller.domain.alarm.Alarm;
import dev.mortise.controller.domain.alarm.AlarmDecision;
import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.port.AlarmsView.AlarmView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.NodeManager;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.UaNodeManager;
import org.eclipse.milo.opcua.sdk.server.model.objects.OffNormalAlarmTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.variables.TwoStateVariableTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.factories.NodeFactory;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilter;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilterContext;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The one event of conditions, filled with one after another: Milo takes its fields from nodes, and a tree of nodes for
 * every alarm of a flood would be more than the line's own memory. Conditions are no nodes of the address space (OPC 10000-9,
 * 4.10); only whoever reads an event sees it under its condition's id. Not thread-safe.
 */
final class ConditionEvent {

    private static final Set<String> OPTIONAL = Set.of(
            "ConfirmedState",
            "SuppressedState",
            "ShelvingState",
            "MaxTimeShelved",
            "FirstInGroupFlag",
            "TransitionTime",
            "LocalTime");

    private static final String NAME = "ConditionEvent";
    private static final double SHELVED_MAX_MILLIS =
            Duration.ofMinutes(AlarmDecision.SHELVE_MAX_MINUTES).toMillis();

    private final OffNormalAlarmTypeNode node;
    private final NodeId type;
    private final Map<Field, UaVariableNode> fields = new EnumMap<>(Field.class);
    private final Function<Condition, NodeId> sources;
    private final Function<String, NodeId> ids;
    private volatile NodeId shownId = NodeId.NULL_VALUE;

    /** Nodes that no client can look at. */
    private record Hidden(OpcUaServer server, NodeManager<UaNode> nodes) implements UaNodeContext {
        @Override
        public OpcUaServer getServer() {
            return server;
        }

        @Override
        public NodeManager<UaNode> getNodeManager() {
            return nodes;
        }
    }

    /**
     * Makes it.
     *
     * @param sources nodes that alarms are about
     * @param ids of conditions, by the name of their alarm
     */
    ConditionEvent(
            OpcUaServer server,
            LineNamespace space,
            Function<Condition, NodeId> sources,
            Function<String, NodeId> ids) {
        this.sources = sources;
        this.ids = ids;
        this.type = AlarmType.in(space, server);
        UaNodeManager nodes = new UaNodeManager();
        server.getAddressSpaceManager().register(nodes);
        try {
            this.node = (OffNormalAlarmTypeNode) new NodeFactory(new Hidden(server, nodes))
                    .createNode(space.id(NAME), type, new NodeFactory.InstantiationCallback() {
                        @Override
                        public boolean includeOptionalNode(NodeId unusedType, QualifiedName member) {
                            return OPTIONAL.contains(member.name());
                        }
                    });
        } catch (UaException e) {
            throw new IllegalStateException("cannot make the event of alarms", e);
        }
        node.getFilterChain().addLast(new ConditionId());
        for (Field field : Field.values()) {
            fields.put(field, (UaVariableNode) StateNodes.below(node, space.name(field.word())));
        }
        constant();
    }

    /** Whoever reads it has a session; Milo's own way through the nodes has none. */
    private final class ConditionId implements AttributeFilter {
        @Override
        public @Nullable Object getAttribute(AttributeFilterContext context, AttributeId attribute) {
            return attribute == AttributeId.NodeId && context.getSession().isPresent()
                    ? shownId
                    : context.getAttribute(attribute);
        }

        @Override
        public @Nullable Object readAttribute(AttributeFilterContext context, AttributeId attribute)
                throws UaException {
            return attribute == AttributeId.NodeId && context.getSession().isPresent()
                    ? shownId
                    : context.readAttribute(attribute);
        }
    }

    private void constant() {
        node.setEventType(type);
        node.setBranchId(NodeId.NULL_VALUE);
        node.setInputNode(NodeId.NULL_VALUE);
        node.setNormalState(NodeId.NULL_VALUE);
        node.setMaxTimeShelved(SHELVED_MAX_MILLIS);
        put(node.getEnabledStateNode(), TwoStates.ENABLED, true);
    }

    OffNormalAlarmTypeNode filledWith(Condition condition) {
        AlarmView alarm = condition.alarm();
        shownId = ids.apply(alarm.id());
        DateTime time = new DateTime(condition.time());
        node.setEventId(condition.eventId());
        node.setSourceNode(sources.apply(condition));
        node.setSourceName(alarm.source());
        node.setTime(time);
        node.setReceiveTime(time);
        node.setMessage(LocalizedText.english(alarm.text()));
        node.setSeverity(ushort(condition.severity()));
        node.setConditionName(alarm.id());
        node.setConditionClassId(condition.wanted().conditionClass());
        node.setConditionClassName(LocalizedText.english(condition.wanted().text()));
        node.setRetain(condition.retain());
        node.setQuality(condition.quality());
        node.setLastSeverity(ushort(condition.severity()));
        node.setClientUserId(condition.said().by());
        node.setComment(LocalizedText.english(condition.said().words()));
        node.getCommentNode().setSourceTimestamp(new DateTime(condition.said().at()));
        node.setFirstInGroupFlag(alarm.firstOut());
        states(alarm);
        concerned(condition);
        return node;
    }

    private void states(AlarmView alarm) {
        boolean suppressed = AlarmWords.suppressed(alarm.state());
        Optional<Alarm.Shelf> shelf = alarm.shelf();
        put(node.getActiveStateNode(), TwoStates.ACTIVE, alarm.active());
        put(node.getAckedStateNode(), TwoStates.ACKED, alarm.acknowledged().isPresent());
        put(node.getConfirmedStateNode(), TwoStates.CONFIRMED, !wantsConfirmation(alarm));
        transitions(alarm);
        put(node.getSuppressedStateNode(), TwoStates.SUPPRESSED, suppressed);
        node.setSuppressedOrShelved(suppressed || shelf.isPresent());
        AlarmWords.Shelving shelving = AlarmWords.shelving(shelf);
        node.getShelvingStateNode().setCurrentState(LocalizedText.english(shelving.state()));
        node.getShelvingStateNode().getCurrentStateNode().setId(shelving.id());
        node.getShelvingStateNode()
                .setUnshelveTime(
                        shelf.map(Alarm.Shelf::until).map(ConditionEvent::left).orElse(0.0));
    }

    /** Part 9, B.1.2: a client offers to confirm where this says so, and that is after somebody has acknowledged. */
    private static boolean wantsConfirmation(AlarmView alarm) {
        return alarm.acknowledged().isPresent() && alarm.unconfirmed();
    }

    private void transitions(AlarmView alarm) {
        Instant raised = alarm.raisedAt();
        Instant known = alarm.acknowledged().map(Alarm.Acknowledgement::at).orElse(raised);
        Instant done =
                alarm.confirmed().map(Alarm.Acknowledgement::at).orElse(wantsConfirmation(alarm) ? known : raised);
        node.getActiveStateNode()
                .setTransitionTime(new DateTime(alarm.returnedAt().orElse(raised)));
        node.getAckedStateNode().setTransitionTime(new DateTime(known));
        node.getConfirmedStateNode().setTransitionTime(new DateTime(done));
    }

    private static double left(Instant until) {
        return Math.max(0, Duration.between(Instant.now(), until).toMillis());
    }

    private static void put(TwoStateVariableTypeNode state, TwoStates words, boolean is) {
        state.setValue(new DataValue(new Variant(LocalizedText.english(words.text(is)))));
        state.setId(is);
    }

    private void concerned(Condition condition) {
        AlarmView alarm = condition.alarm();
        Concern concern = condition.concern();
        put(Field.KIND, alarm.kind().name());
        put(Field.REMEDY, alarm.remedy());
        put(Field.FIRST_OUT, alarm.firstOut());
        put(Field.TIMES, alarm.times());
        put(Field.SUPPRESSED_BY, alarm.suppressedBy());
        put(Field.CELL, concern.cell());
        put(Field.PART, concern.part());
        put(Field.OPERATION, concern.operation());
        put(Field.ATTEMPT, concern.attempt());
        put(Field.STEP, concern.step());
        put(Field.EVIDENCE, concern.evidence());
    }

    private void put(Field field, Object value) {
        Optional.ofNullable(fields.get(field))
                .ifPresent(property -> property.setValue(new DataValue(new Variant(value))));
    }
}
