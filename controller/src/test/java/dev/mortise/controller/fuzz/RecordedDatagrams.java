package dev.mortise.controller.fuzz;

import dev.mortise.controller.adapter.realtime.AnIdleEnd;
import dev.mortise.controller.adapter.realtime.Engine;
import dev.mortise.controller.adapter.realtime.RealtimeEngine;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.sim.robot.RobotConfig;
import dev.mortise.sim.robot.Robots;
import dev.mortise.sim.wire.DatagramWire;
import dev.mortise.sim.wire.Fates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the engine and a simulated robot say to each other during a session and a motion, both ways, to the byte. */
public final class RecordedDatagrams extends AnIdleEnd {

    /** Of thousands that differ in a few bytes. */
    private static final int KEPT_OF = 10;

    private final List<byte[]> all = Collections.synchronizedList(new ArrayList<>());

    private RecordedDatagrams() {}

    /** With the key of a file, or none. */
    static List<byte[]> of(Optional<Path> keyFile) throws Exception {
        return new RecordedDatagrams().record(keyFile);
    }

    /** The same session and motion by an engine that somebody else listens to. */
    public static void with(Engine engine) throws Exception {
        new RecordedDatagrams().talk(engine, Optional.empty());
    }

    private List<byte[]> record(Optional<Path> keyFile) throws Exception {
        try (Engine engine = new RealtimeEngine(true, 24)) {
            talk(engine, keyFile);
        }
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i < KEPT_OF || i % KEPT_OF == 0) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private void talk(Engine engine, Optional<Path> keyFile) throws Exception {
        dev.mortise.sim.robot.RobotKey key = keyFile.isPresent()
                ? dev.mortise.sim.robot.RobotKey.of(SharedKey.read(keyFile.orElseThrow()))
                : dev.mortise.sim.robot.RobotKey.none();
        try (Robots robots = robots(key);
                DatagramWire wire = wire(robots.port("HV-1"))) {
            robots.start();
            RobotLink robot = engine.add(spec(wire.port(), keyFile));
            robot.open(1, this);
            String life = status().life();
            robot.run(
                    new CommandId("R-1/move/1/go"),
                    1,
                    new MotionProgram(List.of(new Segment.Joints(List.of(0.3, 0.2), 1))),
                    life);
            StepReport unusedItEnded = report();
        }
    }

    private DatagramWire wire(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new DatagramWire(
                new InetSocketAddress(here, 0), new InetSocketAddress(here, port), (way, number, content) -> {
                    keep(content.duplicate());
                    return Fates.Fate.PASSES;
                });
    }

    private void keep(ByteBuffer content) {
        byte[] datagram = new byte[content.remaining()];
        content.get(datagram);
        all.add(datagram);
    }

    private Robots robots(dev.mortise.sim.robot.RobotKey key) throws IOException {
        RobotConfig config = new RobotConfig(
                "HV-1",
                0,
                2_000,
                List.of(new RobotConfig.Joint(-1, 1, 2, 8, 80), new RobotConfig.Joint(-1, 1, 2, 8, 80)),
                List.of(0.0, 0.0),
                1,
                Double.POSITIVE_INFINITY,
                key,
                Optional.empty(),
                RobotConfig.LINK_TIMEOUT_MILLIS,
                true);
        return new Robots(List.of(new Robots.Placed(config, this)), "127.0.0.1", 0);
    }

    private static RobotSpec spec(int port, Optional<Path> keyFile) {
        return new RobotSpec(
                new RobotId("HV-1"),
                "127.0.0.1",
                port,
                2_000,
                RobotSpec.Kinematics.GANTRY,
                List.of(new JointSpec("x", true, -1, 1, 2, 8, 80), new JointSpec("y", true, -1, 1, 2, 8, 80)),
                Map.of(),
                Optional.empty(),
                keyFile.<RobotKey>map(file -> new RobotKey.File(file.toString()))
                        .orElse(RobotKey.NONE),
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }
}
