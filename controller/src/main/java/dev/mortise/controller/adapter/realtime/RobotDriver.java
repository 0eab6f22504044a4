package dev.mortise.controller.adapter.realtime;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.motion.MotionExecution;
import dev.mortise.controller.domain.motion.RobotReading;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.plant.RobotSpec.InsertionSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.RobotLink.Listener;
import dev.mortise.controller.port.RobotLink.RobotView;
import dev.mortise.controller.port.SessionKey;
import dev.mortise.controller.port.Time;
import dev.mortise.protocol.realtime.Frame;
import dev.mortise.protocol.realtime.SharedKey;
import dev.mortise.protocol.realtime.v1.quick.CommandMode;
import dev.mortise.protocol.realtime.v1.quick.RobotCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One robot: its session and the motion it has in hand. Used by the real-time thread alone, the view excepted. */
final class RobotDriver {

    /** Category of a stop on the path with power kept: IEC 60204-1, 9.2.2, category 2. */
    private static final int STOP_ON_PATH = 2;

    private final RobotSpec spec;
    private final Session session;
    private final Events events;
    private final RobotReading reading;
    private final double[] setpoints;
    private final LinkMeter meter;
    private final LatestState latest;
    private final BlackBox blackBox;
    private final int pushAxis;
    private Optional<Listener> listener = Optional.empty();
    private Optional<MotionExecution> motion = Optional.empty();
    private Optional<StepReport> outcome = Optional.empty();
    private Optional<SharedKey> key = Optional.empty();
    private Optional<RobotStatus> status = Optional.empty();
    private Speed speed = Speed.FULL;
    private long motionHash;
    private final Quality quality = new Quality();
    private int boot;
    private long epoch;
    private boolean open;
    private boolean up;
    private long heardNanos;

    /** The newest state is kept. */
    private boolean said = true;

    /** Its answer is kept. */
    private boolean told = true;

    private String trouble = "";

    RobotDriver(RobotSpec spec, Session session, int horizonMax, Events events, BlackBox.Keeper keeper) {
        this.spec = spec;
        this.session = session;
        this.events = events;
        this.reading = new RobotReading(spec.joints().size());
        this.setpoints = new double[horizonMax * spec.joints().size()];
        this.meter = session.meter();
        this.latest = new LatestState(spec.id(), spec.joints().size());
        this.blackBox = new BlackBox(spec, keeper);
        this.pushAxis = spec.insertion().map(InsertionSpec::axis).orElse(0);
    }

    RobotView view() {
        return latest.read(meter.figures(), Time.ofTheMachine().moment());
    }

    void open(long newEpoch, Listener newListener) {
        listener = Optional.of(newListener);
        epoch = newEpoch;
        open = true;
    }

    boolean isKeyedByItsPlc() {
        return spec.key().equals(RobotKey.OVER_OPCUA);
    }

    /** The session with the key before is over; the next one is asked for with this one. */
    void key(SessionKey handed) {
        SharedKey newKey = SharedKey.of(handed.bytes());
        if (key.filter(newKey::isSame).isEmpty()) {
            if (key.isPresent()) {
                down("the robot's key is another one from now on");
            }
            key = Optional.of(newKey);
            session.restart(Frame.ofController(key));
        }
    }

    void run(CommandId id, long newEpoch, MotionProgram program, String life) {
        epoch = Math.max(epoch, newEpoch);
        if (!life.equals(RobotStatus.ANY_LIFE)
                && !life.equals(status.map(RobotStatus::life).orElse(""))) {
            return; // the cell has not heard yet that the robot was restarted
        }
        if (outcome.filter(report -> report.command().equals(id)).isPresent()) {
            tellOutcome();
        } else if (motion.filter(running -> running.command().equals(id)).isEmpty()) {
            begin(id, program);
        }
    }

    private void begin(CommandId id, MotionProgram program) {
        if (!up) {
            return; // asked again when the link is up
        }
        outcome = Optional.empty();
        blackBox.follows(program);
        motionHash = id.number();
        if (session.state().getCommandFinished() == motionHash) {
            finishedUnseen(id, program);
            return;
        }
        motion = Optional.of(new MotionExecution(id, program, spec));
        latest.carries(program.payloadKilograms());
        speed(speed);
        takeOutcome();
    }

    /** The robot ran it to its end while nobody here listened: where it stands is known, what it felt is not. */
    private void finishedUnseen(CommandId id, MotionProgram program) {
        boolean lost = program.insertion().isPresent();
        ended(new StepReport(
                id.value().substring(id.value().lastIndexOf('/') + 1),
                id,
                lost ? StepReport.Outcome.STATION_FAULT : StepReport.Outcome.OK,
                lost ? StepReport.RESULT_LOST : "",
                List.of(),
                Map.of(),
                Optional.empty()));
    }

    void speed(Speed newSpeed) {
        speed = newSpeed;
        motion.ifPresent(running -> running.speed(speed.share()));
    }

    void hold() {
        motion.ifPresent(MotionExecution::hold);
        takeOutcome();
    }

    void receive(long nowNanos) {
        keep();
        Session.Heard heard = session.receive(nowNanos, (int) epoch);
        if (heard == Session.Heard.OPENED) {
            opened();
            heard = session.receive(nowNanos, (int) epoch);
        }
        switch (heard) {
            case OPENED -> opened();
            case REFUSED -> down(session.refused());
            case STATE -> answer(nowNanos);
            case NOTHING -> {
                // a datagram that does not concern us is counted, nothing else
            }
        }
    }

    private void opened() {
        trouble = "";
        if (boot != session.reply().getBoot()) {
            boot = session.reply().getBoot();
            motion = motion.filter(MotionExecution::robotRestarted);
        }
        quality.restart();
        latest.opened(session.reply().getSimulated());
    }

    /** Once a cycle: no object is made here, nor in what is called, but at the beginning and the end of a motion. */
    private void answer(long nowNanos) {
        if (!States.read(session.state(), spec.joints().size(), pushAxis, reading)) {
            meter.count(LinkMeter.Count.INCOMPLETE);
            return;
        }
        said = false;
        heardNanos = nowNanos;
        if (!up) {
            keep();
            up = true;
            RobotStatus said = States.status(spec, session.reply(), session.state());
            status = Optional.of(said);
            tell(heard -> heard.linkUp(said));
        }
        MotionExecution.Answer say = MotionExecution.Answer.KEEP_ALIVE;
        if (motion.isPresent()) {
            say = motion.orElseThrow().observe(reading);
            takeOutcome();
        }
        RobotCommand command = session.answer(nowNanos, epoch, motion.isPresent() ? motionHash : 0);
        switch (say) {
            case SETPOINTS -> fill(command, motion.orElseThrow());
            case STOP -> stop(command);
            case KEEP_ALIVE -> command.setMode(CommandMode.COMMAND_HOLD);
        }
        session.sendAnswer();
        told = false;
    }

    /**
     * Keeps what was heard and told: after the answer, and after those of all robots that have spoken at once, or before anybody
     * hears of it. Once for each.
     */
    void keep() {
        if (!said) {
            said = true;
            blackBox.said(heardNanos, session.state(), reading.forceNewtons());
            quality.heard(reading.cycle());
            latest.heard(heardNanos, session.state(), reading, quality.share());
        }
        if (!told) {
            told = true;
            blackBox.told(session.command());
            meter.note();
        }
    }

    private static void stop(RobotCommand command) {
        command.setMode(CommandMode.COMMAND_HOLD).setStopCategory(STOP_ON_PATH);
    }

    private void fill(RobotCommand command, MotionExecution running) {
        int count = running.setpoints(reading, session.horizon(), setpoints);
        if (count == 0) {
            stop(command);
            return;
        }
        command.setMode(CommandMode.COMMAND_JOINT_POSITION)
                .setFirstCycle(reading.cycle() + 1)
                .setSetpoints(count)
                .setMoveIndex(running.moveIndex())
                .setFinished(running.last());
        command.getMutableHorizon().addAll(setpoints, 0, count * spec.joints().size());
    }

    void tick(long nowNanos) {
        if (!open) {
            return;
        }
        if (isKeyedByItsPlc() && key.isEmpty()) {
            down("the robot's key waits for the link to the PLC of its cell, which is handed it first");
        } else if (!session.tick(nowNanos, epoch)) {
            down(session.silence());
        } else if (session.unverified() != Frame.Fault.NONE) {
            down(Refusals.sentence(session.unverified(), isKeyedByItsPlc()));
        }
    }

    private void takeOutcome() {
        if (motion.isPresent() && motion.orElseThrow().ended().isPresent()) {
            ended(motion.orElseThrow().ended().orElseThrow());
        }
    }

    private void ended(StepReport report) {
        keep();
        motion = Optional.empty();
        latest.carries(LatestState.NOBODY_SAYS);
        outcome = Optional.of(report);
        blackBox.ended(report);
        tellOutcome();
    }

    private void tellOutcome() {
        outcome.ifPresent(report -> tell(heard -> heard.motionEnded(report)));
    }

    private void down(String why) {
        up = false;
        latest.down();
        if (!why.equals(trouble)) {
            trouble = why;
            tell(heard -> heard.linkDown(why));
        }
    }

    private void tell(java.util.function.Consumer<Listener> what) {
        listener.ifPresent(heard -> events.add(() -> what.accept(heard)));
    }

    void close() throws IOException {
        session.close();
    }
}
