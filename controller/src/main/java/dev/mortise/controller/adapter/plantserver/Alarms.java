package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.alarm.Concern;
import dev.mortise.controller.port.Board;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.methods.MethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.objects.ConditionTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadEventDetails;

/** The line's alarms as conditions of OPC 10000-9: the object that tells of them, and what can be done with them. */
final class Alarms implements LineNamespace.Unseen {

    private final OpcUaServer server;
    private final Board board;
    private final Gate gate;
    private final NodeId here;
    private final NodeId line;
    private final String prefix;
    private final Conditions conditions;
    private final ConditionEvent event;
    private final ConditionActs acts;
    private final AlarmPast past;

    private Alarms(
            OpcUaServer server,
            LineNamespace space,
            Line.Sources sources,
            UaObjectNode line,
            Map<String, UaObjectNode> cells) {
        this.server = server;
        this.board = sources.board();
        this.gate = sources.gate();
        UaObjectNode folder = space.folderIn(line, "Alarms");
        space.sendsEventsAndKeepsThem(folder);
        this.here = folder.getNodeId();
        this.line = line.getNodeId();
        this.prefix = here.getIdentifier() + ".";
        this.conditions = new Conditions(board);
        this.event = new ConditionEvent(
                server,
                space,
                condition -> cells.getOrDefault(cell(condition), line).getNodeId(),
                alarm -> space.id(prefix + alarm));
        this.acts = new ConditionActs(conditions, sources.desk(), gate);
        this.past = new AlarmPast(server, conditions, event);
        new ConditionRefresh(server, space, conditions, event, gate).open();
    }

    /**
     * Makes them.
     *
     * @param cells nodes of cells, by their ids
     */
    static Alarms of(
            OpcUaServer server,
            LineNamespace space,
            Line.Sources sources,
            UaObjectNode line,
            Map<String, UaObjectNode> cells) {
        Alarms made = new Alarms(server, space, sources, line, cells);
        space.sendsEventsAndKeepsThem(line);
        cells.values().forEach(space::sendsEvents);
        space.serves(made);
        return made;
    }

    /** What an older release raised says nothing of what was in hand, but names the cell if it is one's own. */
    private static String cell(Condition condition) {
        return condition
                .alarm()
                .concern()
                .map(Concern::cell)
                .orElse(condition.alarm().source());
    }

    void show() {
        conditions.look(condition -> server.getEventNotifier().fire(event.filledWith(condition)));
    }

    @Override
    public Optional<MethodInvocationHandler> method(NodeId object, NodeId method) {
        return object.getIdentifier() instanceof String id
                        && id.startsWith(prefix)
                        && object.getNamespaceIndex().equals(here.getNamespaceIndex())
                ? acts.handler(id.substring(prefix.length()), method)
                : Optional.empty();
    }

    @Override
    public boolean hears(NodeId notifier, BaseEventTypeNode told) {
        return notifier.equals(here) && told instanceof ConditionTypeNode;
    }

    @Override
    public Optional<HistoryReadResult> past(
            Optional<Session> who, HistoryReadDetails details, HistoryReadValueId asked) {
        if (!(details instanceof ReadEventDetails events)
                || !(asked.getNodeId().equals(here) || asked.getNodeId().equals(line))) {
            return Optional.empty();
        }
        try {
            String unusedBy = gate.require(who, Act.READ);
            return who.map(session -> past.read(
                    session,
                    events,
                    Optional.ofNullable(asked.getContinuationPoint()).filter(point -> point.isNotNull()),
                    board.alarmHistory()));
        } catch (UaException e) {
            return Optional.of(new HistoryReadResult(new StatusCode(StatusCodes.Bad_UserAccessDenied), null, null));
        }
    }
}
