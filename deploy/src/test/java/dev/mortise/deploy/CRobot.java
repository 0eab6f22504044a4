package dev.mortise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** cell-protocol/examples/c-robot, built by its own Makefile and run as a process. */
final class CRobot implements AutoCloseable {

    static final int CYCLE_MICROS = 2_000;
    static final int PUSH = 1;
    /** Where its slot begins, along the pushing axis. */
    static final double MOUTH_METRES = 0.6;

    static final double STROKE_METRES = 0.25;
    static final List<JointSpec> JOINTS = List.of(
            new JointSpec("x", true, -0.5, 1.5, 2, 8, 80),
            new JointSpec("y", true, -0.2, 1.3, 1.5, 8, 80),
            new JointSpec("z", true, 0.1, 2.4, 2, 8, 80),
            new JointSpec("c", false, -3.2, 3.2, 4, 20, 200));
    private static final Path SOURCES = Product.repository().resolve("cell-protocol/examples/c-robot");
    private static final String READY = "c-robot ready on port ";

    private final Process process;
    private final int port;

    private CRobot(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Without a key where the file is empty. */
    static CRobot builtIn(Path directory, Optional<Path> keyFile) throws IOException {
        Ran make = Ran.of(new ProcessBuilder("make", "-C", SOURCES.toString(), "BUILD=" + directory));
        assertThat(make.exitCode())
                .as(
                        "c-robot is built; it needs gcc, make, nanopb and libcrypto (deploy/test installs them where it may):\n"
                                + make.output())
                .isZero();
        Process process = started(directory, keyFile);
        String said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(said).startsWith(READY);
        return new CRobot(process, Integer.parseInt(said.substring(READY.length())));
    }

    static Process started(Path directory, Optional<Path> keyFile) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("c-robot").toString(), "0"));
        keyFile.ifPresent(file -> command.addAll(List.of("127.0.0.1", file.toString())));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    int port() {
        return port;
    }

    /** The robot as a plant names it, reached at another port when something stands between. */
    static RobotSpec at(int port, Optional<Path> keyFile) {
        return new RobotSpec(
                new RobotId("C-1"),
                "127.0.0.1",
                port,
                CYCLE_MICROS,
                RobotSpec.Kinematics.GANTRY,
                JOINTS,
                Map.of(),
                Optional.of(new InsertionSpec(PUSH, STROKE_METRES, 2, 0.3, 0.045, Double.POSITIVE_INFINITY)),
                keyFile.<RobotKey>map(file -> new RobotKey.File(file.toString()))
                        .orElse(RobotKey.NONE),
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }

    @Override
    public void close() {
        Product.stop(process);
    }
}
