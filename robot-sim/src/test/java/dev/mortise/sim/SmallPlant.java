package dev.mortise.sim;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plant.yaml of one cell, one robot and a transporter, on ports that nobody uses. */
record SmallPlant(int cellPort, int transporterPort, int robotPort) {

    static SmallPlant onFreePorts() throws IOException {
        try (ServerSocket cell = new ServerSocket(0);
                ServerSocket transporter = new ServerSocket(0);
                DatagramSocket robot = new DatagramSocket(0)) {
            return new SmallPlant(cell.getLocalPort(), transporter.getLocalPort(), robot.getLocalPort());
        }
    }

    String cellEndpoint() {
        return "opc.tcp://127.0.0.1:" + cellPort + "/FRAME-A";
    }

    String transporterEndpoint() {
        return "opc.tcp://127.0.0.1:" + transporterPort + "/AMR-1";
    }

    Path writtenTo(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("plant.yaml"), """
                line:
                  cells:
                    - id: FRAME-A
                      capabilities: [dock, fasten]
                      plc: { endpoint: "%s" }
                      robots:
                        - id: FR-1
                          realtime: { port: %d, cycle_us: 2000 }
                          joints:
                            - { min: -3.1, max: 3.1, velocity_max: 2.6, acceleration_max: 10.0, jerk_max: 100.0 }
                          poses:
                            home: [0.5]
                  transporter:
                    id: AMR-1
                    capabilities: [transport]
                    plc: { endpoint: "%s" }
                """.formatted(cellEndpoint(), robotPort, transporterEndpoint()));
    }
}
