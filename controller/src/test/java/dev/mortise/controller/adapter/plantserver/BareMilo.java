package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.access.TrustStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * The same cells, made of the same types, behind Milo's server as it comes: no fence, no limit of ours, its own threads. What a
 * unit's state is nobody derives, and a method does nothing but answer.
 */
final class BareMilo implements ServedCells {

    private static final int START_SECONDS = 30;

    private final OpcUaServer server;
    private final OwnKey key;
    private final String url;
    private final Models models;
    private final LineNamespace space;
    private final Map<String, StateNodes> states = new HashMap<>();

    BareMilo(Path directory, List<String> cells) throws Exception {
        TrustStore trust = new TrustStore(directory);
        APlant.befriend(trust);
        key = OwnKey.open(directory, trust, "plant-1");
        int port = free();
        server = new OpcUaServer(
                OpcUaServerConfig.builder()
                        .setApplicationUri(key.applicationUri())
                        .setProductUri("urn:mortise:bare")
                        .setApplicationName(LocalizedText.english("bare Milo"))
                        .setEndpoints(Endpoints.of("127.0.0.1", "127.0.0.1", port, key.certificate()))
                        .setCertificateManager(key.manager())
                        .setIdentityValidator(new UsernameIdentityValidator(
                                asked -> asked.getPassword().equals(APlant.PASSWORD)))
                        .build(),
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
        url = "opc.tcp://127.0.0.1:" + port + Endpoints.PATH;
        models = Models.load(server);
        space = new LineNamespace(server);
        space.startup();
        UaObjectNode folder = space.folderIn(space.folder(LineNamespace.ROOT), "Cells");
        for (String cell : cells) {
            states.put(cell, unit(folder, cell));
        }
        OpcUaServer unusedSame = server.startup().get(START_SECONDS, TimeUnit.SECONDS);
    }

    private StateNodes unit(UaObjectNode folder, String cell) {
        TypeNamespace model = models.packMl();
        UaObjectNode unit = space.instance(folder, cell, model.type("PackMLBaseObjectType"), Set.of());
        UaObjectNode execute = below(below(below(unit, "BaseStateMachine"), "MachineState"), "ExecuteState");
        execute.getMethodNodes()
                .forEach(method ->
                        method.setInvocationHandler(Method.handler(0, (unusedWho, unusedGiven) -> new Variant[0])));
        return new StateNodes(model, execute);
    }

    private UaObjectNode below(UaObjectNode parent, String name) {
        return (UaObjectNode) StateNodes.below(parent, models.packMl().own(name));
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String name() {
        return "bare Milo";
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void turn(String cell, boolean executes) {
        Optional.ofNullable(states.get(cell))
                .orElseThrow()
                .show(Optional.of(executes ? "Execute" : "Suspended"), Instant.now());
    }

    @Override
    public void close() {
        try {
            OpcUaServer unusedSame = server.shutdown().get(START_SECONDS, TimeUnit.SECONDS);
            key.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
