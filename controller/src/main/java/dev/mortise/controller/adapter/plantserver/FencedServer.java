package dev.mortise.controller.adapter.plantserver;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import dev.mortise.controller.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.sdk.server.servicesets.impl.AccessController;
import org.eclipse.milo.opcua.sdk.server.subscriptions.Subscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.ResponseHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteResponse;
import org.eclipse.milo.opcua.stack.transport.server.OpcServerTransportFactory;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Milo's server with a fence around every service: what it leaves open in 1.1.2 ends here. */
final class FencedServer extends OpcUaServer {

    private static final Logger LOG = LoggerFactory.getLogger(FencedServer.class);

    private final Unactivated unactivated = new Unactivated();
    private final Time clock;
    private final AccessController access = new CallRights.Controller(this);

    FencedServer(OpcUaServerConfig config, OpcServerTransportFactory transports, Time clock) {
        super(config, transports);
        this.clock = clock;
    }

    @Override
    public AccessController getAccessController() {
        return access;
    }

    @Override
    protected @Nullable ServiceHandler getServiceHandler(String path, Service service) {
        ServiceHandler milo = super.getServiceHandler(path, service);
        if (milo == null) {
            return FencedServer::unsupported;
        }
        return switch (service) {
            case SUBSCRIPTION_PUBLISH -> (AsyncServiceHandler) (context, request) -> publish(context, request, milo);
            case SESSION_CREATE_SESSION -> guarded((context, request) -> create(context, request, milo));
            case SESSION_ACTIVATE_SESSION -> guarded((context, request) -> activate(context, request, milo));
            case SESSION_CLOSE_SESSION ->
                guarded((context, request) -> {
                    Optional<Unactivated.Opened> unusedItIsClosed = unactivated.take(token(request));
                    return milo.handle(context, request);
                });
            case ATTRIBUTE_WRITE -> guarded(this::refuseWrites);
            case ATTRIBUTE_HISTORY_UPDATE,
                    NODE_MANAGEMENT_ADD_NODES,
                    NODE_MANAGEMENT_DELETE_NODES,
                    NODE_MANAGEMENT_ADD_REFERENCES,
                    NODE_MANAGEMENT_DELETE_REFERENCES -> FencedServer::unsupported;
            case VIEW_BROWSE ->
                guarded((context, request) -> HalfRead.within(
                        getSessionManager().getSession(context, request.getRequestHeader()),
                        (BrowseResponse) milo.handle(context, request)));
            case METHOD_CALL -> guarded((context, request) -> call(context, (CallRequest) request, milo));
            default -> guarded((context, request) -> milo.handle(context, Requests.within(request)));
        };
    }

    /** Milo 1.1.2 leaves a client without an answer when a request makes it throw something else. */
    private static ServiceHandler guarded(ServiceHandler handler) {
        return (context, request) -> {
            Undecoded.refuse(request);
            try {
                return handler.handle(context, request);
            } catch (UaSerializationException e) {
                throw new UaException(e.getStatusCode().value(), "the request cannot be decoded");
            } catch (RuntimeException | StackOverflowError e) {
                LOG.info(
                        "a {} of {} could not be carried out: {}",
                        request.getClass().getSimpleName(),
                        context.getChannel().remoteAddress(),
                        e.toString());
                throw new UaException(StatusCodes.Bad_DecodingError, "the request cannot be carried out");
            }
        };
    }

    private static UaResponseMessageType unsupported(ServiceRequestContext unusedFrom, UaRequestMessageType what)
            throws UaException {
        Undecoded.refuse(what);
        throw new UaException(StatusCodes.Bad_ServiceUnsupported);
    }

    /**
     * Everything is done by methods. Some variables of the published types, and some of Milo's own, may be written by whoever
     * has logged in, whatever their role: what others read would be what somebody wrote.
     */
    private UaResponseMessageType refuseWrites(ServiceRequestContext context, UaRequestMessageType request)
            throws UaException {
        Session unusedLoggedIn = getSessionManager().getSession(context, request.getRequestHeader());
        int nodes = Optional.ofNullable(((WriteRequest) request).getNodesToWrite())
                .map(all -> all.length)
                .orElse(0);
        if (nodes > ServerLimits.NODES_PER_CALL) {
            throw new UaException(StatusCodes.Bad_TooManyOperations);
        }
        StatusCode[] refused = new StatusCode[nodes];
        Arrays.fill(refused, new StatusCode(StatusCodes.Bad_UserAccessDenied));
        UInteger handle = request.getRequestHeader().getRequestHandle();
        return new WriteResponse(
                new ResponseHeader(DateTime.now(), handle, StatusCode.GOOD, null, null, null),
                refused,
                new DiagnosticInfo[0]);
    }

    private UaResponseMessageType create(
            ServiceRequestContext context, UaRequestMessageType request, ServiceHandler milo) throws UaException {
        unactivated.takeForRoom().ifPresent(this::end);
        CreateSessionResponse made = (CreateSessionResponse) milo.handle(context, request);
        unactivated.add(new Unactivated.Opened(made.getAuthenticationToken(), context, clock.uptime()));
        return made;
    }

    private UaResponseMessageType activate(
            ServiceRequestContext context, UaRequestMessageType request, ServiceHandler milo) throws UaException {
        Optional<Unactivated.Opened> waited = unactivated.take(token(request)); // nobody ends it meanwhile
        try {
            UaResponseMessageType activated = milo.handle(context, request);
            Channels.secured(context.getChannel(), context.getSecureChannel().getChannelId());
            return activated;
        } catch (UaException | RuntimeException e) {
            waited.ifPresent(unactivated::add);
            throw e;
        }
    }

    /** Each method by itself: of several Milo 1.1.2 carries out those that it refuses, too (#1802). */
    private static UaResponseMessageType call(ServiceRequestContext context, CallRequest request, ServiceHandler milo)
            throws UaException {
        CallMethodRequest[] methods = request.getMethodsToCall();
        if (methods == null || methods.length < 2 || methods.length > ServerLimits.METHODS_PER_CALL) {
            return milo.handle(context, request);
        }
        List<CallResponse> answers = new ArrayList<>();
        for (CallMethodRequest method : methods) {
            answers.add((CallResponse) milo.handle(
                    context, new CallRequest(request.getRequestHeader(), new CallMethodRequest[] {method})));
        }
        CallMethodResult[] results = answers.stream()
                .flatMap(answer -> Arrays.stream(answer.getResults()))
                .toArray(CallMethodResult[]::new);
        return new CallResponse(answers.get(0).getResponseHeader(), results, new DiagnosticInfo[0]);
    }

    private CompletableFuture<UaResponseMessageType> publish(
            ServiceRequestContext context, UaRequestMessageType request, ServiceHandler milo) {
        try {
            Session session = getSessionManager().getSession(context, request.getRequestHeader());
            if (session.getSubscriptionManager().getPublishQueue().size() >= ServerLimits.PUBLISHES_WAITING) {
                throw new UaException(StatusCodes.Bad_TooManyPublishRequests);
            }
            session.getSubscriptionManager().getSubscriptions().forEach(FencedServer::forgetOldest);
            return ((AsyncServiceHandler) milo).handleAsync(context, request);
        } catch (UaException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Milo 1.1.2 keeps the last 1,024 messages of each subscription, however long they are. */
    private static void forgetOldest(Subscription subscription) {
        UInteger[] kept = subscription.getAvailableSequenceNumbers();
        for (int i = 0; i < kept.length - ServerLimits.UNACKNOWLEDGED_MESSAGES; i++) {
            subscription.acknowledge(kept[i]);
        }
    }

    private static NodeId token(UaRequestMessageType request) {
        return request.getRequestHeader().getAuthenticationToken();
    }

    /** Ends sessions that nobody has logged in to for too long. */
    void sweep(Duration now) {
        unactivated.takeOverdue(now).forEach(this::end);
    }

    private void end(Unactivated.Opened overdue) {
        RequestHeader header =
                new RequestHeader(overdue.token(), DateTime.now(), uint(0), uint(0), null, uint(0), null);
        try {
            getSessionManager().closeSession(new CloseSessionRequest(header, true), overdue.context());
            LOG.info(
                    "ended a session of {} that nobody logged in to",
                    overdue.channel().remoteAddress());
        } catch (UaException e) {
            LOG.debug("it has ended already: {}", e.toString());
        }
    }
}
