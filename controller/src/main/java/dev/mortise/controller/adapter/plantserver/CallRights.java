package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.domain.access.Act;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilter;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilterContext;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.DefaultAccessController;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code UserExecutable} of a method that asks the gate: what a client reads is what it would be told. The attribute itself refuses
 * nobody, for Milo would refuse without a word in the audit trail; the method does.
 */
final class CallRights implements AttributeFilter {

    private final Gate gate;
    private final Act act;

    private CallRights(Gate gate, Act act) {
        this.gate = gate;
        this.act = act;
    }

    static void show(UaMethodNode method, Gate gate, Act act) {
        method.getFilterChain().addLast(new CallRights(gate, act));
    }

    @Override
    public @Nullable Object readAttribute(AttributeFilterContext context, AttributeId attribute) throws UaException {
        Object own = context.readAttribute(attribute);
        return attribute == AttributeId.UserExecutable && Boolean.TRUE.equals(own)
                ? ((UaMethodNode) context.getNode()).isExecutable()
                        && context.getSession()
                                .filter(session -> gate.may(session, act))
                                .isPresent()
                : own;
    }

    /** Milo's, but for methods of which somebody may be told that they may not call them. */
    static final class Controller extends DefaultAccessController {

        private final OpcUaServer server;

        Controller(OpcUaServer server) {
            super(server);
            this.server = server;
        }

        @Override
        public Map<CallMethodRequest, AccessResult> checkCallAccess(Session session, List<CallMethodRequest> requests) {
            Map<CallMethodRequest, AccessResult> results = new HashMap<>(super.checkCallAccess(session, requests));
            results.replaceAll((request, result) ->
                    result == AccessResult.DENIED_USER_ACCESS && asksTheGate(request) ? AccessResult.ALLOWED : result);
            return results;
        }

        private boolean asksTheGate(CallMethodRequest request) {
            return server.getAddressSpaceManager()
                    .getManagedNode(request.getMethodId())
                    .filter(UaMethodNode.class::isInstance)
                    .map(UaMethodNode.class::cast)
                    .filter(UaMethodNode::isUserExecutable)
                    .filter(method ->
                            method.getFilterChain().getFilters().stream().anyMatch(CallRights.class::isInstance))
                    .isPresent();
        }
    }
}
