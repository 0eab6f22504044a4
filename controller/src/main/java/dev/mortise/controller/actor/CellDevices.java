package dev.mortise.controller.actor;

import akka.actor.typed.ActorRef;
import dev.mortise.controller.domain.cell.CellEffect;
import dev.mortise.controller.domain.cell.InHand;
import dev.mortise.controller.domain.cell.PlcStatus;
import dev.mortise.controller.domain.cell.RobotNews;
import dev.mortise.controller.domain.cell.RobotStatus;
import dev.mortise.controller.domain.cell.UnitCommand;
import dev.mortise.controller.domain.cell.WorkOrder;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.plant.RobotId;
import dev.mortise.controller.domain.process.CommandId;
import dev.mortise.controller.domain.process.DeviceRequest;
import dev.mortise.controller.domain.process.MotionProgram;
import dev.mortise.controller.domain.process.Speed;
import dev.mortise.controller.domain.process.StepReport;
import dev.mortise.controller.port.PlcLink;
import dev.mortise.controller.port.RobotLink;
import dev.mortise.controller.port.SessionKey;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The devices of one cell, as its actor uses them: calls go out, answers come in as messages.
 *
 * @param simulatedAccepted false in production mode: simulated equipment is refused, and the other way round
 */
public record CellDevices(CellId cell, PlcLink plc, Map<RobotId, RobotLink> robots, boolean simulatedAccepted) {

    public CellDevices {
        robots = Map.copyOf(robots);
    }

    void open(ActorRef<CellActor.Command> actor, long epoch) {
        Map<RobotId, Consumer<SessionKey>> keyed = robots.entrySet().stream()
                .filter(robot -> robot.getValue().isKeyedByItsPlc())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, robot -> robot.getValue()::key));
        SessionKeys keys = new SessionKeys(
                plc::handKey,
                keyed,
                epoch,
                (robot, why) -> actor.tell(new CellActor.RobotChanged(new RobotNews.Down(robot, why))));
        plc.open(plcListener(actor, keys));
        robots.forEach((id, robot) -> robot.open(epoch, robotListener(id, actor)));
    }

    private PlcLink.Listener plcListener(ActorRef<CellActor.Command> actor, SessionKeys keys) {
        return new PlcLink.Listener() {
            @Override
            public void linkUp(PlcStatus status) {
                if (!wrongKind(status.simulated())) {
                    keys.handOver();
                }
                actor.tell(wrongKind(status.simulated()) ? lost(status.simulated()) : new CellActor.PlcUp(status));
            }

            @Override
            public void statusRead(PlcStatus status) {
                actor.tell(wrongKind(status.simulated()) ? lost(status.simulated()) : new CellActor.PlcRead(status));
            }

            @Override
            public void linkDown(String why) {
                actor.tell(new CellActor.PlcLost(why));
            }

            @Override
            public void contractBroken(List<String> faults) {
                actor.tell(new CellActor.PlcLost("the PLC breaks the contract: " + String.join("; ", faults)));
            }
        };
    }

    private RobotLink.Listener robotListener(RobotId id, ActorRef<CellActor.Command> actor) {
        return new RobotLink.Listener() {
            @Override
            public void linkUp(RobotStatus status) {
                tell(
                        wrongKind(status.simulated())
                                ? new RobotNews.Down(id, kind(status.simulated()))
                                : new RobotNews.Up(status));
            }

            @Override
            public void linkDown(String why) {
                tell(new RobotNews.Down(id, why));
            }

            private void tell(RobotNews news) {
                actor.tell(new CellActor.RobotChanged(news));
            }

            @Override
            public void motionEnded(StepReport report) {
                actor.tell(new CellActor.MotionEnded(report));
            }
        };
    }

    CellEffect.Performer performer(ActorRef<CellActor.Command> self, long epoch, ActorRef<CellActor.Told> line) {
        return new CellEffect.Performer() {
            // A failed write needs no answer: the link going down or the next status read tells what is so.
            @Override
            public void askUnit(UnitCommand command) {
                plc.request(command, epoch);
            }

            @Override
            public void send(CommandId id, WorkOrder order, DeviceRequest.Plc request) {
                plc.send(command(id, epoch, order, request));
            }

            @Override
            public void move(RobotId robot, String life, CommandId id, MotionProgram program) {
                RobotLink link = robots.get(robot);
                if (link == null) {
                    throw new IllegalStateException(cell + " has no robot " + robot);
                }
                link.run(id, epoch, program, life);
            }

            @Override
            public void setSpeed(Speed speed) {
                robots.values().forEach(robot -> robot.speed(speed));
            }

            @Override
            public void holdMotion(String reason) {
                robots.values().forEach(robot -> robot.hold(reason));
            }

            @Override
            public void acknowledge(CommandId id) {
                plc.acknowledge(id);
            }

            @Override
            public void report(InHand ended) {
                line.tell(new CellActor.Finished(cell, ended, self));
            }
        };
    }

    private static PlcLink.Command command(CommandId id, long epoch, WorkOrder order, DeviceRequest.Plc request) {
        return new PlcLink.Command(
                id,
                epoch,
                request.command(),
                order.rack().value(),
                order.slot(),
                order.operation().value(),
                request.numbers(),
                request.texts());
    }

    private boolean wrongKind(boolean simulated) {
        return simulated != simulatedAccepted;
    }

    private CellActor.Command lost(boolean simulated) {
        return new CellActor.PlcLost(kind(simulated));
    }

    private static String kind(boolean simulated) {
        return simulated
                ? "it is simulated and the controller is in production mode"
                : "it is real and the controller is in simulation mode";
    }
}
