package dev.mortise.sim.plc;

import dev.mortise.protocol.plc.CellPlcModel;
import dev.mortise.protocol.plc.PlcNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process image without a server: values by path, and the order in which the program showed them. */
final class TableImage implements Image {

    /** Paths in the order they were shown. */
    final List<String> shown = new ArrayList<>();

    private final Map<String, Object> values = new HashMap<>();

    TableImage() {
        for (PlcNode node : CellPlcModel.load().nodes()) {
            values.put(node.path(), zero(node));
        }
    }

    private static Object zero(PlcNode node) {
        return switch (node.type()) {
            case Boolean -> node.array() ? new Boolean[0] : (Object) false;
            case Int32 -> 0;
            case UInt32 -> 0L;
            case Double -> node.array() ? new Double[0] : (Object) 0.0;
            case String -> node.array() ? new String[0] : (Object) "";
            case ByteString -> new byte[0];
        };
    }

    @Override
    public Object read(String path) {
        return Optional.ofNullable(values.get(path))
                .orElseThrow(() -> new IllegalArgumentException("the contract has no node " + path));
    }

    @Override
    public void show(String path, Object value) {
        read(path);
        values.put(path, value);
        shown.add(path);
    }

    @Override
    public void unknown(String path) {
        read(path);
        values.remove(path);
    }

    /** As a controller writes. */
    void write(String path, Object value) {
        read(path);
        values.put(path, value);
    }
}
