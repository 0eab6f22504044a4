package dev.mortise.controller.adapter.web;

import dev.mortise.controller.adapter.access.TlsKey;
import dev.mortise.controller.adapter.history.Archive;
import dev.mortise.controller.adapter.history.History;
import dev.mortise.controller.adapter.record.LiveBoard;
import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.alarm.AlarmBook;
import dev.mortise.controller.domain.alarm.AlarmEvent;
import dev.mortise.controller.domain.alarm.AlarmId;
import dev.mortise.controller.domain.alarm.Priority;
import dev.mortise.controller.domain.cause.Cause;
import dev.mortise.controller.domain.plant.BufferSpec;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.CellSpec;
import dev.mortise.controller.domain.plant.PlaceId;
import dev.mortise.controller.domain.plant.PlantSpec;
import dev.mortise.controller.domain.plant.PlcSpec;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.domain.rack.RackId;
import dev.mortise.controller.port.AlarmsView;
import dev.mortise.controller.port.BlackBoxes;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.RobotSays;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The one way to build a door for a test: two cells, one robot, a desk that notes what it is asked. */
public final class AHouse implements AutoCloseable {

    public static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    public final LiveBoard board = new LiveBoard("plant-1", true, List.of("TRAY-A", "LEAK-A"), NOON);
    private static final LinkFigures FIGURES = new LinkFigures(
            5_000,
            3,
            2,
            1,
            0,
            Map.of("crc", 4L, "epoch", 0L),
            new LinkFigures.Times(400_000, 900_000, 1_100_000, 1_500_000),
            new LinkFigures.Times(50_000, 80_000, 100_000, 200_000));
    public final List<String> asked = new ArrayList<>();
    public final Map<RackId, RackBuild> stored = new HashMap<>();
    public Optional<String> refusal = Optional.empty();
    public boolean ready = true;
    public List<RobotView> robots = List.of(new RobotView(
            new RobotId("HV-1"),
            true,
            true,
            "COMMANDING_ACTIVE",
            List.of(0.5, 0.25),
            120,
            1,
            FIGURES,
            RobotSays.NOTHING));
    public final ANotedPast journals = new ANotedPast();
    private final Web.Setup setup;
    private final Web web;

    /** A house whose door stands open. */
    public AHouse() {
        this(new Web.Admission.Everybody());
    }

    public AHouse(Web.Admission admission) {
        this(admission, Optional.empty());
    }

    public AHouse(Web.Admission admission, Optional<TlsKey> tls) {
        this(admission, tls, new Archive(Path.of("there-is-no-history"), NOON));
    }

    /** One whose past is kept somewhere. */
    public AHouse(Archive archive) {
        this(new Web.Admission.Everybody(), Optional.empty(), archive);
    }

    private AHouse(Web.Admission admission, Optional<TlsKey> tls, Archive archive) {
        setup = new Web.Setup(
                "127.0.0.1",
                0,
                tls,
                admission,
                new NotingDesk(this),
                board,
                () -> robots,
                site(),
                new OneBlackBox(),
                "1.2.3",
                () -> ready,
                new History(archive, journals));
        web = Web.start(setup);
    }

    private static Site site() {
        List<RobotSpec.JointSpec> joints = List.of(
                new RobotSpec.JointSpec("x", true, -0.5, 1.5, 2, 8, 80),
                new RobotSpec.JointSpec("c", false, -3, 3, 4, 20, 200));
        RobotSpec robot = new RobotSpec(
                new RobotId("HV-1"),
                "127.0.0.1",
                1,
                2_000,
                RobotSpec.Kinematics.GANTRY,
                joints,
                Map.of("home", List.of(0.0, 0.0)),
                Optional.empty(),
                RobotKey.NONE,
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
        return Site.of(
                new PlantSpec(
                        "plant-1",
                        "LINE-1",
                        List.of(cell("TRAY-A", List.of(robot)), cell("LEAK-A", List.of())),
                        List.of(new BufferSpec(new PlaceId("BUF-1"), 2)),
                        cell("AMR-1", List.of())),
                List.of());
    }

    private static CellSpec cell(String id, List<RobotSpec> robots) {
        return new CellSpec(
                new CellId(id),
                "title of " + id,
                Set.of(),
                PlcSpec.open("opc.tcp://127.0.0.1:1/" + id),
                robots,
                List.of());
    }

    int port() {
        return web.port();
    }

    /** Sockets that are open at the door. */
    int connections() {
        return web.connections();
    }

    /** As if so much time had passed for those that are connected. */
    void later(Duration time) {
        web.sweepAfter(time);
    }

    Web.Setup setup() {
        return setup;
    }

    public String url() {
        return setup.scheme() + "://127.0.0.1:" + web.port();
    }

    /** Of a push that was too hard. */
    private static final class OneBlackBox implements BlackBoxes {
        private static final String NAME = "20261127T070001.000Z-HV-1-overforce";

        @Override
        public List<Kept> newestFirst() {
            return List.of(new Kept(
                    NAME, "HV-1", "R-1/insert.C07/1/insert", "PART_FAILURE", "overforce", "2026-11-27T07:00:01Z"));
        }

        @Override
        public Optional<String> picture(String name) {
            return name.equals(NAME) ? Optional.of("<svg/>") : Optional.empty();
        }
    }

    public AHouse rack(String id, boolean released) {
        return rack(id, "TRAY-A", released, PlantView.Wanted.NOTHING);
    }

    /** One that waits for somebody to let it start. */
    AHouse ordered(String id, String by, int priority) {
        PlantView.Ordered ordered = new PlantView.Ordered(by, Instant.parse("2026-11-24T03:00:00Z"));
        return rack(
                id,
                "",
                false,
                new PlantView.Wanted(false, priority, List.of(), Optional.empty(), Optional.of(ordered)));
    }

    private AHouse rack(String id, String place, boolean released, PlantView.Wanted wanted) {
        board.put(new PlantView.RackView(
                id,
                "nvl72",
                place,
                1,
                20,
                30,
                3,
                0,
                54,
                "insert-compute-tray.C07, attempt 2",
                released,
                wanted,
                "worked on",
                Cause.root(Cause.Kind.PROGRESS, id, "worked on", "")));
        return this;
    }

    /** Whether a command took effect. */
    public AHouse doubt() {
        board.questions(
                "TRAY-A",
                List.of(new PlantView.QuestionView(
                        "doubt-TRAY-A",
                        "TRAY-A",
                        "Was the command carried out?",
                        List.of(),
                        List.of(new PlantView.Choice("not-done", "it is sent again")),
                        Act.RESOLVE_DOUBT,
                        Instant.EPOCH)));
        return this;
    }

    public AHouse question() {
        board.questions(
                "R-1",
                List.of(new PlantView.QuestionView(
                        "R-1-leak-2",
                        "R-1",
                        "The leak test failed twice. How does it go on?",
                        List.of("leak_rate = 60 sccm"),
                        List.of(new PlantView.Choice("retry", "it is tried once more")),
                        Act.RUN,
                        Instant.EPOCH)));
        return this;
    }

    /** TRAY-A's link went down and came back; LEAK-A stands aborted and somebody has said something about it. */
    public AHouse alarms(String comment) {
        AlarmId link = new AlarmId("TRAY-A", Cause.Kind.LINK_DOWN);
        AlarmId aborted = new AlarmId("LEAK-A", Cause.Kind.UNIT_ABORTED);
        Instant at = Instant.parse("2026-11-24T03:00:00Z");
        AlarmBook book = Stream.<AlarmEvent>of(
                        raised(link, "PLC link down", "it answers", Optional.empty(), at),
                        new AlarmEvent.AlarmReturned(link, at.plusSeconds(10)),
                        raised(aborted, "aborted", "clear it", Optional.of("it is known why"), at.plusSeconds(20)),
                        new AlarmEvent.AlarmAcknowledged(aborted, "anna", comment, at.plusSeconds(30)))
                .reduce(AlarmBook.EMPTY, AlarmBook::apply, (before, after) -> after);
        board.put(AlarmsView.of(book, at.plusSeconds(40)), book.history());
        return this;
    }

    private static AlarmEvent raised(AlarmId id, String text, String remedy, Optional<String> confirm, Instant at) {
        return new AlarmEvent.AlarmRaised(id, Priority.MEDIUM, text, remedy, confirm, Optional.empty(), at);
    }

    @Override
    public void close() {
        web.close();
    }
}
