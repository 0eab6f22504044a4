package dev.mortise.controller.adapter.engine;

import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.plant.RobotKey;
import dev.mortise.controller.domain.plant.RobotSpec;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.LinkFigures;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.RobotSays;
import dev.mortise.controller.port.SessionKey;
import java.util.List;
import java.util.Optional;

/**
 * A robot whose real-time path is in another process. What an engine has to know that begins anew is kept here; a motion is not:
 * whoever wants it asks for it again when the link is up, under the same id.
 */
final class RemoteRobot implements RobotLink {

    private final RobotSpec spec;
    private final Runnable opened;
    private Optional<EngineConnection> engine = Optional.empty();
    private Optional<Listener> listener = Optional.empty();
    private Optional<SessionKey> key = Optional.empty();
    private Speed speed = Speed.FULL;
    private long epoch;
    private String trouble = "";
    private volatile RobotView view;

    /** Tells when it is opened for the first time. */
    RemoteRobot(RobotSpec spec, Runnable opened) {
        this.spec = spec;
        this.opened = opened;
        this.view =
                new RobotView(spec.id(), false, false, "CLOSED", List.of(), 0, 0, LinkFigures.NONE, RobotSays.NOTHING);
    }

    RobotSpec spec() {
        return spec;
    }

    @Override
    public void open(long newEpoch, Listener newListener) {
        synchronized (this) {
            epoch = newEpoch;
            listener = Optional.of(newListener);
            order(new EngineMessage.Open(spec.id(), epoch));
        }
        opened.run();
    }

    @Override
    public synchronized void run(CommandId id, long newEpoch, MotionProgram program, String life) {
        epoch = Math.max(epoch, newEpoch);
        order(new EngineMessage.Run(spec.id(), id, newEpoch, program, life));
    }

    @Override
    public boolean isKeyedByItsPlc() {
        return spec.key().equals(RobotKey.OVER_OPCUA);
    }

    @Override
    public synchronized void key(SessionKey newKey) {
        key = Optional.of(newKey);
        order(EngineMessage.Key.of(spec.id(), newKey));
    }

    @Override
    public synchronized void speed(Speed newSpeed) {
        speed = newSpeed;
        order(new EngineMessage.SetSpeed(spec.id(), newSpeed.percent()));
    }

    @Override
    public synchronized void hold(String reason) {
        order(new EngineMessage.Hold(spec.id(), reason));
    }

    @Override
    public RobotView view() {
        return view;
    }

    @Override
    public void close() {
        // the engine closes its robots together
    }

    private void order(EngineMessage.Order order) {
        engine.ifPresent(there -> there.order(order));
    }

    /** An engine is there, and knows nothing of this robot but what plant.yaml says. */
    synchronized void found(EngineConnection there) {
        engine = Optional.of(there);
        key.ifPresent(known -> order(EngineMessage.Key.of(spec.id(), known)));
        order(new EngineMessage.SetSpeed(spec.id(), speed.percent()));
        if (listener.isPresent()) {
            order(new EngineMessage.Open(spec.id(), epoch));
        }
    }

    /**
     * The engine is not there.
     *
     * @return whether this was not known yet
     */
    boolean lost(String why) {
        synchronized (this) {
            engine = Optional.empty();
        }
        boolean news = !why.equals(trouble);
        down(why);
        return news;
    }

    void up(RobotStatus status) {
        trouble = "";
        listening().ifPresent(listening -> listening.linkUp(status));
    }

    void down(String why) {
        view = new RobotView(
                spec.id(), false, view.simulated(), "CLOSED", view.joints(), 0, 0, view.link(), view.says());
        if (!why.equals(trouble)) {
            trouble = why;
            listening().ifPresent(listening -> listening.linkDown(why));
        }
    }

    void ended(StepReport report) {
        listening().ifPresent(listening -> listening.motionEnded(report));
    }

    void looks(RobotView newest) {
        view = newest;
    }

    private synchronized Optional<Listener> listening() {
        return listener;
    }
}
