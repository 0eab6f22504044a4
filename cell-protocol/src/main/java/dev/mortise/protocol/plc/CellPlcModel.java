package dev.mortise.protocol.plc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The information model of a cell PLC as {@code cell-plc.yaml} states it: robot-sim serves it, the controller checks a
 * PLC against it.
 */
public record CellPlcModel(String namespace, int version, String root, List<PlcNode> nodes, List<PlcMethod> methods) {

    /** Hands a robot's key to the PLC of its cell. */
    public static final String SET_SESSION_KEY = "Robots/SetSessionKey";

    private static final String RESOURCE = "cell-plc.yaml";

    public CellPlcModel {
        nodes = List.copyOf(nodes);
        methods = List.copyOf(methods);
    }

    /** The model this build was made with. */
    public static CellPlcModel load() {
        try (InputStream in = CellPlcModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the cell-protocol jar");
            }
            return read(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The method of a path.
     *
     * @throws IllegalArgumentException when there is none
     */
    public PlcMethod method(String path) {
        return methods.stream()
                .filter(method -> method.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the contract has no method " + path));
    }

    /** String part of the node id of a path: {@code Cell/Command/Id}. */
    public String identifier(String path) {
        return root + "/" + path;
    }

    private static CellPlcModel read(JsonNode yaml) {
        List<PlcNode> nodes = new ArrayList<>();
        for (JsonNode node : yaml.get("nodes")) {
            nodes.add(new PlcNode(
                    node.get("path").asString(),
                    PlcNode.Type.valueOf(node.get("type").asString()),
                    node.has("rank") && node.get("rank").asString().equals("array"),
                    node.get("access").asString().equals("write"),
                    node.get("meaning").asString()));
        }
        return new CellPlcModel(
                yaml.get("namespace").asString(),
                yaml.get("version").asInt(),
                yaml.get("root").asString(),
                nodes,
                methods(yaml));
    }

    private static List<PlcMethod> methods(JsonNode yaml) {
        List<PlcMethod> methods = new ArrayList<>();
        for (JsonNode method : yaml.get("methods")) {
            methods.add(new PlcMethod(
                    method.get("path").asString(),
                    arguments(method.get("inputs")),
                    arguments(method.get("outputs")),
                    method.get("meaning").asString()));
        }
        return methods;
    }

    private static List<PlcMethod.Argument> arguments(JsonNode list) {
        List<PlcMethod.Argument> arguments = new ArrayList<>();
        for (JsonNode argument : list) {
            arguments.add(new PlcMethod.Argument(
                    argument.get("name").asString(),
                    PlcNode.Type.valueOf(argument.get("type").asString()),
                    argument.get("meaning").asString()));
        }
        return arguments;
    }
}
