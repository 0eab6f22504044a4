package dev.mortise.protocol.plc;

import java.util.List;

/**
 * One method of a cell PLC.
 *
 * @param path below the root object, parts separated by '/'; what stands before the last one is the object that it is called on
 */
public record PlcMethod(String path, List<Argument> inputs, List<Argument> outputs, String meaning) {

    /** Of a method: a scalar. */
    public record Argument(String name, PlcNode.Type type, String meaning) {}

    public PlcMethod {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Path of the object that has it. */
    public String object() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** Without its object. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
