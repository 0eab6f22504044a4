package dev.mortise.controller.adapter.plantserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;

/** Reads the robots of TRAY-A as a client does that knows the published names and nothing of our ids. */
final class RoboticsClient {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String SYSTEM = "L:Robots/";
    static final String ROBOT = SYSTEM + "R:MotionDevices/L:ROB-1/";
    static final String TASK = SYSTEM + "R:Controllers/L:Mortise/R:TaskControls/L:Robots/";

    static final Map<String, String> NAMESPACES = Map.of(
            "L", LineNamespace.URI,
            "R", "http://opcfoundation.org/UA/Robotics/",
            "D", "http://opcfoundation.org/UA/DI/",
            "0", "http://opcfoundation.org/UA/");

    private final OpcUaClient client;

    RoboticsClient(OpcUaClient client) {
        this.client = client;
    }

    static String position(String axis) {
        return ROBOT + "R:Axes/L:" + axis + "/D:ParameterSet/R:ActualPosition";
    }

    static String speed(String axis) {
        return ROBOT + "R:Axes/L:" + axis + "/D:ParameterSet/R:ActualSpeed";
    }

    static String parameter(String name) {
        return ROBOT + "D:ParameterSet/R:" + name;
    }

    EUInformation unit(String path) throws UaException {
        return (EUInformation) decoded(path + "/0:EngineeringUnits");
    }

    Range range(String path) throws UaException {
        return (Range) decoded(path + "/0:EURange");
    }

    private Object decoded(String path) throws UaException {
        return ((ExtensionObject) value(path)).decode(client.getStaticEncodingContext());
    }

    void shows(String path, Object expected, long status) {
        Awaitility.await(path + " is " + expected)
                .atMost(PATIENCE)
                .until(() -> String.valueOf(read(path).value().value()).equals(String.valueOf(expected))
                        && status(path) == status);
    }

    Object value(String path) throws UaException {
        return requireNonNull(read(path).value().value());
    }

    long status(String path) throws UaException {
        return read(path).statusCode().value();
    }

    DataValue read(String path) throws UaException {
        return client.readValue(0.0, TimestampsToReturn.Both, node(path));
    }

    NodeId node(String path) throws UaException {
        RelativePathElement[] elements = Arrays.stream(path.split("/"))
                .map(name -> new RelativePathElement(NodeIds.HierarchicalReferences, false, true, name(name)))
                .toArray(RelativePathElement[]::new);
        UShort line = requireNonNull(client.getNamespaceTable().getIndex(LineNamespace.URI));
        BrowsePathResult found = requireNonNull(client.translateBrowsePaths(
                        List.of(new BrowsePath(new NodeId(line, "Line.Cells.TRAY-A"), new RelativePath(elements))))
                .getResults())[0];
        assertThat(found.getStatusCode().isGood()).as(path).isTrue();
        return requireNonNull(found.getTargets())[0].getTargetId().toNodeIdOrThrow(client.getNamespaceTable());
    }

    private QualifiedName name(String text) {
        String uri = NAMESPACES.get(text.substring(0, 1));
        return new QualifiedName(requireNonNull(client.getNamespaceTable().getIndex(uri)), text.substring(2));
    }
}
