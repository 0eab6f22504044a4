package dev.mortise.sim.plc;

import dev.mortise.protocol.plc.CommandCatalogue;
import dev.mortise.sim.world.Commands;
import dev.mortise.sim.world.Faults;
import dev.mortise.sim.world.Ledger;
import dev.mortise.sim.world.Physics;
import dev.mortise.sim.world.Station;
import dev.mortise.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One cell's PLC program with its world and a controller's hands, scanned by a test. */
final class Bay {

    static final String CELL = "FRAME-A";
    static final String RACK = "R1";
    static final int HOLD = 4;
    static final int UNHOLD = 5;
    static final int ABORT = 8;
    static final int CLEAR = 9;

    private static final long SCAN_MILLIS = 10;

    final TableImage image = new TableImage();
    final Ledger ledger;
    long now = 1_000_000;
    long epoch = 3;
    private final PlcProgram program;
    private long sequence;
    private long unitSequence;
    private long beats;

    /** A bay as a start of robot-sim makes it: what the ledger tells is retained. */
    Bay(Path file) throws IOException {
        this(file, new Faults(List.of(CELL), 7));
    }

    /** In which these go wrong. */
    Bay(Path file, Faults faults) throws IOException {
        List<Ledger.Line> past = Files.exists(file) ? Ledger.read(file) : List.of();
        ledger = Ledger.open(file, Clock.systemUTC());
        World world = new World(ledger, faults, Physics.load(), 7);
        world.replay(past);
        Memory memory = new Memory();
        memory.replay(CELL, past);
        Station station = world.station(CELL);
        Nameplate.show(image, CELL, "1", true);
        program = new PlcProgram(
                image, new PlcProgram.Setup(CELL, world, station, new Commands(world, station, 1), known(), memory));
    }

    private static Set<String> known() {
        return CommandCatalogue.load().capabilities().stream()
                .filter(capability -> Set.of("dock", "fasten", "transport").contains(capability.name()))
                .flatMap(capability -> capability.commands().stream())
                .map(CommandCatalogue.Command::name)
                .collect(Collectors.toSet());
    }

    /** Brought to Execute, with the rack in the cell. */
    Bay producing() {
        unit(1);
        pass(100);
        unit(2);
        pass(100);
        command("R1/move/1/go", "rack.move", Map.of("from", "BUF-1", "to", CELL));
        pass(400_000);
        acknowledge("R1/move/1/go");
        pass(20);
        return this;
    }

    void scan() {
        now += SCAN_MILLIS;
        program.scan(now);
    }

    /** Time passes, with the controller's heartbeat in it. */
    void pass(long millis) {
        // a dwell of minutes is scanned at its end only: nothing happens in between
        now += Math.max(0, millis - 50);
        image.write("Heartbeat/Controller", ++beats);
        for (int i = 0; i < 5; i++) {
            scan();
        }
    }

    /** Time passes without a controller. */
    void passAlone(long millis) {
        for (long left = millis; left > 0; left -= SCAN_MILLIS) {
            scan();
        }
    }

    void unit(int command) {
        image.write("Unit/Command", command);
        image.write("Unit/CommandEpoch", epoch);
        image.write("Unit/CommandSequence", ++unitSequence);
        scan();
    }

    void acknowledge(String id) {
        image.write("Acknowledge/Id", id);
        scan();
    }

    void command(String id, String name) {
        command(id, name, Map.of());
    }

    void command(String id, String name, Map<String, String> texts) {
        write(id, name, texts, Map.of());
        scan();
    }

    void tighten(String id, Map<String, Double> numbers) {
        write(id, "screws.tighten", Map.of(), numbers);
        scan();
    }

    private void write(String id, String name, Map<String, String> texts, Map<String, Double> numbers) {
        sequence++;
        image.write("Command/SequenceHead", sequence);
        image.write("Command/Epoch", epoch);
        image.write("Command/Id", id);
        image.write("Command/Name", name);
        image.write("Command/Rack", RACK);
        image.write("Command/Operation", "dock-frame");
        List<String> textNames = List.copyOf(texts.keySet());
        image.write("Command/TextNames", textNames.toArray(String[]::new));
        image.write("Command/TextValues", textNames.stream().map(texts::get).toArray(String[]::new));
        List<String> numberNames = List.copyOf(numbers.keySet());
        image.write("Command/NumberNames", numberNames.toArray(String[]::new));
        image.write(
                "Command/NumberValues", numberNames.stream().map(numbers::get).toArray(Double[]::new));
        image.write("Command/Sequence", sequence);
    }

    String reason() {
        return image.text("Status/Reason");
    }

    long state() {
        return image.number("Status/State");
    }

    long unitState() {
        return image.number("Unit/State");
    }
}
