package dev.mortise.controller.adapter.realtime;

import static dev.mortise.controller.adapter.realtime.ARobotCell.command;
import static dev.mortise.controller.adapter.realtime.ARobotCell.insertion;
import static dev.mortise.controller.adapter.realtime.ARobotCell.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mortise.controller.WhatIsLogged;
import dev.mortise.controller.adapter.engine.EngineKeeper;
import dev.mortise.controller.adapter.engine.EnginePlace;
import dev.mortise.controller.adapter.engine.EngineProcess;
import dev.mortise.controller.adapter.engine.EngineServer;
import dev.mortise.controller.adapter.engine.RemoteEngine;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine in a process of its own that loses its controller, or is lost by it. */
@Tag("wire")
@SuppressWarnings("NullAway.Init") // by begin()
class LostEngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private ARobotCell cell;
    private EnginePlace place;
    private EngineServer engine;

    @BeforeEach
    void begin() throws IOException {
        cell = new ARobotCell();
        place = new EnginePlace(directory.resolve("engine"));
        engine = EngineServer.open(place);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        engine.close();
        cell.close();
    }

    @Test
    void whileTheEngineIsAwayTheRobotComesToRestAndThePushIsDoneOnceWhenItIsBack() throws Exception {
        RobotLink robot = robot(controller());
        robot.open(1, cell);
        up();
        robot.run(command("insert"), 1, insertion());
        await().atMost(PATIENCE).until(() -> robot.view().session().equals("COMMANDING_ACTIVE"));

        engine.close();

        assertThat(cell.link()).startsWith("down: ").contains("the real-time engine, a process of its own, is gone");
        assertThat(robot.view().connected()).isFalse();
        assertThat(cell.hasReport()).as("nobody has said that it ended").isFalse();
        robot.run(command("insert"), 1, insertion()); // as a cell does that does not know yet: nobody hears it
        engine = EngineServer.open(place);
        up();
        robot.run(command("insert"), 1, insertion());
        StepReport report = cell.report();
        assertThat(report.command()).isEqualTo(command("insert"));
        assertThat(report.hadItsEffect()).as(report.reason()).isTrue();
        assertThat(cell.finished).as("pushed home once").hasValue(1);
    }

    @Test
    void whatTheEngineFinishedBeforeItWasLostIsNotDoneAgain() throws Exception {
        RobotLink robot = robot(controller());
        robot.open(1, cell);
        up();
        robot.run(command("move"), 1, to(0.3, 0.3));
        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);

        engine.close();
        assertThat(cell.link()).startsWith("down: ");
        engine = EngineServer.open(place);
        up();
        robot.run(command("move"), 1, to(0.3, 0.3));

        assertThat(cell.report().outcome()).isEqualTo(StepReport.Outcome.OK);
        assertThat(cell.finished).as("moved once").hasValue(1);
    }

    @Test
    void aControllerThatIsGoneLeavesARobotAtRestAndFreeForTheNextOne() throws Exception {
        RemoteEngine first = controller();
        RobotLink robot = robot(first);
        robot.open(1, cell);
        up();
        robot.run(command("insert"), 1, insertion());
        await().atMost(PATIENCE).until(() -> robot.view().session().equals("COMMANDING_ACTIVE"));

        first.close();
        RobotLink next = robot(controller());
        next.open(2, cell);

        up();
        assertThat(cell.finished).as("nobody led it on").hasValue(0);
        next.run(command("insert"), 2, insertion());
        StepReport report = cell.report();
        assertThat(report.outcome()).as(report.reason()).isEqualTo(StepReport.Outcome.OK);
    }

    @Test
    void aSecondControllerIsToldThatTheEngineHasOneAndTakesNothing() throws Exception {
        RobotLink robot = robot(controller());
        robot.open(1, cell);
        up();

        try (ARobotCell others = new ARobotCell()) {
            RobotLink second = controller().add(others.spec());
            second.open(9, others);

            assertThat(others.link())
                    .isEqualTo(
                            "down: the real-time engine, a process of its own, refuses: the engine has another controller");
        }
        assertThat(cell.linkChanges()).as("the first one's link stood").isZero();
    }

    @Test
    void aControllerThatFallsSilentLosesTheEngine() throws Exception {
        try (SocketChannel silent = connected()) {
            says(
                    silent,
                    "{\"kind\":\"hello\",\"version\":1,\"setup\":{\"acceptsSimulated\":true,\"horizonCycles\":24,"
                            + "\"tuning\":{\"idle\":\"PARK\",\"warmUpCycles\":0,\"priority\":null,\"cpu\":null},\"blackBox\":\"/nowhere\",\"robots\":[]}}");
            assertThat(heard(silent)).as("welcome, and in the end nothing more").contains("\"kind\":\"welcome\"");
        }
        RobotLink robot = robot(controller());
        robot.open(1, cell);
        up();
    }

    @Test
    void anotherReleaseIsToldSo() throws Exception {
        try (SocketChannel other = connected()) {
            says(other, "{\"kind\":\"hello\",\"version\":7,\"something\":\"new\"}");

            assertThat(heard(other)).contains("the engine speaks version 1 of its wire, the controller 7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"kind\":\"unknown\"}", "{\"kind\":\"alive\"}"})
    void whatIsNoGreetingEndsThatConnectionAndNoOther(String said) throws Exception {
        try (SocketChannel stranger = connected()) {
            says(stranger, said);
            String unusedAnswer = heard(stranger);
        }
        RobotLink robot = robot(controller());
        robot.open(1, cell);
        up();
    }

    @Test
    void aLengthThatIsNoneIsNotWaitedFor() throws Exception {
        try (SocketChannel stranger = connected()) {
            stranger.write(ByteBuffer.allocate(4).putInt(-1).flip());
            assertThat(heard(stranger)).isEmpty();
        }
    }

    @Test
    void thereIsOneEngineInAPlace() {
        assertThatThrownBy(() -> EngineServer.open(place)).hasMessageContaining("another engine runs in");
    }

    @Test
    void aDirectoryThatOthersMayEnterIsNotUsed() throws IOException {
        Path others = Files.createDirectory(directory.resolve("others"));
        Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(() -> EngineServer.open(new EnginePlace(others)))
                .hasMessageContaining("is open to others than its owner")
                .hasMessageContaining("chmod 700");
    }

    @Test
    void whoStartsTheEngineHimselfIsToldHowWhenItIsNotThere() throws Exception {
        engine.close();
        RobotLink robot = robot(controller());
        robot.open(1, cell);

        assertThat(cell.link())
                .startsWith("down: no real-time engine in " + place.directory())
                .endsWith("realtime.process is external: start it with `mortise engine`");
    }

    @ParameterizedTest
    @CsvSource({"cat, INFO, is being started", "false, WARN, ended with exit code 1"})
    void anEngineThatIsBeingStartedIsNothingToWarnOfAndOneThatEndsIs(String program, String level, String why)
            throws Exception {
        engine.close();
        try (WhatIsLogged said = WhatIsLogged.by(RemoteEngine.class)) {
            robot(controller(new EngineProcess(List.of(program)))).open(1, cell);

            await().atMost(PATIENCE)
                    .until(() -> said.events().stream()
                            .anyMatch(event -> event.getFormattedMessage().contains(why)
                                    && event.getLevel().levelStr.equals(level)));
            assertThat(said.warnings().isEmpty()).isEqualTo(level.equals("INFO"));
        }
    }

    private RemoteEngine controller() {
        return controller(EngineKeeper.somebodyElse());
    }

    private RemoteEngine controller(EngineKeeper keeper) {
        RemoteEngine made = new RemoteEngine(
                place, new RemoteEngine.Setup(true, 24, Tuning.NONE, directory.resolve("blackbox")), keeper);
        open.add(made);
        return made;
    }

    private RobotLink robot(RemoteEngine of) {
        return of.add(cell.spec());
    }

    private void up() throws InterruptedException {
        String told = cell.link();
        while (!told.equals("up, simulated")) {
            assertThat(told).startsWith("down: ");
            told = cell.link();
        }
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(place.directory().resolve("engine.sock")));
    }

    private static void says(SocketChannel to, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
        while (out.hasRemaining()) {
            int unusedCount = to.write(out);
        }
    }

    /** All that comes until the other end closes. */
    private static String heard(SocketChannel from) throws IOException {
        StringBuilder all = new StringBuilder();
        ByteBuffer in = ByteBuffer.allocate(1_000);
        while (from.read(in) >= 0) {
            all.append(new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1));
            in.clear();
        }
        return all.toString();
    }
}
