package dev.mortise.sim.plc;

import dev.mortise.sim.world.Commands;
import dev.mortise.sim.world.Outcome;
import dev.mortise.sim.world.PlcCommand;
import dev.mortise.sim.world.Station;
import dev.mortise.sim.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The program of a cell PLC, one scan at a time: unit, command exchange, heartbeat. Time comes in with the scan. */
public final class PlcProgram {

    private static final long BEAT_MILLIS = 100;
    private static final long CONTROLLER_SILENCE_MILLIS = 2_000;
    private static final int HOLD = 4;
    private static final int ABORTED_REASON_STATE = UnitMachine.ABORTING;
    private static final int STATE_RUNNING = 1;
    private static final int STATE_DONE = 2;
    private static final int STATE_REFUSED = 3;

    private final Image image;
    private final World world;
    private final Station station;
    private final String cell;
    private final Commands commands;
    private final Set<String> known;
    private final Memory memory;
    private final UnitMachine unit = new UnitMachine();
    private final Interlocks interlocks;
    private Optional<Running> running = Optional.empty();
    private long commandSeen;
    private long unitSeen;
    private String acknowledgeSeen = "";
    private long beats;
    private long beatAt;
    private long controllerBeat = -1;
    private long controllerBeatAt;
    private long changes;
    private boolean changed = true;

    private record Running(PlcCommand command, Commands.Job job, long sinceMillis) {}

    /** What the program works on. {@code known}: names of the commands this cell offers. */
    public record Setup(
            String cell, World world, Station station, Commands commands, Set<String> known, Memory memory) {}

    public PlcProgram(Image image, Setup setup) {
        this.image = image;
        this.world = setup.world();
        this.station = setup.station();
        this.cell = setup.cell();
        this.commands = setup.commands();
        this.known = setup.known();
        this.memory = setup.memory();
        this.interlocks = new Interlocks(image);
        memory.unacknowledged().ifPresent(stored -> showResult(stored.id(), stored.outcome()));
        image.show("Status/Epoch", memory.epoch());
    }

    public void scan(long nowMillis) {
        unit.tick(nowMillis);
        changed |= interlocks.scan(nowMillis);
        beat(nowMillis);
        watchController(nowMillis);
        takeUnitCommand(nowMillis);
        takeAcknowledge();
        takeCommand(nowMillis);
        finish(nowMillis);
        int before = ((Number) image.read("Unit/State")).intValue();
        if (before != unit.state()) {
            image.show("Unit/StopReason", unit.stopReason());
            image.show("Unit/State", unit.state());
            changed = true;
        }
        if (changed) {
            changed = false;
            image.show("Status/Change", ++changes);
        }
    }

    private void beat(long nowMillis) {
        if (nowMillis - beatAt >= BEAT_MILLIS) {
            beatAt = nowMillis;
            image.show("Heartbeat/Plc", ++beats);
        }
    }

    private void watchController(long nowMillis) {
        long beat = image.number("Heartbeat/Controller");
        if (beat != controllerBeat) {
            controllerBeat = beat;
            controllerBeatAt = nowMillis;
        } else if (unit.state() == UnitMachine.EXECUTE && nowMillis - controllerBeatAt > CONTROLLER_SILENCE_MILLIS) {
            command(HOLD, "CONTROLLER_SILENT: no heartbeat for 2 s", nowMillis);
        }
    }

    private void takeUnitCommand(long nowMillis) {
        long sequence = image.number("Unit/CommandSequence");
        if (sequence == unitSeen) {
            return;
        }
        unitSeen = sequence;
        long epoch = image.number("Unit/CommandEpoch");
        int command = (int) image.number("Unit/Command");
        Optional<String> refusal = epoch < memory.epoch()
                ? Optional.of("STALE_EPOCH: " + epoch + " is lower than " + memory.epoch())
                : command(command, "requested by the controller", nowMillis);
        if (refusal.isEmpty()) {
            airMayFail(UnitMachine.word(command), "", nowMillis);
        }
        obey(epoch);
        image.show("Unit/CommandRefusal", refusal.orElse(""));
        image.show("Unit/CommandHandled", sequence);
        changed = true;
    }

    private Optional<String> command(int command, String reason, long nowMillis) {
        Optional<String> refusal = unit.command(command, reason, nowMillis);
        if (refusal.isEmpty() && unit.state() == ABORTED_REASON_STATE) {
            running.ifPresent(job -> store(job.command(), Outcome.failed(Outcome.STATION_FAULT, "aborted")));
            running = Optional.empty();
        }
        if (refusal.isEmpty() && unit.state() == UnitMachine.CLEARING) {
            interlocks.unitCleared();
        }
        return refusal;
    }

    private void airMayFail(String told, String slot, long nowMillis) {
        station.airFails(told, slot).ifPresent(millis -> interlocks.airFails(nowMillis, millis));
        changed |= interlocks.scan(nowMillis);
    }

    private void takeAcknowledge() {
        String id = image.text("Acknowledge/Id");
        if (!id.equals(acknowledgeSeen)) {
            acknowledgeSeen = id;
            if (memory.acknowledge(id)) {
                world.acknowledged(cell, id);
                image.show("Result/Id", "");
                changed = true;
            }
        }
    }

    private void takeCommand(long nowMillis) {
        long sequence = image.number("Command/Sequence");
        if (sequence == commandSeen || sequence != image.number("Command/SequenceHead")) {
            return;
        }
        commandSeen = sequence;
        PlcCommand command = command();
        Optional<String> refusal = judge(command, nowMillis);
        if (refusal.isPresent()) {
            status(command.id(), STATE_REFUSED, refusal.orElseThrow());
        } else if (memory.stored(command.id()).isPresent()) {
            showResult(command.id(), memory.stored(command.id()).orElseThrow());
        } else if (running.isEmpty()) {
            running = Optional.of(new Running(command, commands.begin(command), nowMillis));
            status(command.id(), STATE_RUNNING, "");
        } else {
            status(command.id(), STATE_RUNNING, ""); // the same again: Status may be about another one meanwhile
        }
        image.show("Status/Sequence", sequence);
        changed = true;
    }

    /** Why a command is refused; empty when it is taken, runs already, or was done and not acknowledged. */
    private Optional<String> judge(PlcCommand command, long nowMillis) {
        long epoch = image.number("Command/Epoch");
        if (epoch < memory.epoch()) {
            return Optional.of("STALE_EPOCH: " + epoch + " is lower than " + memory.epoch());
        }
        obey(epoch);
        if (running.filter(job -> job.command().id().equals(command.id())).isPresent()
                || memory.stored(command.id()).isPresent()) {
            return Optional.empty();
        }
        if (memory.forgotten(command.id())) {
            return Optional.of("ALREADY_ACKNOWLEDGED: " + command.id() + " was carried out and acknowledged");
        }
        if (running.isPresent()) {
            return Optional.of("BUSY: " + running.orElseThrow().command().id() + " is running");
        }
        if (unit.state() != UnitMachine.EXECUTE) {
            return Optional.of("NOT_EXECUTING: the unit is in state " + unit.state());
        }
        if (!known.contains(command.name())) {
            return Optional.of("UNKNOWN_COMMAND: this cell does not know '" + command.name() + "'");
        }
        Optional<String> bad = commands.badParameter(command).map(sentence -> "BAD_PARAMETER: " + sentence);
        if (bad.isPresent()) {
            return bad;
        }
        airMayFail(command.template(), command.slot(), nowMillis);
        return interlocks.open().or(() -> commands.interlock(command)).map(sentence -> "INTERLOCK: " + sentence);
    }

    private void obey(long epoch) {
        if (epoch > memory.epoch()) {
            memory.obey(epoch);
            world.obeyed(cell, epoch);
            image.show("Status/Epoch", epoch);
            changed = true;
        }
    }

    private void finish(long nowMillis) {
        if (running.filter(job -> nowMillis - job.sinceMillis() >= job.job().millis())
                .isPresent()) {
            Running done = running.orElseThrow();
            running = Optional.empty();
            store(done.command(), done.job().finish().get());
        }
    }

    /** The world changes and the outcome is kept in one step; only then is it shown. */
    private void store(PlcCommand command, Outcome outcome) {
        world.carriedOut(station, command, outcome);
        memory.store(command.id(), outcome);
        showResult(command.id(), outcome);
    }

    private void showResult(String id, Outcome outcome) {
        ResultNodes.show(image, id, outcome);
        status(id, STATE_DONE, "");
    }

    private void status(String id, int state, String reason) {
        image.show("Status/Id", id);
        image.show("Status/Reason", reason);
        image.show("Status/Progress", state == STATE_DONE ? 1.0 : 0.0);
        image.show("Status/State", state);
        changed = true;
    }

    /** A client may write arrays with nothing in them: what is not there is a parameter that is missing. */
    private static <V> void put(Map<String, V> parameters, @Nullable String name, @Nullable V value) {
        if (name != null && value != null) {
            parameters.put(name, value);
        }
    }

    private PlcCommand command() {
        Map<String, Double> numbers = new HashMap<>();
        String[] names = image.texts("Command/NumberNames");
        Double[] values = image.numbers("Command/NumberValues");
        for (int i = 0; i < names.length && i < values.length; i++) {
            put(numbers, names[i], values[i]);
        }
        Map<String, String> texts = new HashMap<>();
        String[] textNames = image.texts("Command/TextNames");
        String[] textValues = image.texts("Command/TextValues");
        for (int i = 0; i < textNames.length && i < textValues.length; i++) {
            put(texts, textNames[i], textValues[i]);
        }
        return new PlcCommand(
                image.text("Command/Id"),
                image.text("Command/Name"),
                image.text("Command/Rack"),
                image.text("Command/Slot"),
                image.text("Command/Operation"),
                numbers,
                texts);
    }
}
