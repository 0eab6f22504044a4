package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.plant.RobotSpec.JointSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.MotionProgram.Segment;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.sim.robot.RobotConfig;
import dev.mortise.sim.robot.Robots;
import dev.mortise.sim.robot.Workpiece;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One simulated gantry on its UDP port, and what it pushes against. */
final class ARobotCell implements AutoCloseable, Workpiece, RobotLink.Listener {

    static final int PUSH = 1;
    static final double APPROACH = 0.6;
    private static final int CYCLE_MICROS = 2_000;
    static final int FAST_CYCLE_MICROS = 1_000;
    private static final double SEATED = 0.249;
    private static final long PATIENCE_SECONDS = 120; // of a motion of 500 cycles each may wait for a core twice
    private static final List<RobotConfig.Joint> JOINTS =
            List.of(new RobotConfig.Joint(-1, 1, 2, 8, 80), new RobotConfig.Joint(-0.2, 1.3, 1.5, 8, 80));

    private final BlockingQueue<String> links = new LinkedBlockingQueue<>();
    private final BlockingQueue<StepReport> reports = new LinkedBlockingQueue<>();
    final AtomicInteger finished = new AtomicInteger();
    private final List<Long> path = new CopyOnWriteArrayList<>();
    private volatile Optional<RobotStatus> said = Optional.empty();
    private long nowNanos;
    private Robots robots;
    private Optional<PatientClock> patient = Optional.empty();
    private final int port;
    private final int cycleMicros;
    private final Optional<SharedKey> key;
    private final Optional<String> keyFile;
    private final boolean handed;
    private dev.mortise.sim.robot.RobotKey robotKey = dev.mortise.sim.robot.RobotKey.none();

    ARobotCell() throws IOException {
        this(CYCLE_MICROS, true, Optional.empty(), false);
    }

    private ARobotCell(int cycleMicros, boolean clocked, Optional<AKey> shared, boolean handed) throws IOException {
        this.cycleMicros = cycleMicros;
        this.handed = handed;
        this.key = shared.map(AKey::key);
        this.keyFile = shared.map(AKey::file);
        robots = made(0);
        port = robots.port("HV-1");
        if (clocked) {
            robots.start();
        }
    }

    /** A robot whose cycles the test makes, one by one. */
    static ARobotCell withoutClock() throws IOException {
        return new ARobotCell(CYCLE_MICROS, false, Optional.empty(), false);
    }

    /** A robot whose key its PLC is handed. */
    static ARobotCell keyedByItsPlc() throws IOException {
        return new ARobotCell(CYCLE_MICROS, true, Optional.empty(), true);
    }

    /** The PLC was handed this one. */
    void handed(long epoch, SessionKey one) {
        if (!robotKey.put(epoch, SharedKey.of(one.bytes()))) {
            throw new AssertionError("the robot has a key of a later epoch");
        }
    }

    static ARobotCell of(int cycleMicros, Optional<AKey> key) throws IOException {
        return new ARobotCell(cycleMicros, true, key, false);
    }

    /** A robot that waits for its controller's answer before its next cycle, however long the machine takes. */
    static ARobotCell patient(Optional<AKey> key) throws IOException {
        ARobotCell cell = new ARobotCell(CYCLE_MICROS, false, key, false);
        cell.patient = Optional.of(new PatientClock(cell.robots, CYCLE_MICROS));
        return cell;
    }

    private Robots made(int wanted) throws IOException {
        robotKey = handed
                ? dev.mortise.sim.robot.RobotKey.fromPlc()
                : key.map(dev.mortise.sim.robot.RobotKey::of).orElseGet(dev.mortise.sim.robot.RobotKey::none);
        RobotConfig config = new RobotConfig(
                "HV-1",
                wanted,
                cycleMicros,
                JOINTS,
                List.of(0.0, 0.0),
                PUSH,
                APPROACH,
                robotKey,
                Optional.empty(),
                RobotConfig.LINK_TIMEOUT_MILLIS,
                false);
        return new Robots(List.of(new Robots.Placed(config, this)), "127.0.0.1", wanted);
    }

    /** The next cycle of a robot without a clock. */
    void cycle() {
        nowNanos += TimeUnit.MICROSECONDS.toNanos(cycleMicros);
        robots.cycle(nowNanos);
    }

    int port() {
        return port;
    }

    /** Where the pushing axis was in every cycle in which it moved beyond the approach, to the bit. */
    List<Long> path() {
        return List.copyOf(path);
    }

    /** Its controller has ended: a robot that is patient does not wait for it, until it has the next one. */
    void isLeftAlone() {
        patient.ifPresent(PatientClock::goesOnAlone);
    }

    void robotPowerOff() {
        patient.ifPresent(PatientClock::close);
        robots.close();
    }

    void robotPowerOn() throws IOException {
        robots = made(port);
        if (patient.isPresent()) {
            patient = Optional.of(new PatientClock(robots, cycleMicros));
        } else {
            robots.start();
        }
    }

    RobotSpec spec() {
        return spec(port);
    }

    /** This robot, reached at another port when something stands between. */
    RobotSpec spec(int at) {
        return handed ? spec(at, RobotKey.OVER_OPCUA) : spec(at, keyFile);
    }

    /** This robot as a plant.yaml has it that knows of another key, or of none. */
    RobotSpec spec(int at, Optional<String> otherKeyFile) {
        return spec(at, otherKeyFile.<RobotKey>map(RobotKey.File::new).orElse(RobotKey.NONE));
    }

    private RobotSpec spec(int at, RobotKey itsKey) {
        List<JointSpec> joints =
                List.of(new JointSpec("x", true, -1, 1, 2, 8, 80), new JointSpec("y", true, -0.2, 1.3, 1.5, 8, 80));
        return new RobotSpec(
                new RobotId("HV-1"),
                "127.0.0.1",
                at,
                cycleMicros,
                RobotSpec.Kinematics.GANTRY,
                joints,
                Map.of(),
                Optional.of(new InsertionSpec(PUSH, 0.25, 0, 0, 0, Double.POSITIVE_INFINITY)),
                itsKey,
                RobotSpec.PayloadSpec.ANY,
                Optional.empty());
    }

    static MotionProgram to(double x, double y) {
        return new MotionProgram(List.of(new Segment.Joints(List.of(x, y), 1.0)));
    }

    /** At a share of what the axes can do. */
    static MotionProgram slowlyTo(double x, double y, double speed) {
        return new MotionProgram(List.of(new Segment.Joints(List.of(x, y), speed)));
    }

    static MotionProgram insertion() {
        return insertion(1_400);
    }

    /** With another limit of the force. */
    static MotionProgram insertion(double forceMaxNewtons) {
        return new MotionProgram(List.of(
                new Segment.Joints(List.of(0.2, APPROACH), 1.0),
                new Segment.Insert(
                        PUSH,
                        0.25,
                        0.18,
                        0.9,
                        0.15,
                        forceMaxNewtons,
                        900,
                        0.245,
                        Optional.empty(),
                        0,
                        Optional.empty())));
    }

    static CommandId command(String step) {
        return new CommandId("R-1/insert-compute-tray.C07/1/" + step);
    }

    boolean hasReport() {
        return !reports.isEmpty();
    }

    StepReport report() throws InterruptedException {
        return Optional.ofNullable(reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("the motion did not end"));
    }

    /** Empty when there is none for so long. */
    Optional<StepReport> reportWithin(long seconds) throws InterruptedException {
        return Optional.ofNullable(reports.poll(seconds, TimeUnit.SECONDS));
    }

    String link() throws InterruptedException {
        return Optional.ofNullable(links.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("the link did not change"));
    }

    /** Empty when it does not change for so long. */
    Optional<String> linkWithin(long millis) throws InterruptedException {
        return Optional.ofNullable(links.poll(millis, TimeUnit.MILLISECONDS));
    }

    /** What the robot said of itself when its link came up last. */
    RobotStatus said() {
        return said.orElseThrow();
    }

    /** Changes of the link that were not asked for. */
    int linkChanges() {
        int changes = links.size();
        links.clear();
        return changes;
    }

    @Override
    public void linkUp(RobotStatus status) {
        said = Optional.of(status);
        links.add(status.simulated() ? "up, simulated" : "up, real");
    }

    @Override
    public void linkDown(String why) {
        links.add("down: " + why);
    }

    @Override
    public void motionEnded(StepReport report) {
        reports.add(report);
    }

    @Override
    public double resistanceNewtons(double depthMetres, double speedMetresPerSecond) {
        return depthMetres > SEATED ? 200 + 1.2e6 * (depthMetres - SEATED) : depthMetres > 0.19 ? 200 : 0;
    }

    @Override
    public int inputs() {
        return GRIPPED;
    }

    @Override
    public void reached(double depthMetres, double forceNewtons, long commandId) {
        path.add(Double.doubleToRawLongBits(depthMetres));
    }

    @Override
    public void motionFinished(long commandId) {
        finished.incrementAndGet();
    }

    @Override
    public boolean protectiveStop() {
        return false;
    }

    @Override
    public void close() {
        robotPowerOff();
    }
}
