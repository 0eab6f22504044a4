package dev.mortise.controller.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Blend;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the controller tells an engine in a process of its own arrives as it was said. */
class EngineWireTest {

    @TempDir
    private Path directory;

    @Test
    void everyKindOfSegmentArrives() throws IOException {
        List<List<Segment>> programs = List.of(
                List.of(
                        new Segment.Joints(List.of(0.1, -0.2), 0.5, Blend.ofAxes(0.08)),
                        new Segment.Straight(List.of(1.0, 2.0), 1, Blend.ofTool(0.05))),
                List.of(new Segment.Insert(
                        1,
                        0.25,
                        0.18,
                        0.9,
                        0.15,
                        1_400,
                        900,
                        0.245,
                        Optional.of(new Segment.Insert.Search(0.0015, 0.0005)),
                        8_000,
                        Optional.of(new Segment.Insert.Yield(20_000, 0.0015)))));
        assertThat(programs.stream()
                        .flatMap(List::stream)
                        .<Class<?>>map(Segment::getClass)
                        .collect(Collectors.toSet()))
                .as("no kind is forgotten here")
                .isEqualTo(Set.of(Segment.class.getPermittedSubclasses()));
        UnixDomainSocketAddress place = UnixDomainSocketAddress.of(directory.resolve("engine"));
        try (ServerSocketChannel server =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(place);
                SocketChannel controller = SocketChannel.open(place);
                SocketChannel engine = server.accept()) {
            for (List<Segment> segments : programs) {
                EngineMessage.Run said = new EngineMessage.Run(
                        new RobotId("HV-1"), new CommandId("R-1/x/1/y"), 7, new MotionProgram(segments, 12.5), "life");

                new EngineWire(controller).send(said);

                assertThat(new EngineWire(engine).receive()).isEqualTo(said);
            }
        }
    }
}
