package dev.mortise.controller.adapter.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.RobotSays;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How the robots of the past stand. */
class JointsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long MANY = 1_000_000_000;
    private static final int AXES = 6;
    private static final LinkFigures NO_FIGURES =
            new LinkFigures(0, 0, 0, 0, 0, Map.of(), LinkFigures.Times.NONE, LinkFigures.Times.NONE);

    @TempDir
    Path directory;

    @Test
    void aRobotStandsAsItStoodWithinAMillimetreOrAMilliradian() throws Exception {
        Recorder recorder = recorder();
        for (int i = 0; i < 1_000; i++) {
            recorder.look(looked(i), List.of(robot("HV-1", Math.sin(i / 50.0)), robot("FC-1", 0.5)));
        }

        Archive archive = archive(looked(1_000));
        for (int i = 0; i < 1_000; i += 37) {
            JsonNode robots = robots(archive, looked(i).plusMillis(90));
            for (JsonNode joint : robots.path(0).path("joints")) {
                assertThat(joint.asDouble()).isCloseTo(Math.sin(i / 50.0), within(Joints.RESOLUTION * 1.5));
            }
            assertThat(robots.path(1).path("id").asString()).isEqualTo("FC-1");
            assertThat(robots.path(1).path("joints").path(0).asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    void aRobotThatOnlyTremblesIsWrittenOnce() throws Exception {
        Recorder recorder = recorder();
        recorder.look(BEGIN, List.of(robot("HV-1", 0.4995)));
        long once = bytes();

        for (int i = 1; i < 20; i++) {
            recorder.look(looked(i), List.of(robot("HV-1", 0.4995 + (i % 2) * 0.0004)));
        }

        assertThat(bytes()).isEqualTo(once);
    }

    @Test
    void aRobotThatIsNotHeardStandsAsItWasHeardLastAndIsSaidToBeLost() throws Exception {
        Recorder recorder = recorder();
        recorder.look(BEGIN, List.of(robot("HV-1", 0.25)));
        recorder.look(looked(1), List.of(lost("HV-1", 0.25)));

        assertThat(robots(archive(looked(2)), BEGIN).path(0).path("connected").asBoolean())
                .isTrue();
        JsonNode after = robots(archive(looked(2)), looked(1)).path(0);
        assertThat(after.path("connected").asBoolean()).isFalse();
        assertThat(after.path("joints").path(0).asDouble()).isEqualTo(0.25);
    }

    @Test
    void manyRobotsThatMoveAllDayWriteNoMoreThanADayMayHaveAndEachIsSeenMoving() throws Exception {
        Recorder recorder = recorder();
        int looks = (int) (Duration.ofHours(4).toMillis() / LOOK.toMillis());
        for (int i = 0; i < looks; i++) {
            double turned = Math.sin(i / 50.0);
            recorder.look(
                    looked(i),
                    IntStream.range(0, 64)
                            .mapToObj(number -> robot("R-" + number, turned))
                            .toList());
        }

        recorder.close();
        // four of 24 hours, what could be saved up before, a first picture of each file and its beats
        assertThat(bytes()).isBetween(Joints.BYTES_A_DAY / 8, Joints.BYTES_A_DAY / 4);
        Archive archive = archive(looked(looks));
        List<Double> stood = new ArrayList<>();
        for (int minute = 1; minute < 240; minute++) {
            stood.add(robots(archive, BEGIN.plus(Duration.ofMinutes(minute)))
                    .path(63)
                    .path("joints")
                    .path(0)
                    .asDouble());
        }
        assertThat(stood.stream().distinct().count()).isGreaterThan(200);
    }

    @Test
    void jointsTakeAQuarterOfWhatTheHistoryMayHaveAndPicturesTheRest() {
        Keeping keeping = new Keeping(directory, Duration.ofDays(90), 2_000);

        assertThat(keeping.ofJoints().bytes()).isEqualTo(500);
        assertThat(keeping.ofPictures().bytes()).isEqualTo(1_500);
        assertThat(keeping.ofPictures().directory()).isEqualTo(directory);
    }

    @Test
    void aDayThatIsSetBackGivesNothingToWrite() {
        Allowance allowance = new Allowance(86_400_000, 1_000);
        assertThat(allowance.isLeft(10_000)).isTrue();
        allowance.spend(2_000);

        assertThat(allowance.isLeft(10_000)).as("used up").isFalse();
        assertThat(allowance.isLeft(5_000)).as("set back").isFalse();
        assertThat(allowance.isLeft(5_900)).as("0.9 of 1 s").isFalse();
        assertThat(allowance.isLeft(6_100)).as("1.1 s").isTrue();
    }

    @Test
    void aHistoryWithoutJointsSaysSo() {
        Recorder recorder = recorder();
        recorder.look(new APlantThatIsShown(1).shownAt(BEGIN));

        assertThatThrownBy(() -> archive(looked(1)).at(BEGIN))
                .isInstanceOf(Unknown.class)
                .hasMessage("nothing was recorded yet");
    }

    private Recorder recorder() {
        return new Recorder(new Keeping(directory, Duration.ofDays(36_500), MANY), 100_000);
    }

    private Archive archive(Instant now) {
        return new Archive(directory, Clock.fixed(now, ZoneOffset.UTC)).ofJoints();
    }

    private static Instant looked(int times) {
        return BEGIN.plus(LOOK.multipliedBy(times));
    }

    private static JsonNode robots(Archive archive, Instant at) throws Unknown {
        return archive.at(at).picture().plant(at).path("robots");
    }

    private static RobotView robot(String id, double joint) {
        return view(id, joint, true);
    }

    private static RobotView lost(String id, double joint) {
        return view(id, joint, false);
    }

    private static RobotView view(String id, double joint, boolean connected) {
        List<Double> joints = IntStream.range(0, AXES).mapToObj(axis -> joint).toList();
        return new RobotView(new RobotId(id), connected, true, "IDLE", joints, 0, 1, NO_FIGURES, RobotSays.NOTHING);
    }

    /** As they were written, before they were packed. */
    private long bytes() throws IOException {
        long bytes = 0;
        for (HistoryFile file : HistoryFile.in(directory.resolve("joints"))) {
            for (Line line : file.read()) {
                bytes += line.text().length();
            }
        }
        return bytes;
    }
}
