package dev.mortise.protocol.plc;

/**
 * One variable of a cell PLC.
 *
 * @param path below the root object, parts separated by '/'
 * @param array true for one dimension, false for a scalar
 * @param written by the controller; otherwise written by the PLC
 */
public record PlcNode(String path, Type type, boolean array, boolean written, String meaning) {

    /** OPC UA built-in types that the contract uses, named as in OPC 10000-6. */
    public enum Type {
        Boolean,
        Int32,
        UInt32,
        Double,
        String,
        /** Of arguments alone: no variable of the contract is one. */
        ByteString
    }
}
