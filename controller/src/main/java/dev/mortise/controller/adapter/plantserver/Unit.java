package dev.mortise.controller.adapter.plantserver;

import dev.mortise.controller.adapter.plantserver.mapping.Heard;
import dev.mortise.controller.adapter.plantserver.mapping.Known;
import dev.mortise.controller.adapter.plantserver.mapping.UnitWords;
import dev.mortise.controller.domain.access.Act;
import dev.mortise.controller.domain.cell.UnitCounts;
import dev.mortise.controller.domain.cell.UnitMode;
import dev.mortise.controller.domain.cell.UnitState;
import dev.mortise.controller.domain.cell.UnitTimes;
import dev.mortise.controller.domain.plant.CellId;
import dev.mortise.controller.domain.rack.Evidence;
import dev.mortise.controller.domain.rack.RackBuild;
import dev.mortise.controller.port.Desk;
import dev.mortise.controller.port.PlantView;
import dev.mortise.controller.port.PlantView.CellView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cell as PackMLBaseObjectType. What its PLC does not say has a status that says so, and no value. */
final class Unit {

    private static final Logger LOG = LoggerFactory.getLogger(Unit.class);

    /** Why, in the log and on the page: a PackML method has no room for a reason. */
    private static final String ASKED = "asked by PackML";

    /** What the line does when it is asked, and what somebody needs who asks. */
    private static final Map<String, Act> OFFERED =
            Map.of("Hold", Act.REQUEST_STOP, "Abort", Act.REQUEST_STOP, "Unhold", Act.RUN, "Clear", Act.RUN);

    private final CellId cell;
    private final TypeNamespace model;
    private final Acts acts;
    private final UaObjectNode node;
    private final UnitStatus status;
    private final UnitAdmin admin;
    private final UnitAlarms alarms;
    private final StateNodes base;
    private final StateNodes machine;
    private final StateNodes execute;
    private final List<Followed> followed = new ArrayList<>();

    /** Noted before it is shown, so that who has read it finds it so; empty while nobody knows. */
    private volatile Optional<UnitWords.Place> place = Optional.empty();

    private boolean shown;

    /** Who may act, and on what. */
    record Acts(Gate gate, Desk desk) {}

    /** A method, and whether the published table has a transition for it where the unit is. */
    private record Followed(UaMethodNode method, BooleanSupplier inOrder) {}

    /** Of what units are made. */
    record Made(LineNamespace space, Models models, List<String> rackTypes) {}

    private Unit(CellId cell, Made of, Acts acts, UaObjectNode unit) {
        this.cell = cell;
        this.model = of.models().packMl();
        this.acts = acts;
        this.node = unit;
        this.status = new UnitStatus(of.space(), model, object(unit, "Status"));
        this.admin = new UnitAdmin(of.models(), object(unit, "Admin"), of.rackTypes());
        this.alarms = new UnitAlarms(model, of.models().units(), object(unit, "Admin"));
        UaObjectNode baseMachine = object(unit, "BaseStateMachine");
        UaObjectNode machineState = object(baseMachine, "MachineState");
        UaObjectNode executeState = object(machineState, "ExecuteState");
        this.base = new StateNodes(model, baseMachine);
        this.machine = new StateNodes(model, machineState);
        this.execute = new StateNodes(model, executeState);
    }

    static Unit of(Made made, UaObjectNode cells, CellId cell, Acts acts) {
        TypeNamespace model = made.models().packMl();
        Set<QualifiedName> members = Stream.of(
                        UnitAdmin.members(model), UnitAlarms.members(model), UnitStatus.members(model))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        UaObjectNode node = made.space().instance(cells, cell.value(), model.type("PackMLBaseObjectType"), members);
        Unit unit = new Unit(cell, made, acts, node);
        unit.open(node);
        return unit;
    }

    UaObjectNode node() {
        return node;
    }

    private UaObjectNode object(UaObjectNode parent, String name) {
        return (UaObjectNode) StateNodes.below(parent, model.own(name));
    }

    private void open(UaObjectNode unit) {
        UaObjectNode baseMachine = object(unit, "BaseStateMachine");
        UaObjectNode machineState = object(baseMachine, "MachineState");
        UaObjectNode executeState = object(machineState, "ExecuteState");
        unit.getMethodNodes().forEach(method -> open(method, () -> true));
        open(baseMachine, at -> Optional.of(at.base()));
        open(machineState, UnitWords.Place::machine);
        open(executeState, UnitWords.Place::execute);
    }

    /** While nobody knows the unit's state nothing is refused for it: a stop may be what is asked for. */
    private void open(UaObjectNode machine, Function<UnitWords.Place, Optional<String>> state) {
        Causes causes = Causes.of(model, machine);
        for (UaMethodNode method : machine.getMethodNodes()) {
            BooleanSupplier inOrder = () -> place.filter(at -> !causes.leave(state.apply(at), name(method)))
                    .isEmpty();
            open(method, inOrder);
        }
    }

    private static String name(UaMethodNode method) {
        return String.valueOf(method.getBrowseName().name());
    }

    /** A unit of this line is started, suspended, completed and reset by what it has to do, never by a client. */
    private void open(UaMethodNode method, BooleanSupplier inOrder) {
        String name = name(method);
        method.setExecutable(OFFERED.containsKey(name));
        if (OFFERED.containsKey(name)) {
            followed.add(new Followed(method, inOrder));
        }
        CallRights.show(method, acts.gate, OFFERED.getOrDefault(name, Act.RUN));
        int arguments = Optional.ofNullable(method.getInputArguments())
                .map(list -> list.length)
                .orElse(0);
        method.setInvocationHandler(Method.handler(arguments, (who, unusedGiven) -> {
            Wanted wanted = new Wanted(name, who, inOrder);
            return switch (name) {
                case "Hold" -> act(wanted, by -> acts.desk.hold(cell, ASKED, by));
                case "Abort" -> act(wanted, by -> acts.desk.abort(cell, ASKED, by));
                case "Unhold" -> act(wanted, by -> acts.desk.unhold(cell, by));
                case "Clear" -> act(wanted, by -> acts.desk.clear(cell, by));
                default -> notOffered(wanted);
            };
        }));
    }

    /**
     * What a client asks for.
     *
     * @param inOrder whether the published table has a transition for it where the unit is
     */
    private record Wanted(String method, Optional<Session> who, BooleanSupplier inOrder) {}

    private String require(Wanted wanted) throws UaException {
        String by = acts.gate.require(wanted.who, OFFERED.getOrDefault(wanted.method, Act.RUN));
        if (!wanted.inOrder.getAsBoolean()) {
            LOG.info("{}: {} by {} was refused: it leads nowhere from where the unit is", cell, wanted.method, by);
            throw new UaException(StatusCodes.Bad_InvalidState);
        }
        return by;
    }

    private Variant[] notOffered(Wanted wanted) throws UaException {
        String by = require(wanted);
        LOG.info("{}: {} by {} was refused: the line decides that by itself", cell, wanted.method, by);
        throw new UaException(StatusCodes.Bad_NotImplemented);
    }

    private Variant[] act(Wanted wanted, Function<String, CompletionStage<Desk.Reply>> ask) throws UaException {
        String by = require(wanted);
        String method = wanted.method;
        Optional<Desk.Reply> reply = Asked.await(ask.apply(by));
        if (reply.isPresent() && reply.orElseThrow() instanceof Desk.Reply.Accepted) {
            LOG.info("{}: {} by {}", cell, method, by);
            return new Variant[0];
        }
        if (reply.isPresent() && reply.orElseThrow() instanceof Desk.Reply.Refused refused) {
            LOG.info("{}: {} by {} was refused: {}", cell, method, by, refused.reason());
            throw new UaException(StatusCodes.Bad_InvalidState);
        }
        LOG.warn("{}: {} by {} was not answered: whether it was done is not known", cell, method, by);
        throw new UaException(StatusCodes.Bad_Timeout);
    }

    /** An attempt has ended in this cell. */
    void ended(RackBuild build, Evidence evidence) {
        admin.ended(build, evidence);
    }

    /**
     * What the board says of the cell.
     *
     * @param rack history of the rack that is in the cell
     * @param uptime of the server
     */
    void show(PlantView view, CellView seen, Optional<RackBuild> rack, Duration uptime) {
        Optional<UnitState> state = Heard.state(seen);
        UnitMode mode = Heard.mode(seen).orElse(UnitMode.INVALID);
        admin.show(state.map(known -> new UnitTimes.Place(mode, known)), uptime, view.at());
        admin.show(rack.map(build -> UnitCounts.of(cell, build)).orElse(UnitCounts.NOTHING), view.at());
        alarms.show(view, seen);
        status.show(view, seen, state);
        show(state.map(UnitWords::place), view.at());
    }

    private void show(Optional<UnitWords.Place> now, Instant at) {
        if (shown && now.equals(place)) {
            return;
        }
        shown = true;
        place = now;
        followed.forEach(one -> one.method.setExecutable(one.inOrder.getAsBoolean()));
        if (now.isEmpty()) {
            Stream.of(base, machine, execute).forEach(nodes -> nodes.nothing(Known.SILENT, at));
            return;
        }
        UnitWords.Place where = now.orElseThrow();
        base.show(Optional.of(where.base()), at);
        machine.show(where.machine(), at);
        execute.show(where.execute(), at);
    }
}
