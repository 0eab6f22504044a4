package dev.mortise.controller.domain.plant;

/** Whence a robot and its controller have the key that their datagrams are tagged with. */
public sealed interface RobotKey {

    /** There is none: datagrams carry a checksum only. */
    RobotKey NONE = new None();

    /** A new one in each life of the controller, handed to the PLC of the cell over its encrypted link. */
    RobotKey OVER_OPCUA = new OverOpcUa();

    record None() implements RobotKey {}

    /** Both have the same file, each on its machine. */
    record File(String path) implements RobotKey {}

    record OverOpcUa() implements RobotKey {}
}
